"""Supplements that are awaited are reminded of before their own day."""

from datetime import timedelta

from award.db import db
from award.entries.states import EntryState
from award.kit import clock
from award.outbox.models import Letter
from award.screening.models import Screening
from award.screening.states import Verdict
from award.screening.tasks import remind
from tests.support.editions import make_edition, make_entry


def returned(edition, owner, secretary, days: int):
    entry = make_entry(edition, owner, state=EntryState.RETURNED)
    decision = Screening(entry_id=entry.id, verdict=Verdict.RETURNED, reasons=[], note="Thiếu bản chụp", clauses=[])
    decision.actor_id, decision.at, decision.answer_by = secretary.id, clock.now(), clock.now() + timedelta(days=days)
    db.session.add(decision)
    db.session.flush()
    return entry


def test_only_a_day_that_comes_near_is_reminded_of_and_once(cast):
    edition = make_edition(reminder_days=[2])
    returned(edition, cast.an, cast.dung, days=1)
    returned(edition, cast.cuong, cast.dung, days=20)
    db.session.commit()
    remind()
    remind()
    assert [letter.recipient for letter in db.session.query(Letter)] == [cast.an.email]
