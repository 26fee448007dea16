"""The pages: who may do what, what is refused is said, and a longer list costs no more statements."""

import pytest
import sqlalchemy as sa

from award.db import db
from award.forwarding import service
from award.forwarding.models import Batch
from award.forwarding.states import BatchState
from tests.support.counting import statements_of


@pytest.fixture
def secretary(client, scene):
    return client.enter_as(scene.cast.dung)


def only_batch() -> Batch:
    return db.session.scalars(sa.select(Batch)).one()


def test_the_secretary_prepares_and_the_chair_freezes(secretary, scene):
    work = scene.work("Chi bộ bám rẫy")
    code, work_id, destination_id = scene.edition.code, work.id, scene.destination.id
    assert "Giải Búa liềm vàng" in secretary.get(f"/editions/{code}/forwarding").text
    assert secretary.post(f"/destinations/{destination_id}/batches").status_code == 303
    address = f"/batches/{only_batch().id}"
    assert "Chi bộ bám rẫy" in secretary.get(address).text
    assert secretary.post(f"{address}/choose", data={"entry": [str(work_id)]}).status_code == 303
    secretary.enter_as(scene.cast.hung)
    answer = secretary.post(f"{address}/freeze", data={"letter_number": "12", "letter_day": "2023-11-05"})
    assert answer.status_code == 303
    batch = only_batch()
    assert (batch.state, batch.record["letter"]["number"]) == (BatchState.FROZEN, 12)
    assert f"{address}/dossier.zip" in secretary.get(address).text


def test_what_is_refused_is_said_and_stays_ticked(secretary, scene):
    works = [scene.work(f"Bài {n}") for n in range(4)]
    batch_id, ids, last = scene.batch().id, [str(work.id) for work in works], works[3].code
    answer = secretary.post(f"/batches/{batch_id}/choose", data={"entry": ids})
    assert answer.status_code == 422
    assert last in answer.text
    assert answer.text.count(" checked") == 4
    assert secretary.post(f"/batches/{batch_id}/choose", data={"entry": ["nonsense"]}).status_code == 422


def test_a_wrong_day_or_number_is_said_at_its_field(secretary, scene):
    batch_id = scene.batch(scene.work()).id
    answer = secretary.post(f"/batches/{batch_id}/freeze", data={"letter_number": "0", "letter_day": "32/13/2023"})
    assert answer.status_code == 422
    assert 'id="letter_number-error"' in answer.text
    assert 'id="letter_day-error"' in answer.text
    assert 'value="32/13/2023"' in answer.text
    assert only_batch().state is BatchState.OPEN


def test_works_are_moved_and_taken_out(secretary, scene):
    one, two = scene.work("Một"), scene.work("Hai")
    batch, first, second = scene.batch(one, two), one.id, two.id
    batch_id = batch.id
    secretary.post(f"/batches/{batch_id}/move", data={"entry": str(second), "direction": "up"})
    assert [item.entry_id for item in only_batch().items] == [second, first]
    secretary.post(f"/batches/{batch_id}/remove", data={"entry": str(second)})
    assert [item.entry_id for item in only_batch().items] == [first]
    assert secretary.post(f"/batches/{batch_id}/remove", data={"entry": "nonsense"}).status_code == 422


def test_strangers_find_nothing_and_observers_only_look(client, scene):
    batch_id, code = scene.batch(scene.work()).id, scene.edition.code
    looking = [f"/editions/{code}/forwarding", f"/batches/{batch_id}"]
    writing = [f"/batches/{batch_id}/{verb}" for verb in ("choose", "remove", "move", "freeze")]
    writing.append(f"/destinations/{scene.destination.id}/batches")
    client.enter_as(scene.cast.cuong)
    assert {client.get(a).status_code for a in [*looking, f"/batches/{batch_id}/dossier.zip"]} == {404}
    assert {client.post(a).status_code for a in writing} == {404}
    client.enter_as(scene.cast.khanh)
    assert {client.get(a).status_code for a in looking} == {200}
    assert {client.post(a).status_code for a in [*writing]} == {404}
    assert client.get(f"/batches/{batch_id}/dossier.zip").status_code == 404
    client.enter_as(scene.cast.hung)
    assert {client.post(a).status_code for a in writing if "freeze" not in a} == {404}


def test_the_dossier_of_a_batch_that_is_still_open_is_told_to_wait(secretary, scene):
    batch_id = scene.batch(scene.work()).id
    assert secretary.get(f"/batches/{batch_id}/dossier.zip").status_code == 409


def test_a_longer_batch_sends_no_more_statements(secretary, scene):
    scene.destination.places = None
    counts = []
    batch_id = scene.batch(scene.work()).id
    scene.work("Chờ")
    for more in (0, 2, 27):
        works = [scene.work(f"Bài {n}") for n in range(more)]
        for n in range(more):
            scene.work(f"Chờ {n}")
        if works:
            service.choose(only_batch(), [work.id for work in works], actor=scene.cast.dung)
        counts.append(statements_of(secretary, f"/batches/{batch_id}"))
    assert counts[0] == counts[1] == counts[2] <= 21


def test_more_batches_send_no_more_statements(secretary, scene):
    scene.destination.places = None
    counts = []
    code = scene.edition.code
    for more in (1, 2, 27):
        for n in range(more):
            scene.frozen(scene.work(f"Bài {n}"))
        counts.append(statements_of(secretary, f"/editions/{code}/forwarding"))
    assert counts[0] == counts[1] == counts[2] <= 8
