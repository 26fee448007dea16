"""A promise before the deadline, bytes after: by the server's clock alone, and with the very bytes that were declared."""

import hashlib
from datetime import timedelta
from uuid import UUID

import pytest

from award.accounts.states import Role
from award.db import db
from award.entries import checks, queries, service
from award.entries.calendar import Term
from award.entries.promises import end_of_bytes, holds, may_promise
from award.entries.states import EntryState
from award.files.queries import stored_file
from award.files.states import FileState
from award.jobs.service import run_due
from award.kit import clock
from award.kit.refusals import NotReady, WrongMoment
from award.outbox.models import Letter
from tests.entries.making import ready_draft
from tests.files.browser import send
from tests.files.samples import PDF
from tests.support.cast import grant
from tests.support.editions import make_edition

SHA = hashlib.sha256(PDF).hexdigest()
OTHER = PDF.replace(b"PDF", b"pdf")
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def test_a_promise_is_given_up_to_the_hard_instant_and_kept_through_every_extension():
    now = clock.now()
    term = Term(now - HOUR, now)
    assert (may_promise(term, 12, now), may_promise(term, 12, now + SECOND)) == (True, False)
    assert (may_promise(term, None, now), may_promise(None, 12, now)) == (False, False)
    end = end_of_bytes(term, 12)
    assert end == now + 12 * HOUR
    assert (holds(end, end, end), holds(end, end, end + SECOND)) == (True, False)
    assert holds(end, end + HOUR, end + HOUR)
    assert holds(end, end - HOUR, end)
    assert holds(end, None, end)
    assert not holds(None, end, now)


class Late:
    """A draft that lacks its one file, which is promised a minute before the hard instant."""

    def __init__(self, cast, client, grace_hours=12):
        self.cast, self.client = cast, client.enter_as(cast.an)
        edition = make_edition(grace_hours=grace_hours)
        grant(cast.dung, Role.SECRETARY, edition)
        entry = ready_draft(edition, cast.an)
        service.detach(entry, entry.attachments[0].file_id, actor=cast.an)
        self.entry_id, self.base = entry.id, f"/entries/{entry.id}/uploads"
        self.hard = edition.deadline("entries").hard_at
        self.end = self.hard + 12 * HOUR
        self.chosen = {"name": "trang.pdf", "size": len(PDF), "head_sha256": SHA}
        asked = self.chosen | {"requirement_id": str(edition.categories[0].requirements[0].id), "part_position": 1}
        with clock.at(self.hard - 60 * SECOND):
            self.file_id = UUID(client.post(self.base, json=asked).json["file_id"])

    def post(self, verb, at, **body):
        with clock.at(at):
            return self.client.post(f"{self.base}/{self.file_id}/{verb}", json=body)

    def declare(self, at, sha256=SHA):
        return self.post("declare", at, sha256=sha256)

    def submit(self, at):
        with clock.at(at):
            entry = queries.entry_whole(self.entry_id)
            service.submit(entry, actor=self.cast.an)
            db.session.commit()

    def clause(self, at):
        with clock.at(at):
            found = service.run_checks(queries.entry_whole(self.entry_id))
        return next(check for check in found if check.clause == "files")

    def send(self, body, at):
        with clock.at(at):
            assert self.client.post(f"{self.base}/{self.file_id}/open", json=self.chosen).status_code == 200
            send(self.file_id, body)
        answer = self.post("finish", at, sha256=SHA)
        with clock.at(at):
            run_due()
        return answer


@pytest.fixture
def late(world, cast, client):
    return Late(cast, client)


def test_a_work_is_sent_in_with_a_promised_file_whose_bytes_come_within_the_grace(late, bucket):
    told = late.declare(late.hard)
    assert told.json["promised_until"]
    assert late.clause(late.hard).verdict is checks.Verdict.PROMISED
    late.submit(late.hard)
    assert "bytes until" in str(late.clause(late.end).found)
    with clock.at(late.end):
        page = late.client.get(f"/entries/{late.entry_id}").text
    assert str(late.file_id) in page
    assert "upload-choose" in page
    assert late.send(PDF, late.end).json["state"] == FileState.STORED
    assert late.clause(late.end + HOUR).verdict is checks.Verdict.MET


def test_after_the_hard_instant_nothing_is_promised_whatever_the_browser_says(late):
    told = late.declare(late.hard + SECOND)
    assert (told.status_code, told.json["promised_until"]) == (200, None)
    assert late.clause(late.hard + SECOND).verdict is checks.Verdict.MISSING


