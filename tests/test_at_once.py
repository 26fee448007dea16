"""Two persons, or two windows of one, who do the same act at the same instant, on both databases: it is done once, the
other is told so, and the chain of the record holds."""

from typing import Any

import pytest
import sqlalchemy as sa

from award.accounts.states import Role
from award.audit.queries import broken_at
from award.council.models import Prize
from award.db import db, transaction
from award.forwarding.models import Batch
from award.judging import service as judging
from award.judging.models import RoundClosing, ScoreSheet, Standing
from award.screening.models import Screening
from tests.council.support import marked_works
from tests.forwarding.scene import Scene
from tests.judging.conftest import MARKS, Room
from tests.support.cast import Cast, grant, person
from tests.support.crowd import at_once, window
from tests.support.editions import make_edition, make_entry


class Stage:
    """What an act needs, in the crowded database; `people` are the two who act."""

    def __init__(self, app: Any):
        self.app, self.cast = app, Cast()

    def press(self, person_id: str, address: str, **typed: Any) -> Any:
        client = window(self.app, person_id)
        return lambda: client.post(address, data=typed)

    def count(self, *wanted: Any) -> int:
        with self.app.app_context():
            found = db.session.scalar(sa.select(sa.func.count()).select_from(*wanted))
            db.session.remove()
            return found


@pytest.fixture
def stage(crowded):
    made = Stage(crowded)
    yield made
    with crowded.app_context():
        assert broken_at() is None
        db.session.remove()


def test_two_secretaries_who_screen_one_work_decide_it_once(stage):
    with stage.app.app_context(), transaction():
        edition = make_edition()
        stage.cast.appoint(edition)
        second = person("Ngô Lệ", "le@example.vn")
        grant(second, Role.SECRETARY, edition)
        entry = make_entry(edition, stage.cast.an)
        address, version = f"/entries/{entry.id}/screening/decision", entry.version
        people = stage.cast.dung.get_id(), second.get_id()
    typed = {"version": version, "note": "Bản in nộp trực tiếp"}
    answers = at_once(
        stage.press(people[0], address, verdict="eligible", **typed),
        stage.press(people[1], address, verdict="ineligible", reasons="other", **typed),
    )
    assert sorted(answers)[0] == 303
    assert sorted(answers)[1] in (409, 422)
    assert stage.count(Screening) == 1


def test_one_place_of_a_prize_is_given_once(stage):
    with stage.app.app_context(), transaction():
        edition = make_edition()
        stage.cast.appoint(edition)
        codes = [work.code for work in marked_works(edition, stage.cast.an, "9", "9")]
        address, level = f"/editions/{edition.code}/prizes/give", edition.prize_levels[0].code
        dung = stage.cast.dung.get_id()
    acts = [stage.press(dung, address, work=code, level=level, departure="Hội đồng bầu") for code in (*codes, *codes)]
    assert sorted(at_once(*acts)) == [303, 422, 422, 422]
    assert stage.count(Prize) == 1


def test_a_batch_is_frozen_once_with_one_number(stage):
    with stage.app.app_context(), transaction():
        scene = Scene(stage.cast)
        batch = scene.batch(scene.work())
        address, hung = f"/batches/{batch.id}/freeze", stage.cast.hung.get_id()
    acts = [stage.press(hung, address, letter_number=number, letter_day="2023-11-05") for number in ("7", "8")]
    answers = at_once(*acts)
    assert sorted(answers) == [303, 422]
    with stage.app.app_context():
        batch = db.session.scalar(sa.select(Batch))
        assert (batch.number, batch.record["letter"]["number"]) == (1, 7 + answers.index(303))
        db.session.remove()


def test_a_round_is_closed_once_while_a_judge_still_marks(stage):
    with stage.app.app_context(), transaction():
        edition = make_edition()
        stage.cast.appoint(edition)
        room = Room(edition, edition.rounds[0], stage.cast, [])
        room.enter(stage.cast.cuong)
        room.seat(stage.cast.giang, stage.cast.ha).assigned().opened()
        room.confirm(stage.cast.ha)
        task = room.confirm(stage.cast.giang)
        judging.reopen_sheet(task, actor=stage.cast.giang)
        task = room.task(stage.cast.giang)
        close, confirm = f"/rounds/{room.round.id}/close", f"/tasks/{task.assignment.id}/confirm"
        typed = {"version": task.version} | {f"mark_{code}": str(mark) for code, mark in MARKS.items()}
        hung, giang = stage.cast.hung.get_id(), stage.cast.giang.get_id()
    first, second, marked = at_once(
        *(stage.press(hung, close, reason="Hết hạn") for _ in range(2)), stage.press(giang, confirm, **typed)
    )
    assert sorted([first, second]) == [303, 409]
    assert (stage.count(RoundClosing), stage.count(Standing)) == (1, 1)
    with stage.app.app_context():
        confirmed = db.session.scalar(sa.select(sa.func.count(ScoreSheet.confirmed_at)))
        assert db.session.scalar(sa.select(Standing.marks_given)) == confirmed == (2 if marked == 303 else 1)
        db.session.remove()
