"""The demo's judging: two sub-committees at work, marks partly in."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from award.db import transaction
from award.editions.models import Round
from award.editions.queries import edition_whole
from award.judging import queries, service
from award.judging.states import TaskState
from award.kit import clock

if TYPE_CHECKING:
    from award.demo.making import Stage

NOTES = ("Đề tài tốt, kết còn vội.", "Nhân vật có sức thuyết phục.", "", "", "Số liệu cần đối chiếu.", "")
DONE_SHARE = (0.25, 0.9)
SEATED_BEFORE = 7


def judge_works(stage: "Stage") -> None:
    """Seats the judges, proposes and publishes the tasks, opens the round, and lets the judges mark a part."""
    round_ = stage.edition.rounds[0]
    with clock.at(round_.opens_at - timedelta(days=SEATED_BEFORE)), transaction():
        _seat(stage, edition_whole(stage.edition.code).subcommittees)
    with clock.at(round_.opens_at - timedelta(days=1)), transaction():
        edition = edition_whole(stage.edition.code)
        service.propose(edition.rounds[0], actor=stage.secretary)
        service.publish(edition.rounds[0], actor=stage.secretary)
    with clock.at(round_.opens_at), transaction():
        service.open_round(edition_whole(stage.edition.code).rounds[0], actor=stage.chair)
    for judge in stage.judges:
        _mark(stage, judge, round_)


def _seat(stage: "Stage", subcommittees: list[Any]) -> None:
    """The larger half of the judges reads and looks, the rest listens and watches."""
    for place, judge in enumerate(stage.judges):
        service.seat(subcommittees[place % len(subcommittees)], judge, actor=stage.secretary)


def _mark(stage: "Stage", judge: Any, round_: Round) -> None:
    """Some judges are nearly through, some have just begun; the last work of each is still a draft."""
    rng = stage.rng
    tasks = [task.id for task in queries.rounds.tasks(round_.id, TaskState.PUBLISHED) if task.judge_id == judge.id]
    done = int(len(tasks) * rng.uniform(*DONE_SHARE))
    for place, task_id in enumerate(tasks[: done + 1]):
        with clock.at(round_.opens_at + timedelta(hours=2 + 3 * place, minutes=rng.randint(0, 59))), transaction():
            task = queries.task(task_id)
            service.open_task(task, actor=judge)
            marks = {c.code: _drawn(rng, c.maximum, round_.step) for c in task.criteria}
            if place == done:
                marks.popitem()
            _look(task, rng.random(), judge)
            service.save_sheet(task, marks, rng.choice(NOTES), "", version=0, actor=judge)
            if place < done:
                service.confirm_sheet(task, version=task.version, actor=judge)


def mark_whole(stage: "Stage", task_id: Any, judge: Any) -> None:
    """A sheet that is opened, filled and confirmed at once."""
    task = queries.task(task_id)
    service.open_task(task, actor=judge)
    marks = {c.code: _drawn(stage.rng, c.maximum, task.round.step) for c in task.criteria}
    service.save_sheet(task, marks, "", "", version=0, actor=judge)
    service.confirm_sheet(task, version=task.version, actor=judge)


def _look(task: Any, share: float, judge: Any) -> None:
    """The judge hears the beginning of each sound or film, or sees the first pages."""
    units = queries.units_of([task.entry.id]).get(task.entry.id, {})
    service.note_coverage(task, {file: [(0, round(whole * share))] for file, whole in units.items()}, actor=judge)


def _drawn(rng: Any, maximum: Decimal, step: Decimal) -> Decimal:
    """A mark between half of the maximum and all of it, on the step."""
    steps = int(maximum / step)
    return step * rng.randint(steps // 2, steps)
