"""Many at once, real files, and the letters: what the verbs owe to the world outside."""

import threading
import urllib.request
from types import SimpleNamespace
from uuid import UUID

import pytest
import sqlalchemy as sa

from award.db import db, transaction
from award.entries import queries, service
from award.entries.models import Entry
from award.files.queries import renditions_of
from award.files.states import FileState
from award.jobs.service import run_due
from award.kit import clock
from award.outbox.models import Letter
from award.outbox.rendering import addresses, render
from tests.entries.making import ready_draft, sent_in
from tests.files.browser import checksum, put
from tests.files.samples import PDF
from tests.support.cast import person
from tests.support.editions import make_edition

WRITERS = 16


def test_sixteen_at_once_get_numbers_without_a_gap(crowded):
    with crowded.app_context(), transaction():
        edition = make_edition()
        people = [person(f"Tác giả {number}", f"t{number}@example.vn") for number in range(WRITERS)]
        sending = [(ready_draft(edition, owner).id, owner.get_id()) for owner in people]
    start, answers = threading.Barrier(WRITERS), []

    def send(entry_id, session_id):
        client = crowded.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = session_id, True
        start.wait()
        page = client.post(f"/entries/{entry_id}/submit", data={"version": _version(crowded, entry_id)})
        answers.append(page.status_code)

    threads = [threading.Thread(target=send, args=one) for one in sending]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with crowded.app_context():
        numbers = sorted(db.session.scalars(sa.select(Entry.number)))
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Letter)) == WRITERS
        db.session.remove()
    assert answers == [303] * WRITERS
    assert numbers == list(range(1, WRITERS + 1))


def _version(app, entry_id):
    with app.app_context():
        return db.session.scalar(sa.select(Entry.version).where(Entry.id == entry_id))


@pytest.mark.storage
def test_a_real_file_goes_up_is_checked_and_comes_back(world, cast, client, bucket):
    edition = make_edition()
    entry = ready_draft(edition, cast.an)
    service.detach(entry, entry.attachments[0].file_id, actor=cast.an)
    client.enter_as(cast.an)
    body, entry_id, need = PDF, entry.id, edition.categories[0].requirements[0].id
    base = f"/entries/{entry_id}/uploads"
    asked = {"name": "Trang nhất – số 9.pdf", "size": len(body), "requirement_id": str(need), "part_position": 1}
    promised = client.post(base, json=asked)
    file = f"{base}/{promised.json['file_id']}"
    assert client.post(f"{file}/open", json=asked).json["missing"] == [1]
    [part] = client.post(f"{file}/addresses", json={"checksums": {"1": checksum(body)}}).json["parts"]
    assert put(SimpleNamespace(**part), body) == 200
    assert client.post(f"{file}/finish", json={}).json["state"] == FileState.STORED
    run_due()
    assert client.get(file).json["state"] == FileState.VERIFIED
    sent = client.post(f"/entries/{entry_id}/submit", data={"version": queries.entry(entry_id).version})
    assert sent.location == f"/entries/{entry_id}/receipt"
    shown = client.get(file.replace("uploads", "files"))
    assert shown.status_code == 302
    with urllib.request.urlopen(shown.location) as answer:
        assert answer.read() == body
    file_id = UUID(promised.json["file_id"])
    copy = renditions_of([file_id])[file_id].thumbnail
    light = f"/entries/{entry_id}/files/{copy.id}"
    assert light in client.get(f"/entries/{entry_id}").text
    with urllib.request.urlopen(client.get(light).location) as answer:
        assert answer.headers["Content-Type"] == "image/webp"
    assert client.get(f"{base}/{copy.id}").status_code == 404
    assert client.enter_as(cast.binh).get(light).status_code == 404


@pytest.mark.storage
def test_an_upload_cut_short_is_told_so_and_keeps_its_place(world, cast, client, bucket):
    edition = make_edition()
    entry = service.start(edition, edition.categories[0], owner=cast.an)
    client.enter_as(cast.an)
    entry_id, need = entry.id, edition.categories[0].requirements[0].id
    asked = {"name": "trang.pdf", "size": 5000, "requirement_id": str(need), "part_position": 1}
    file = f"/entries/{entry_id}/uploads/{client.post(f'/entries/{entry_id}/uploads', json=asked).json['file_id']}"
    refused = client.post(f"{file}/finish", json={})
    assert refused.status_code == 409
    assert refused.json["message"]
    assert len(queries.entry_whole(entry_id).attachments) == 1


def test_files_of_others_are_not_found(world, cast, client):
    edition = make_edition()
    mine, other = ready_draft(edition, cast.an), ready_draft(edition, cast.cuong)
    client.enter_as(cast.an)
    foreign = other.attachments[0].file_id
    for address in (f"/entries/{mine.id}/files/{foreign}", f"/entries/{mine.id}/uploads/{foreign}"):
        assert client.get(address).status_code == 404
    assert client.post(f"/entries/{other.id}/uploads/{foreign}/remove").status_code == 404


ACTS = {
    "receipt": lambda entry, actor: None,
    "accepted": lambda entry, actor: service.accept(entry, actor=actor),
    "returned": lambda entry, actor: service.return_for_supplement(entry, reason="Thiếu trang 2", actor=actor),
    "ineligible": lambda entry, actor: service.reject(entry, reason="Đăng ngoài hạn", actor=actor),
    "withdrawn": lambda entry, actor: service.withdraw(entry, reason="Rút", actor=actor),
    "disqualified": lambda entry, actor: (
        service.accept(entry, actor=actor),
        service.disqualify(entry, reason="Sao chép", actor=actor),
    ),
    "prolonged": lambda entry, actor: (
        service.return_for_supplement(entry, reason="Thiếu", actor=actor),
        service.prolong_supplement(entry, until=clock.in_minutes(60), actor=actor),
    ),
    "supplemented": lambda entry, actor: (
        service.return_for_supplement(entry, reason="Thiếu", actor=actor),
        service.submit(entry, actor=actor),
    ),
}


@pytest.mark.parametrize("template", ACTS)
@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_every_letter_names_the_work_in_both_languages(world, cast, template, tongue):
    entry = sent_in(make_edition(), cast.an)
    ACTS[template](entry, cast.an)
    letter = db.session.scalars(sa.select(Letter).where(Letter.template == f"entries/{template}")).one()
    subject, body = render(letter.template, letter.values, tongue=tongue, address=addresses(world))
    assert "BI-001" in subject
    assert "Chi bộ bám rẫy" in subject + body
    assert "\n\n\n\n" not in body
    if entry.state_reason and template not in ("receipt",):
        assert entry.state_reason in body
