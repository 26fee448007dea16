"""Closed rounds with standings, stored without the verbs."""

from decimal import Decimal
from fractions import Fraction

from award.db import db
from award.editions.states import RoundState
from award.entries.states import EntryState
from award.judging.models import Standing
from tests.support.editions import make_entry


def close_round(edition, entries_and_scores) -> None:
    """Closes the edition's first round with these scores; one category stands for its sub-committee."""
    closed = edition.rounds[0]
    closed.state = RoundState.CLOSED
    for rank, (entry, score) in enumerate(entries_and_scores, 1):
        db.session.add(
            Standing(
                round_id=closed.id,
                entry_id=entry.id,
                subcommittee_id=edition.subcommittees[0].id,
                place=rank,
                rank=rank,
                score=str(Fraction(score)),
                shown_score=Decimal(str(round(float(Fraction(score)), 2))),
                marks_given=2,
                passed=True,
                inputs=[],
            )
        )
    db.session.flush()


def marked_works(edition, owner, *scores, category=0):
    """Eligible works of one category with these scores, in a closed round."""
    works = [
        make_entry(edition, owner, f"Tác phẩm {category}-{place}", state=EntryState.ELIGIBLE, category=category)
        for place, _ in enumerate(scores, 1)
    ]
    close_round(edition, zip(works, scores, strict=True))
    return works
