"""What the page of a batch shows, worked out from facts: free places, and for each work what the rules say of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from award.forwarding.destination_rules import Terms, WorkFacts, author_faults, free_places, own_faults
from award.kit.messages import Message, say


@dataclass(frozen=True)
class Line:
    """A work with what is in its way; `files` and `size` (bytes) of what would be sent."""

    work: WorkFacts
    faults: list[Message]
    files: int
    size: int


@dataclass(frozen=True)
class Sight:
    """A batch being prepared: what is chosen, what else could be, and how many places are left (None: no limit)."""

    chosen: list[Line]
    candidates: list[Line]
    free: int | None
    earlier: int


Totals = dict[uuid.UUID, tuple[int, int]]


def see(
    chosen: Sequence[WorkFacts],
    earlier: Sequence[WorkFacts],
    candidates: Sequence[WorkFacts],
    terms: Terms,
    totals: Totals,
) -> Sight:
    """The sight of a batch; every work is judged beside those that go before it."""
    company = [*earlier, *chosen]
    return Sight(
        chosen=[
            _line(work, _faults(work, terms, [*earlier, *chosen[:place]]), totals) for place, work in enumerate(chosen)
        ],
        candidates=[_line(work, _faults(work, terms, company), totals) for work in candidates],
        free=free_places(terms, len(company)),
        earlier=len(earlier),
    )


def conditions(terms: Terms) -> list[Message]:
    """The destination's rules as sentences."""
    found = [say("Every part appeared from %(begin)s to %(end)s.", begin=terms.window_from, end=terms.window_to)]
    if terms.prized_only:
        found.append(say("Works with a released prize only."))
    if terms.places is not None:
        found.append(say("At most %(count)s works.", count=terms.places))
    if terms.most_authors is not None:
        found.append(say("At most %(count)s authors for a work.", count=terms.most_authors))
    if terms.most_parts is not None:
        found.append(say("At most %(count)s parts of a work.", count=terms.most_parts))
    if terms.works_per_author == 1:
        found.append(say("All works by different authors: one work of one author."))
    elif terms.works_per_author is not None:
        found.append(say("At most %(count)s works of one author.", count=terms.works_per_author))
    if terms.prizes_declared:
        found.append(say("Earlier prizes declared, each with its level and year."))
    found += [
        say("The category “%(ours)s” goes there as “%(theirs)s”.", ours=ours, theirs=theirs)
        for ours, theirs in terms.categories.items()
    ]
    return found


def _faults(work: WorkFacts, terms: Terms, company: Sequence[WorkFacts]) -> list[Message]:
    return [*own_faults(work, terms), *author_faults(work, terms, company)]


def _line(work: WorkFacts, faults: list[Message], totals: Totals) -> Line:
    files, size = totals.get(work.entry_id, (0, 0))
    return Line(work, faults, files, size)
