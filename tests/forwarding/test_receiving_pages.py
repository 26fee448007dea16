"""The pages of receiving and of what came back: brought by the page's script, checked and taken by the worker."""

import copy
import hashlib
import json
from io import BytesIO
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from award.accounts.states import Role
from award.db import db
from award.entries.models import Entry
from award.files import service as files
from award.files.models import StoredFile
from award.files.states import FileState
from award.forwarding import queries, service
from award.forwarding.dossier import dossier
from award.forwarding.models import Incoming
from award.forwarding.states import IncomingState, Stage
from award.jobs.service import run_due
from tests.forwarding.scene import stored
from tests.support.cast import grant
from tests.support.counting import statements_of
from tests.support.editions import make_edition

pytestmark = pytest.mark.storage


@pytest.fixture
def there(scene):
    """Another edition of this installation, which receives."""
    edition = make_edition("nhan-2023")
    grant(scene.cast.dung, Role.SECRETARY, edition)
    return edition


def brought(edition, bucket, body, actor, name="ho-so.zip"):
    """A ZIP whose bytes have arrived."""
    file = stored(body, name, bucket, state=FileState.STORED)
    file.kinds = ["dossier"]
    found = service.bring_here(edition, name, actor=actor)
    found.file_id = file.id
    db.session.flush()
    files.check_again(file)
    service.check_again(found, actor=actor)
    db.session.commit()
    run_due()
    return db.session.get(Incoming, found.id)


def test_checked_taken_and_answered_through_the_pages(client, scene, there, bucket):
    page = stored(b"%PDF-1.7 trang bao", "trang.pdf", bucket)
    batch = scene.frozen(scene.work("Giữ lửa", files=[page]), scene.work("Bám rẫy"))
    body = b"".join(dossier(batch.record, bucket.read))
    found = brought(there, bucket, body, scene.cast.dung)
    incoming_id, batch_id, code = found.id, batch.id, there.code
    assert (found.state, found.works, found.report["faults"]) == (IncomingState.READY, 2, [])
    client.enter_as(scene.cast.dung)
    report = client.get(f"/incoming/{incoming_id}").text
    assert "Giữ lửa" in report
    # On a phone sentences have the width of their card, only the work that keeps to the rules has a label beside a word.
    assert report.count('data-label="Theo thể lệ ở đây"') == 1
    assert client.post(f"/incoming/{incoming_id}/take").status_code == 303
    run_due()
    assert db.session.get(Incoming, incoming_id).state is IncomingState.TAKEN
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Entry).where(Entry.edition_id == there.id)) == 2
    taken = client.get(f"/incoming/{incoming_id}").text
    entries = db.session.scalars(sa.select(Entry.id).where(Entry.edition_id == there.id))
    assert all(f'href="/entries/{entry}/screening' in taken for entry in entries)
    receipt = client.get(f"/incoming/{incoming_id}/receipt.json")
    assert json.loads(receipt.data)["number"] == 1
    assert "ho-so.zip" in client.get(f"/editions/{code}/receiving").text
    upload = {"receipt": (BytesIO(receipt.data), "bien-nhan.json")}
    assert client.post(f"/batches/{batch_id}/receipt", data=upload).status_code == 303
    assert "BI-001" in client.get(f"/batches/{batch_id}").text
    assert "2023" in client.get(f"/editions/{scene.edition.code}/forwarding/history").text
    again = brought(there, bucket, body, scene.cast.dung)
    assert again.state is IncomingState.FAULTY
    assert "taken over on" in str(again.report["faults"])


@pytest.mark.parametrize("place", [60, -60, None])
def test_a_damaged_zip_is_faulty_and_says_why(scene, there, bucket, place):
    page = stored(b"%PDF-1.7 " + b"trang bao" * 900, "trang.pdf", bucket)
    body = bytearray(b"".join(dossier(scene.frozen(scene.work(files=[page])).record, bucket.read)))
    at = body.index(b"trang baotrang") if place is None else place
    body[at] ^= 1
    found = brought(there, bucket, bytes(body), scene.cast.dung)
    assert found.state is IncomingState.FAULTY
    assert found.report["faults"]


def with_another_page(body: bytes) -> bytes:
    """The same ZIP with other pages than its manifest promises."""
    changed = BytesIO()
    with ZipFile(BytesIO(body)) as archive, ZipFile(changed, "w") as copied:
        for name in archive.namelist():
            copied.writestr(name, archive.read(name).replace(b"trang bao", b"trang gia"))
    return changed.getvalue()


