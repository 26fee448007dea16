"""What a destination wants in addition is asked of the chosen works only, and kept apart and sealed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from award.db import db
from award.editions.states import Want
from award.entries.models import GivenNumber
from award.forwarding import queries, service
from award.forwarding.models import RequestFile
from award.forwarding.states import RequestState
from award.kit import clock
from award.kit.refusals import NotReady
from award.outbox.models import Letter
from tests.forwarding.scene import stored


@pytest.fixture
def batch(scene):
    scene.work("Không chọn")
    batch = scene.batch(scene.work("Giữ lửa", owner=scene.cast.an))
    wants = [Want.NATIONAL_ID, Want.SIGNED_FORM]
    due = clock.now() + timedelta(days=3)
    assert service.ask(batch, wants=wants, due_at=due, note="Gửi sớm", actor=scene.cast.dung) == 1
    assert service.ask(batch, wants=wants, due_at=due, actor=scene.cast.dung) == 0
    return batch


def only(batch):
    return queries.asked(next(iter(queries.requests_of(batch.id).values())).id)


def freeze(scene, batch):
    service.freeze(batch, letter_number=1, letter_day=clock.today(), actor=scene.cast.hung)


def test_only_the_chosen_are_asked_and_the_batch_waits_for_them(scene, batch):
    assert db.session.scalars(sa.select(Letter.recipient)).all() == ["an@example.vn"]
    with pytest.raises(NotReady) as refusal:
        freeze(scene, batch)
    assert "has not been given yet" in str(refusal.value)


def test_the_desk_of_the_author_leads_to_what_is_wanted_until_it_is_given(client, scene, batch):
    address = f"/requests/{only(batch).request.id}"
    client.enter_as(scene.cast.an)
    assert address in client.get("/desk").text
    assert address not in client.leave().enter_as(scene.cast.binh).get("/desk").text
    service.waive(only(batch).request, reason="Tác giả ở xa", actor=scene.cast.dung)
    db.session.commit()
    assert address not in client.leave().enter_as(scene.cast.an).get("/desk").text


def test_an_author_answers_and_no_number_reaches_the_record(client, scene, batch):
    request_id = only(batch).request.id
    client.enter_as(scene.cast.an)
    address = f"/requests/{request_id}"
    assert "Gửi sớm" in client.get(address).text
    assert client.post(f"{address}/answer").status_code == 422
    number = {"want": "national_id", "number": "052123456789", "bank": "", "agreed": "y"}
    assert client.post(f"{address}/number", data=number).status_code == 303
    file = stored(b"%PDF-1.7 ky", "phieu.pdf")
    request = only(batch).request
    request.files.append(RequestFile(want=Want.SIGNED_FORM, file_id=file.id))
    db.session.flush()
    assert client.post(f"{address}/answer").status_code == 303
    assert db.session.scalars(sa.select(GivenNumber.number)).one() == "052123456789"
    freeze(scene, batch)
    work = batch.record["works"][0]
    assert (work["given"], [one["path"] for one in work["files"]]) == (
        ["Số định danh cá nhân: đã cung cấp"],
        ["01 Phiếu đăng ký có chữ ký.pdf"],
    )
    assert "052123456789" not in str(batch.record)


def test_the_secretary_may_go_without_and_a_work_taken_out_is_asked_no_more(client, scene, batch):
    request_id, entry_id = only(batch).request.id, batch.items[0].entry_id
    client.enter_as(scene.cast.cuong)
    assert client.get(f"/requests/{request_id}").status_code == 404
    client.enter_as(scene.cast.dung)
    assert client.post(f"/requests/{request_id}/waive", data={"reason": ""}).status_code == 422
    assert client.post(f"/requests/{request_id}/waive", data={"reason": "Tác giả ở xa"}).status_code == 303
    assert only(batch).request.state is RequestState.WAIVED
    service.remove(batch, entry_id, actor=scene.cast.dung)
    assert only(batch).request.state is RequestState.CANCELLED


def test_what_was_given_up_or_answered_is_asked_again_while_the_batch_is_open(client, scene, batch):
    request = only(batch).request
    service.waive(request, reason="Tác giả ở xa", actor=scene.cast.dung)
    address, later = f"/requests/{request.id}", (clock.today() + timedelta(days=5)).isoformat()
    client.enter_as(scene.cast.an)
    assert client.post(f"{address}/again", data={"due_on": later}).status_code == 404
    client.enter_as(scene.cast.dung)
    assert client.post(f"{address}/again", data={"due_on": "2001-01-01"}).status_code == 422
    assert "Tác giả ở xa" in client.get(address).text
    assert client.post(f"{address}/again", data={"due_on": later, "note": "Cần bản ký"}).status_code == 303
    found = only(batch).request
    assert (found.state, found.waived_because, found.note) == (RequestState.ASKED, "", "Cần bản ký")
    assert len(db.session.scalars(sa.select(Letter.recipient)).all()) == 2
    service.waive(found, reason="Tác giả ở xa", actor=scene.cast.dung)
    freeze(scene, batch)
    assert client.post(f"{address}/again", data={"due_on": later}).status_code == 422
