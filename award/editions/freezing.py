"""Which changes of a configuration come too late, by the states of the edition and of its rounds."""

from collections.abc import Iterator

from award.editions.changes import Change, ChangeKind, CodePath
from award.editions.states import EditionState, RoundState
from award.kit.messages import Message, say

# What may still be said differently once marks are being given, and once they are frozen.
FREE_WHILE_OPEN = frozenset({"name", "guidance", "closes_at", "coverage", "coverage_share", "feedback"})
FREE_WHEN_CLOSED = frozenset({"name", "guidance", "feedback"})


def too_late(
    changes: list[Change], state: EditionState, rounds: dict[str, RoundState], prized: bool = False
) -> Iterator[tuple[CodePath, Message]]:
    """The changes that cannot be made any more, each with the reason; `rounds` holds their states by code,
    `prized` says whether prizes are given already."""
    begun = any(round_state is not RoundState.PLANNED for round_state in rounds.values())
    for change in changes:
        if state is EditionState.ARCHIVED:
            yield change.path, say("The edition is archived; its configuration stays as it is.")
        elif state is not EditionState.PREPARING and _moves_a_deadline(change):
            yield (
                change.path,
                say("The edition is running: a deadline is moved on the edition's page, with the reason."),
            )
        elif begun and change.path[0] == "subcommittees" and change.path[-1] == "judges":
            yield change.path, say("A round has begun: each sub-committee judges what it judged at its beginning.")
        elif prized and change.path[0] in ("prizes", "prize_levels") and change.path[-1] != "name":
            yield (
                change.path,
                say("Prizes are given already: their table stays as it is, or they are taken back first."),
            )
        elif change.path[0] == "rounds" and len(change.path) > 1:
            round_state = rounds.get(change.path[1], RoundState.PLANNED)
            if round_state is not RoundState.PLANNED and not _is_free(change, round_state):
                yield change.path, say(
                    "The round is “%(state)s”: its criteria, scale and method stay as they are.", state=round_state
                )  # fmt: skip


def _moves_a_deadline(change: Change) -> bool:
    """Also by giving a category another deadline."""
    if change.path[0] != "deadlines":
        return change.path[0] == "categories" and len(change.path) == 3 and change.path[2] == "deadline"
    return change.path[-1] in ("shown_at", "hard_at") or (len(change.path) == 2 and change.kind is ChangeKind.REMOVED)


def rounds_moved(rounds: dict[str, RoundState], wanted: list[str]) -> bool:
    """Whether a round that has begun, or one before it, would get another place; `rounds` in their present order."""
    order = list(rounds)
    begun = [place for place, code in enumerate(order, 1) if rounds[code] is not RoundState.PLANNED]
    return bool(begun) and wanted[: begun[-1]] != order[: begun[-1]]


def _is_free(change: Change, state: RoundState) -> bool:
    free = FREE_WHILE_OPEN if state is RoundState.OPEN else FREE_WHEN_CLOSED
    return change.kind is ChangeKind.REORDERED or (change.kind is ChangeKind.CHANGED and change.path[-1] in free)
