"""The closing report of a round as a paper: a data sheet with tables."""

from collections.abc import Callable, Sequence
from typing import Any

from award.documents.pdf import DataSheet, SheetTable
from award.judging.states import Leaving, TaskState
from award.kit.messages import Message, mark, say

FOUR = (
    (mark("Not opened"), (TaskState.PUBLISHED,)),
    (mark("Being marked"), (TaskState.OPENED,)),
    (mark("Marked"), (TaskState.SCORED,)),
    (mark("Not marking"), (TaskState.ABSTAINED, TaskState.RECUSED)),
)
NONE = mark("none")
EVERYBODY = mark("every judge of the sub-committee")
WHOLE_BALLOT = mark("The whole ballot")


def in_four(counts: dict[TaskState, int]) -> list[int]:
    """Tasks in each of the four states."""
    return [sum(counts.get(state, 0) for state in states) for _, states in FOUR]


def reason_of(text: str | None) -> Any:
    """A reason as somebody wrote it, or in words where the system gave it."""
    return Leaving(text) if text in set(Leaving) else text or ""


def paper(round_: Any, found: Any, said: Callable[[Any], str], moment: Callable[[Any], str]) -> DataSheet:
    """The report; `said` and `moment` put labels and instants into words."""
    edition = round_.edition
    return DataSheet(
        title=said(say("Closing report of the round “%(round)s”", round=round_.name)),
        above=edition.organiser,
        pairs=[(said(Message(label)), value) for label, value in _pairs(round_, found, said, moment)],
        tables=[table for table in _tables(found, said, moment) if table.rows],
        footer=f"{edition.code}/{round_.code}",
    )


def _pairs(round_: Any, found: Any, said: Callable, moment: Callable) -> list[tuple[str, str]]:
    end = found.closing
    return [
        (mark("Edition"), round_.edition.title),
        (mark("Closed"), f"{moment(end.at)} · {found.closed_by}"),
        (mark("Reason"), end.reason or said(Message(NONE))),
        (mark("Judges for each work"), said(round_.judges_per_work or Message(EVERYBODY))),
        (mark("Quorum"), str(round_.quorum)),
        (mark("Tally"), f"{said(round_.method or round_.ballot)} · {end.tally_version}"),
        (mark("Works"), str(found.works)),
        (mark("Passed on"), str(found.passed)),
        (mark("Works below the quorum"), str(len(found.short))),
        (mark("Abstentions and recusals"), str(len(found.away))),
        (mark("Marked unseen"), str(len(found.unseen))),
        (mark("Events of the ledger"), "; ".join(f"{said(kind)}: {count}" for kind, count in found.events.items())),
        (mark("Head of the ledger"), " ".join(end.ledger_head[place : place + 8] for place in range(0, 64, 8))),
    ]


WORK, JUDGE, REASON = mark("Work"), mark("Judge"), mark("Reason")


def _tables(found: Any, said: Callable, moment: Callable) -> list[SheetTable]:
    def table(title: str, columns: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[Any]]) -> SheetTable:
        texts = [[str(cell) for cell in row] for row in rows]
        return SheetTable(said(Message(title)), [said(Message(one)) for one in columns], widths, texts)

    return [*_marked(found, said, table), *_decided(found, said, moment, table)]


def _marked(found: Any, said: Callable, table: Callable) -> list[SheetTable]:
    """Who marked, and what lacks marks or was not looked at."""
    return [
        table(
            mark("Participants"),
            [JUDGE, *(label for label, _ in FOUR)],
            [4, 2, 2, 2, 2],
            [[name, *in_four(counts)] for name, counts in found.judges],
        ),
        table(
            mark("Works below the quorum"),
            [WORK, mark("Title"), mark("Sheets confirmed")],
            [2, 6, 2],
            [[row.code, row.title, row.marks] for row in found.short],
        ),
        table(
            mark("Abstentions and recusals"),
            [WORK, JUDGE, mark("State"), REASON],
            [2, 3, 2, 5],
            [[row.code, row.judge, said(row.state), said(reason_of(row.reason))] for row in found.away],
        ),
        table(
            mark("Marked unseen"),
            [WORK, JUDGE, mark("Share seen, percent")],
            [2, 5, 2],
            [[row.code, row.judge, row.share] for row in found.unseen],
        ),
    ]


def _decided(found: Any, said: Callable, moment: Callable, table: Callable) -> list[SheetTable]:
    """What was equal, decided, changed and agreed."""
    return [
        table(
            mark("Equal scores"),
            [mark("Sub-committee"), mark("Rank"), mark("Works")],
            [4, 1, 7],
            [[tie.subcommittee, tie.rank, ", ".join(one.code for one in tie.works)] for tie in found.ties],
        ),
        table(
            mark("Decided by the chair"),
            [WORK, mark("Place in the order"), mark("By"), REASON],
            [2, 1, 3, 6],
            [[row.code, row.place, row.who, row.reason] for row in found.decisions],
        ),
        table(
            mark("Changes of who marks what, and sheets taken back"),
            [mark("Event"), mark("When"), WORK, JUDGE, mark("By")],
            [4, 3, 2, 3, 3],
            [
                [f"{row.sequence}. {said(row.kind)}", moment(row.at), row.code or "–", row.judge or "–", row.actor]
                for row in found.told
            ],
        ),
        table(
            mark("Came after the close, and was refused"),
            [WORK, JUDGE, mark("When")],
            [3, 5, 4],
            [[row.code or said(Message(WHOLE_BALLOT)), row.judge, moment(row.at)] for row in found.late],
        ),
        table(
            mark("Acts of two persons"),
            [mark("Act"), mark("Asked by"), mark("Answered by"), REASON],
            [3, 3, 3, 5],
            [
                [
                    " · ".join(filter(None, (said(row.kind), row.judge, row.code))),
                    row.asked_by,
                    row.answered_by or "–",
                    row.reason,
                ]
                for row in found.acts
            ],
        ),
    ]
