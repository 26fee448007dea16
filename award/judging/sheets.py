"""The tally sheet (bảng tổng hợp điểm) of a closed round as tables: one for each sub-committee."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from award.documents.xlsx import Column, Sheet
from award.judging.states import TaskState
from award.kit.messages import Message, mark, say

BEFORE = [
    (mark("Rank"), "whole", 7),
    (mark("Code"), "text", 10),
    (mark("Title"), "text", 44),
    (mark("Authors"), "text", 30),
]
AFTER = [
    (mark("Marks counted"), "whole", 9),
    (mark("Not marking"), "text", 24),
    (mark("Score"), "number", 9),
    (mark("Passed on"), "text", 8),
    (mark("Remarks"), "text", 44),
]


def tally_sheets(
    standings: Sequence[Any], marks: Sequence[Any], authors: Mapping[UUID, list[str]], said: Callable[[Any], str]
) -> Iterator[Sheet]:
    """`standings` in the order of the ranking; `marks` are all tasks with judge, state, total and remark, judges in
    the order of their columns; `said` says labels in the reader's language."""
    works, judges, tasks = defaultdict(list), defaultdict(dict), defaultdict(list)
    for row in standings:
        works[row.subcommittee_id].append(row)
    for task in marks:
        judges[task.subcommittee_id].setdefault(task.judge_id, task.judge)
        tasks[task.entry_id].append(task)
    for subcommittee_id, rows in works.items():
        panel = judges[subcommittee_id]
        columns = [*_columns(BEFORE, said), *(Column(name, "number", 14) for name in panel.values())]
        yield Sheet(
            rows[0].subcommittee,
            [*columns, *_columns(AFTER, said)],
            (_row(row, tasks[row.entry_id], list(panel), authors.get(row.entry_id, []), said) for row in rows),
        )


def _columns(columns: list[tuple[str, str, int]], said: Callable[[Any], str]) -> list[Column]:
    return [Column(said(Message(label)), kind, width) for label, kind, width in columns]


def _row(work: Any, tasks: list[Any], panel: list[UUID], authors: list[str], said: Callable[[Any], str]) -> list[Any]:
    counted = {task.judge_id: task.total for task in tasks if task.state is TaskState.SCORED}
    away = [
        f"{task.judge}: {said(task.state)}" for task in tasks if task.state in (TaskState.ABSTAINED, TaskState.RECUSED)
    ]
    remarks = [task.remark for task in tasks if task.remark and task.state is TaskState.SCORED]
    return [
        work.rank,
        work.code,
        work.title,
        ", ".join(authors),
        *(counted.get(judge_id) for judge_id in panel),
        work.marks_given,
        "; ".join(away),
        work.shown_score,
        said(say("yes") if work.passed else say("no")),
        "\n".join(remarks),
    ]
