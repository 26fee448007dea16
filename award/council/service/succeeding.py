"""What follows where a prize beside the main ones fell: by theme, by age or by what is counted, or nothing, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from award.council import queries
from award.council.allocation import Tie, propose_thematic
from award.council.comparing import compare
from award.council.following import Step
from award.council.places import Room
from award.council.queries import HeldPrize, Situation
from award.editions.states import Counted, PrizeKind
from award.kit.messages import Message, say

AGES = (PrizeKind.OLDEST, PrizeKind.YOUNGEST)


@dataclass
class Beside:
    """Steps that can be decided now, ties of works, and what else is to be said."""

    steps: list[Step]
    ties: list[Tie]
    told: list[Message]


def beside(found: Situation, fallen: Sequence[HeldPrize], decided: Sequence[Any]) -> Beside:
    """For each level that is no main one as many steps as prizes of it fell and were not given anew; `decided` are the
    rows of what the council decided before."""
    answer = Beside([], [], [])
    for row in found.table.rows:
        lost = [one for one in fallen if one.level_id == row.id]
        places = min(len(lost) - sum(one.taken and one.to_level_id == row.id for one in decided), _room(found, row))
        if row.kind is PrizeKind.MAIN or places < 1:
            continue
        own = [one for one in decided if one.to_level_id == row.id]
        if row.kind is PrizeKind.THEMATIC and row.themes:
            _themed(answer, found, row, places, {one.entry_id for one in (*lost, *own)})
        elif row.kind in AGES or row.counted is not Counted.NAMED:
            _compared(answer, found, row, places, [*lost, *own], fallen)
        else:
            answer.told.append(say("“%(level)s” is named by the council, not proposed: its place stays empty.", level=row.name))  # fmt: skip
    answer.told += _no_longer_first(found, fallen)
    return answer


def _room(found: Situation, row: Any) -> int:
    """How many places of the level are free."""
    return Room.of(found.table.levels(row.kind), found.table.awards(found.held, row.kind)).in_all(row.id)


def _themed(answer: Beside, found: Situation, row: Any, places: int, out: set[Any]) -> None:
    table = found.table
    level = next(one for one in table.levels(PrizeKind.THEMATIC) if one.key == row.id)
    rivals = [one for one in found.contenders if one.work not in out]
    given = table.awards(found.held, PrizeKind.THEMATIC)
    (proposed,) = propose_thematic(rivals, [level], given, table.awards(found.held))
    works = [award.work for award in proposed.awards][:places]
    works += [work for tie in proposed.ties for work in tie.works if len(works) < places]
    answer.steps += [Step(work, None, row.id, True) for work in works]
    answer.ties += proposed.ties if len(proposed.awards) < places else ()
    if not works:
        answer.told.append(_nobody(row))


def _compared(
    answer: Beside, found: Situation, row: Any, places: int, out: Sequence[Any], fallen: Sequence[HeldPrize]
) -> None:
    """The next ones by what is compared; who stands level is for the council to choose among."""
    works = {one.entry_id for one in fallen if one.entry_id}
    names, bodies = {one.recipient for one in out}, {one.organisation_id for one in out if one.organisation_id}
    rows = [
        one
        for one in queries.candidates(found.table.edition, row, found.held)
        if (one.organisation_id not in bodies if one.organisation_id else one.name not in names)
        and one.entry_id not in works
    ]
    order = compare(rows, places)
    for one in (*order.first, *order.tied):
        of_organisation = one.organisation_id is not None
        key = one.organisation_id if of_organisation else one.entry_id
        answer.steps.append(Step(key, None, row.id, True, one.name, of_organisation))
    if order.tied:
        names = [one.name for one in order.tied]
        answer.told.append(say("“%(level)s”: %(names)s stand level; places left: %(places)s. The council decides.", level=row.name, names=names, places=order.places))  # fmt: skip
    elif not order.first:
        answer.told.append(_nobody(row))


def _nobody(row: Any) -> Message:
    return say("Nobody else comes into question for “%(level)s”: its place stays empty.", level=row.name)


def _no_longer_first(found: Situation, fallen: Sequence[HeldPrize]) -> Iterator[Message]:
    """Where main prizes are counted and some fell, another organisation may stand first now; nothing is taken away."""
    if not any(one.kind is PrizeKind.MAIN for one in fallen):
        return
    for row in found.table.rows:
        own = {one.organisation_id for one in found.held if one.level_id == row.id}
        if row.counted not in (Counted.PRIZES, Counted.HIGHEST) or not own:
            continue
        rows = queries.candidates(found.table.edition, row, [one for one in found.held if one.level_id != row.id])
        first = compare(rows, len(own))
        missed = [one.name for one in first.first if one.organisation_id not in own]
        if missed:
            yield say("By what is counted now, %(names)s would have “%(level)s”; whoever has it keeps it.", names=missed, level=row.name)  # fmt: skip
