"""What the prize table proposes after a prize fell: who moves up, step by step."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from award.council.allocation import Tie, propose
from award.council.places import Award, Contender, Key, Level, Room


@dataclass(frozen=True)
class Step:
    """A work that would have a higher prize than it has (`before`, None for none); `free` where the place is free now and
    does not wait for the step above it."""

    work: Key
    before: Key | None
    to: Key
    free: bool


def steps(
    contenders: Iterable[Contender],
    levels: Sequence[Level],
    held: Sequence[Award],
    fallen: Collection[Key],
    *,
    stays: Collection[Key] = (),
    one_per_author: bool = False,
) -> tuple[list[Step], tuple[Tie, ...]]:
    """The table proposed anew from the highest of the `fallen` levels down, held beside what is given. Works in `stays`
    keep what they have: those that the council gave out of the order, and those that it decided not to move. Nothing is
    ever taken from a work."""
    order = {level.key: place for place, level in enumerate(levels)}
    bound = min((order[key] for key in fallen if key in order), default=None)
    if bound is None:
        return [], ()
    before = {award.work: award.level for award in held}
    given = [award for award in held if order[award.level] <= bound or award.work in stays]
    running = [one for one in contenders if one.work in before or one.work not in stays]
    found = propose(running, levels, given, one_per_author=one_per_author)
    room = Room.of(levels, held)
    by_key = {level.key: level for level in levels}
    raised = []
    for award in found.awards:
        own = before.get(award.work)
        if own is None or order[award.level] < order[own]:
            free = room.for_one(award.level, by_key[award.level].scope_of(award)) > 0
            raised.append(Step(award.work, own, award.level, free))
    return raised, found.ties
