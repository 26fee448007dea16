"""What the prize table proposes after a prize fell: who moves up or has it instead, step by step."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from award.council.allocation import Tie, propose
from award.council.places import Award, Contender, Key, Level, Room


@dataclass(frozen=True)
class Step:
    """A work that would have a higher prize than it has (`before`, None for none); `free` where the place is free now and
    does not wait for the step above it. `recipient` is the person with the work, or, `of_organisation`, the organisation
    that would have it: `work` is the organisation then."""

    work: Key
    before: Key | None
    to: Key
    free: bool
    recipient: str = ""
    of_organisation: bool = False


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
    ever taken from a work. Of works that tie, each is a step, for the council to choose."""
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
    tied = [(one, tie.level) for tie in found.ties for one in running if one.work in tie.works]
    for one, to in [*((award, award.level) for award in found.awards), *tied]:
        own = before.get(one.work)
        if own is None or order[to] < order[own]:
            raised.append(Step(one.work, own, to, room.for_one(to, by_key[to].scope_of(one)) > 0))
    return raised, found.ties
