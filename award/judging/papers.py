"""What stands on the tally paper (bảng tổng hợp điểm) of a closed round: plain rows in, contents out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from award.documents.paper import Annex, Signer
from award.judging.states import TaskState
from award.papers.offering import Content

BEFORE = (["Hạng", "Mã số", "Tên tác phẩm"], [14, 18, 70])
AFTER = (["Số phiếu", "Điểm trung bình", "Kết quả"], [16, 20, 30])
LYING = 247  # millimetres of text on a lying page, in either frame at most


def tally(name: str, standings: Sequence[Any], marks: Sequence[Any], *, closed: str, method: str) -> Content:
    """The tally of the round `name`: an annex for each sub-committee, with a column for each judge. `marks` are the
    tasks with judge, state and total, judges in the order of their columns."""
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
        annexes=[_annex(title, rows, panels[key], given) for (key, title), rows in works.items()],
        beside=[Signer("Thư ký", "")],
    )


def points(value: Decimal | None) -> str:
    """`8,25`; empty for none."""
    return "" if value is None else f"{value:.2f}".replace(".", ",")


def _mark(task: Any) -> str:
    if task.state is TaskState.SCORED:
        return points(task.total)
    return "không chấm" if task.state in (TaskState.ABSTAINED, TaskState.RECUSED) else "–"


def _annex(title: str, rows: Sequence[Any], panel: Mapping[Any, str], given: Mapping[Any, Mapping[Any, str]]) -> Annex:
    fixed = sum(BEFORE[1]) + sum(AFTER[1])
    width = max(14, (LYING - fixed) / max(len(panel), 1))
    return Annex(
        title,
        [*BEFORE[0], *panel.values(), *AFTER[0]],
        [*BEFORE[1], *(min(width, 30) for _ in panel), *AFTER[1]],
        [
            [
                str(row.rank or ""),
                row.code,
                row.title,
                *(given[row.entry_id].get(judge, "") for judge in panel),
                str(row.marks_given),
                points(row.shown_score),
                "Vào vòng sau" if row.passed else "",
            ]
            for row in rows
        ],
        lying=True,
    )
