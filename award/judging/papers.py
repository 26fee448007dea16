"""What stands on the tally paper (bảng tổng hợp điểm) of a closed round: plain rows in, contents out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from award.documents.paper import Annex, Signer
from award.judging.states import TaskState
from award.papers.offering import Content

Columns = tuple[list[str], list[int]]
BEFORE = (["Hạng", "Mã số", "Tên tác phẩm"], [14, 18, 70])
AFTER = (["Số phiếu", "Điểm trung bình", "Kết quả"], [16, 20, 30])
NOTHING: Columns = ([], [])
LYING = 247  # millimetres of text on a lying page, in either frame at most
# How many judges have room in one table beside titles, with what the works came to and without.
WITH_RESULTS, WITHOUT = 5, 7


def tally(name: str, standings: Sequence[Any], marks: Sequence[Any], *, closed: str, method: str) -> Content:
    """The tally of the round `name`: an annex for each sub-committee, with a column for each judge; a larger one has its
    results in one annex and its marks in others. `marks` are the tasks with judge, state and total, judges in the order
    of their columns."""
    works, panels, given = defaultdict(list), defaultdict(dict), defaultdict(dict)
    for row in standings:
        works[(row.subcommittee_id, row.subcommittee)].append(row)
    for task in marks:
        panels[task.subcommittee_id].setdefault(task.judge_id, task.judge)
        given[task.entry_id][task.judge_id] = _mark(task)
    passed = sum(1 for row in standings if row.passed)
    return Content(
        values={
            "round": name,
            "works": f"{len(standings):02d}",
            "passed": f"{passed:02d}",
            "judges": f"{len({task.judge_id for task in marks}):02d}",
            "closed": closed,
            "method": method,
        },
        annexes=[one for (key, title), rows in works.items() for one in _annexes(title, rows, panels[key], given)],
        beside=[Signer("Thư ký", "")],
    )


def points(value: Decimal | None) -> str:
    """`8,25`; empty for none."""
    return "" if value is None else f"{value:.2f}".replace(".", ",")


def _mark(task: Any) -> str:
    if task.state is TaskState.SCORED:
        return points(task.total)
    return "không chấm" if task.state in (TaskState.ABSTAINED, TaskState.RECUSED) else "–"


Marks = Mapping[Any, Mapping[Any, str]]


def _annexes(title: str, rows: Sequence[Any], panel: Mapping[Any, str], given: Marks) -> Iterator[Annex]:
    if len(panel) <= WITH_RESULTS:
        yield _annex(title, rows, panel, given, AFTER)
        return
    yield _annex(f"{title}: kết quả", rows, {}, given, AFTER)
    tables = -(-len(panel) // WITHOUT)
    for number in range(tables):
        first, after = (len(panel) * place // tables for place in (number, number + 1))
        which = f"giám khảo {first + 1:02d} đến {after:02d}" if tables > 1 else "từng giám khảo"
        yield _annex(f"{title}: điểm của {which}", rows, dict(islice(panel.items(), first, after)), given, NOTHING)


def _annex(title: str, rows: Sequence[Any], panel: Mapping[Any, str], given: Marks, after: Columns) -> Annex:
    fixed = sum(BEFORE[1]) + sum(after[1])
    width = max(14, (LYING - fixed) / max(len(panel), 1))
    return Annex(
        title,
        [*BEFORE[0], *panel.values(), *after[0]],
        [*BEFORE[1], *(min(width, 30) for _ in panel), *after[1]],
        [
            [
                str(row.rank or ""),
                row.code,
                row.title,
                *(given[row.entry_id].get(judge, "") for judge in panel),
                *(_result(row) if after[0] else ()),
            ]
            for row in rows
        ],
        lying=True,
    )


def _result(row: Any) -> tuple[str, str, str]:
    return str(row.marks_given), points(row.shown_score), "Vào vòng sau" if row.passed else ""