def test_a_changed_dossier_does_not_keep_the_sound_one_out(client, scene, there, bucket):
    page = stored(b"%PDF-1.7 trang bao", "trang.pdf", bucket)
    sound = b"".join(dossier(scene.frozen(scene.work(files=[page])).record, bucket.read))
    changed = brought(there, bucket, with_another_page(sound), scene.cast.dung)
    assert (changed.state, changed.works) == (IncomingState.FAULTY, 1)
    told = client.enter_as(scene.cast.dung).get(f"/incoming/{changed.id}").text
    assert ("chưa kiểm tra" in told, "Đạt" in told) == (True, False)
    found = brought(there, bucket, sound, scene.cast.dung)
    assert (found.state, found.report["faults"]) == (IncomingState.READY, [])


def test_of_two_that_call_themselves_the_same_dossier_one_is_taken_in_and_stays_as_it_came(scene, there, bucket):
    first, second = (stored(body, "trang.pdf", bucket) for body in (b"%PDF-1.7 that", b"%PDF-1.7 gia mao"))
    record = scene.frozen(scene.work(files=[first])).record
    other = copy.deepcopy(record)
    other["works"][0]["files"][0] |= {
        "key": second.key,
        "size": second.size,
        "sha256": second.sha256,
        "crc32": second.crc32,
    }
    places = [
        brought(there, bucket, b"".join(dossier(one, bucket.read)), scene.cast.dung).id for one in (record, other)
    ]
    for place in places:
        service.take(db.session.get(Incoming, place), actor=scene.cast.dung)
    db.session.commit()
    run_due()
    assert [db.session.get(Incoming, place).state for place in places] == [IncomingState.TAKEN, IncomingState.FAULTY]
    entry = db.session.scalars(sa.select(Entry).where(Entry.edition_id == there.id)).one()
    file = db.session.get(StoredFile, entry.attachments[0].file_id)
    assert b"".join(bucket.read(file.key)) == b"%PDF-1.7 that"


def test_a_dossier_for_another_award_is_told(scene, there, bucket):
    body = b"".join(dossier(scene.frozen(scene.work("Bám rẫy")).record, bucket.read))
    assert "Giải Búa liềm vàng" in str(brought(there, bucket, body, scene.cast.dung).report["warnings"])


def test_the_worker_makes_the_same_dossier_and_the_page_leads_to_it(client, scene, bucket):
    batch = scene.frozen(scene.work(files=[stored(b"%PDF-1.7 x", "a.pdf", bucket)]))
    batch_id, record = batch.id, batch.record
    client.enter_as(scene.cast.dung)
    assert client.post(f"/batches/{batch_id}/build", data={"megabytes": ""}).status_code == 303
    run_due()
    made = queries.volumes_of(batch_id)[0]
    whole = b"".join(dossier(record, bucket.read))
    assert b"".join(bucket.read(made.key)) == whole
    assert made.sha256 == hashlib.sha256(whole).hexdigest()
    assert client.get(f"/volumes/{made.id}").status_code == 302
    assert client.post(f"/batches/{batch_id}/build", data={"megabytes": "1"}).status_code == 422


def test_an_outcome_is_noted_by_hand(client, scene):
    batch = scene.frozen(scene.work())
    batch_id, entry_id = batch.id, batch.items[0].entry_id
    client.enter_as(scene.cast.dung)
    address, sent = f"/batches/{batch_id}/outcomes", {"entry": str(entry_id), "stage": "prized"}
    assert client.post(address, data=sent).status_code == 422
    assert client.post(address, data=sent | {"prize": "Giải B"}).status_code == 303
    assert queries.outcomes_of(batch_id)[entry_id].prize == "Giải B"
    client.enter_as(scene.cast.khanh)
    assert client.post(address, data=sent).status_code == 404


def test_longer_lists_send_no_more_statements(client, scene, there):
    client.enter_as(scene.cast.dung)
    code, counts = there.code, []
    for more in (1, 2, 27):
        for n in range(more):
            service.bring_here(there, f"ho-so-{n}.zip", actor=scene.cast.dung)
        counts.append(statements_of(client, f"/editions/{code}/receiving"))
    assert counts[0] == counts[1] == counts[2] <= 8
    assert db.session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 0


def test_a_longer_history_sends_no_more_statements(client, scene):
    client.enter_as(scene.cast.dung)
    scene.destination.places = None
    counts, code = [], scene.edition.code
    for more in (1, 2, 27):
        batch = scene.frozen(*(scene.work(f"Bài {n}") for n in range(more)))
        for item in batch.items:
            service.note_outcome(batch, item.entry_id, stage=Stage.PRIZED, prize="Giải B", actor=scene.cast.dung)
        counts.append(statements_of(client, f"/editions/{code}/forwarding/history"))
        frozen = statements_of(client, f"/batches/{batch.id}")
        assert frozen <= 14
    assert counts[0] == counts[1] == counts[2] <= 10
