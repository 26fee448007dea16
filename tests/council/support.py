"""Closed rounds with standings, stored without the verbs."""

from decimal import Decimal
from fractions import Fraction

from award.db import db
from award.editions.states import RoundState
from award.entries.states import EntryState
from award.judging.models import Standing
from tests.support.editions import make_entry


def close_round(edition, entries_and_scores) -> None:
    """Closes the edition's first round with these scores; equal ones share a rank, unless a place stands after the score
    (`"9 #2"`). One category stands for its sub-committee."""
    closed = edition.rounds[0]
    closed.state = RoundState.CLOSED
    rows = [(entry, *str(score).partition(" #")[::2]) for entry, score in entries_and_scores]
    scores = [Fraction(score) for _entry, score, _rank in rows]
    for place, (entry, score, rank) in enumerate(rows, 1):
        db.session.add(
            Standing(
                round_id=closed.id,
                entry_id=entry.id,
                subcommittee_id=edition.subcommittees[edition.categories.index(entry_category(edition, entry))].id,
                place=place,
                rank=int(rank) if rank else 1 + sum(other > Fraction(score) for other in scores),
                score=str(Fraction(score)),
                shown_score=Decimal(str(round(float(Fraction(score)), 2))),
                marks_given=2,
                passed=True,
                inputs=[],
            )
        )
    db.session.flush()


def entry_category(edition, entry):
    """The category that an entry competes in."""
    return next(one for one in edition.categories if one.id == entry.category_id)


def marked_works(edition, owner, *scores, category=0):
    """Eligible works of one category with these scores, in a closed round."""
    works = [
        make_entry(edition, owner, f"Tác phẩm {category}-{place}", state=EntryState.ELIGIBLE, category=category)
        for place, _ in enumerate(scores, 1)
    ]
    close_round(edition, zip(works, scores, strict=True))
    return works
