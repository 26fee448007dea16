"""A round at work: Giang, Hà and Hùng sit in the print sub-committee; Cường has entered works."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from award.db import db
from award.entries.states import EntryState
from award.judging import queries, service
from award.judging.states import JointKind
from tests.support.editions import make_edition, make_entry

MARKS = {"phat-hien": Decimal("4.5"), "the-hien": Decimal(2), "hieu-qua": Decimal("1.5")}


@dataclass
class Room:
    """A jury with its round and works."""

    edition: Any
    round: Any
    cast: Any
    entries: list

    def seat(self, *people, subcommittee=0, **more):
        for person in people:
            service.seat(self.edition.subcommittees[subcommittee], person, actor=self.cast.dung, **more)
        return self

    def assigned(self):
        service.propose(self.round, actor=self.cast.dung)
        service.publish(self.round, actor=self.cast.dung)
        return self

    def opened(self):
        service.open_round(self.round, actor=self.cast.hung)
        return self

    def closed(self, reason="Hết thời gian chấm"):
        service.close_round(self.round, reason=reason, actor=self.cast.hung)
        return self

    def task(self, judge, entry=0):
        db.session.flush()
        return queries.task_for(judge.id, self.round.id, self.entries[entry].id)

    def save(self, judge, entry=0, version=None, note="", remark="", **marks):
        task = self.task(judge, entry)
        given = {code.replace("_", "-"): Decimal(mark) for code, mark in marks.items()} or MARKS
        service.save_sheet(task, given, note, remark, version=task.version if version is None else version, actor=judge)
        return self.task(judge, entry)

    def confirm(self, judge, entry=0, **marks):
        task = self.save(judge, entry, **marks)
        service.confirm_sheet(task, version=task.version, actor=judge)
        return task

    def on_paper(self, judge):
        """The judge marks on paper, agreed by two persons."""
        asked = {"reason": "Không dùng máy tính", "assignment": self.task(judge).assignment, "actor": self.cast.dung}
        service.agree(service.ask(self.round, JointKind.ON_PAPER, **asked), actor=self.cast.hung)
        return self

    def enter(self, owner, title="Một tác phẩm khác", **more):
        self.entries.append(make_entry(self.edition, owner, title, EntryState.ELIGIBLE, **more))
        return self.entries[-1]


@pytest.fixture
def room(cast):
    edition = make_edition()
    cast.appoint(edition)
    made = Room(edition, edition.rounds[0], cast, [])
    for number in range(4):
        made.enter(cast.cuong, f"Chi bộ bám rẫy {number}")
    return made


@pytest.fixture
def at_work(room, cast):
    """Two judges with all four works, the round open."""
    return room.seat(cast.giang, cast.ha).assigned().opened()
