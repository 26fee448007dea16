"""The demo is a believable edition, the same for a seed, made by the verbs that people use."""

import pytest
import sqlalchemy as sa

from award.accounts.queries import demo_people_exist, person_by_email
from award.council.models import Objection
from award.council.states import Ruling
from award.db import db
from award.demo import making
from award.editions.models import Edition
from award.editions.states import RoundState
from award.entries.models import Attachment, Entry
from award.entries.states import EntryState
from award.evidence.models import Capture
from award.evidence.states import CaptureState
from award.files.models import StoredFile
from award.files.states import FileState
from award.forwarding import queries
from award.forwarding.models import Batch, Incoming
from award.forwarding.states import BatchState, IncomingState, RequestState, Stage
from award.gallery.models import Showing
from award.judging.models import Assignment
from award.judging.queries.calibration import own_distances
from award.judging.states import TaskState
from award.kit import clock
from award.upkeep.queries import broken_invariants

pytestmark = pytest.mark.storage


def made(entries: int = 12) -> list[tuple]:
    told = []
    making.make(entries=entries, seed=7, progress=told.append)
    assert sum(told) == entries
    rows = sa.select(Entry.code, Entry.title, Entry.state, StoredFile.sha256)
    rows = rows.outerjoin(Attachment, Attachment.entry_id == Entry.id).outerjoin(StoredFile)
    return sorted(map(tuple, db.session.execute(rows)), key=str)


def test_the_same_seed_makes_the_same_edition_and_it_holds(app, databases, bucket):
    with clock.at(clock.now()):
        first = made()
        db.session.remove()
        databases.reset(app)
        assert made() == first
    assert [sentence for sentence, broken in broken_invariants() if broken] == []
    assert demo_people_exist()


def test_it_stands_in_the_middle_of_its_judging(bucket):
    made()
    edition = db.session.query(Edition).order_by(Edition.year.desc()).first()
    assert edition.rounds[0].state is RoundState.OPEN
    trial = edition.rounds[1]
    assert (trial.calibration, trial.state) == (True, RoundState.CLOSED)
    assert own_distances(person_by_email("giamkhao@demo.vn"), trial)
    states = {state for (state,) in db.session.execute(sa.select(Assignment.state))}
    assert {TaskState.PUBLISHED, TaskState.OPENED, TaskState.SCORED} <= states
    found = {state for (state,) in db.session.execute(sa.select(Entry.state))}
    assert EntryState.ELIGIBLE in found
    assert len(found) > 1
    assert {kind for (kind,) in db.session.execute(sa.select(StoredFile.state))} == {FileState.VERIFIED}
    states = {state for (state,) in db.session.execute(sa.select(Capture.state))}
    assert states - {CaptureState.GONE, CaptureState.FAILED, CaptureState.CHANGED} == {CaptureState.KEPT}
    types = {kind for (kind,) in db.session.execute(sa.select(StoredFile.type_found))}
    assert {"application/pdf", "image/jpeg", "audio/mpeg", "video/mp4"} <= types
    heard = db.session.query(Objection).one()
    assert (heard.edition_id != edition.id, heard.ruling, bool(heard.took_part)) == (True, Ruling.REJECTED, True)
    batches = {batch.state: batch.id for batch in db.session.scalars(sa.select(Batch))}
    assert set(batches) == {BatchState.OPEN, BatchState.FROZEN}
    assert {one.stage for one in queries.outcomes_of(batches[BatchState.FROZEN]).values()} >= {Stage.PRIZED}
    assert {one.state for one in queries.requests_of(batches[BatchState.OPEN]).values()} == {RequestState.ASKED}
    assert [one.state for one in db.session.scalars(sa.select(Incoming))] == [IncomingState.READY]
    assert len(db.session.scalars(sa.select(Showing)).all()) == 4