def test_an_edition_without_a_time_for_bytes_takes_no_promise(world, cast, client):
    late = Late(cast, client, grace_hours=None)
    assert late.declare(late.hard - 30 * SECOND).json["promised_until"] is None
    with pytest.raises(NotReady):
        late.submit(late.hard - 30 * SECOND)


def test_another_hash_than_the_declared_one_is_refused_with_both_and_the_place_is_kept(late):
    late.declare(late.hard)
    other = hashlib.sha256(b"another").hexdigest()
    for verb in ("declare", "finish"):
        refused = late.post(verb, late.hard, sha256=other)
        assert refused.status_code == 422
        assert SHA in refused.json["message"]
        assert other in refused.json["message"]
    assert late.clause(late.hard).verdict is checks.Verdict.PROMISED
    with clock.at(late.hard):
        assert "upload-promise" in late.client.get(f"/entries/{late.entry_id}/edit/files").text


def test_other_bytes_than_declared_are_refused_with_both_hashes_and_may_come_once_more_in_time(late, bucket):
    late.declare(late.hard)
    late.submit(late.hard)
    late.send(OTHER, late.hard + HOUR)
    file = stored_file(late.file_id)
    assert file.state is FileState.REFUSED
    assert {SHA, hashlib.sha256(OTHER).hexdigest()} <= set(file.refusal_message.values.values())
    assert db.session.query(Letter).filter_by(template="entries/file_refused").count() == 1
    with clock.at(late.hard + HOUR):
        page = late.client.get(f"/entries/{late.entry_id}").text
    assert SHA in page
    assert hashlib.sha256(OTHER).hexdigest() in page
    assert late.send(PDF, late.end).json["state"] == FileState.STORED
    db.session.expire_all()
    assert stored_file(late.file_id).state is FileState.VERIFIED


def test_a_file_that_is_not_the_one_waited_for_is_refused(late):
    for change in ({"name": "khác.pdf"}, {"size": 5}, {"head_sha256": "0" * 64}, {"head_sha256": None}):
        refused = late.post("open", late.hard, **(late.chosen | change))
        assert refused.status_code == 422
        assert refused.json["message"]


def test_when_the_grace_ends_without_bytes_author_and_secretariat_are_told_once(late, world):
    late.declare(late.hard)
    late.submit(late.hard)
    for at in (late.end, late.end + SECOND, late.end + HOUR):
        with clock.at(at):
            run_due()
    letters = db.session.query(Letter).filter(Letter.template.like("entries/promise_over%")).all()
    assert sorted((one.template, one.recipient) for one in letters) == [
        ("entries/promise_over", late.cast.an.email),
        ("entries/promise_over_office", late.cast.dung.email),
    ]
    clause = late.clause(late.end + SECOND)
    assert (clause.verdict, "did not arrive in time" in str(clause.found)) == (checks.Verdict.MISSING, True)
    for verb, body in (("open", late.chosen), ("addresses", {}), ("finish", {"sha256": SHA})):
        refused = late.post(verb, late.end + SECOND, **body)
        assert (refused.status_code, bool(refused.json["message"])) == (409, True)


def test_a_deadline_that_is_extended_carries_its_promises(late):
    late.declare(late.hard)
    late.submit(late.hard)
    deadline = queries.setting(queries.entry(late.entry_id)).edition.deadline("entries")
    deadline.shown_at, deadline.hard_at = deadline.shown_at + 24 * HOUR, deadline.hard_at + 24 * HOUR
    db.session.commit()
    with clock.at(late.end + HOUR):
        run_due()
    assert db.session.query(Letter).filter_by(template="entries/promise_over").count() == 0
    assert late.clause(late.end + HOUR).verdict is checks.Verdict.PROMISED


def test_without_a_promise_a_work_that_was_sent_in_takes_bytes_up_to_the_hard_instant_alone(late):
    entry = queries.entry_whole(late.entry_id)
    entry.state, entry.code, entry.number = EntryState.SUBMITTED, "BI-900", 900
    entry.submitted_at = clock.now()
    db.session.commit()
    place = queries.entry_file(late.entry_id, late.file_id)
    with clock.at(late.hard):
        service.ask_going_on(place.entry, place.file)
    with clock.at(late.hard + SECOND), pytest.raises(WrongMoment):
        service.ask_going_on(place.entry, place.file)
