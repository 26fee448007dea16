"""Kept copies on pages: beside the link for judges and the office, under it for the author; strangers learn nothing."""

import pytest

from award.db import db
from award.editions.states import RoundState
from award.entries.states import EntryState
from award.evidence import queries, service
from award.evidence.states import Fault
from award.judging.models import Assignment, Seat
from award.judging.states import TaskState
from award.kit import clock
from tests.evidence.making import URL, kept_copy, look_at
from tests.evidence.pages import PARAGRAPHS, article
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry

CHANGED = article(PARAGRAPHS[0], PARAGRAPHS[1].replace("hai cây số", "ba cây số"), "Một đoạn mới được thêm vào sau.")


@pytest.fixture
def edition(cast):
    made = make_edition()
    cast.appoint(made)
    return made


@pytest.fixture
def entry(cast, edition):
    return make_entry(edition, cast.an, state=EntryState.ELIGIBLE)


@pytest.fixture
def task(cast, edition, entry):
    edition.rounds[0].state = RoundState.OPEN
    seat = Seat(subcommittee_id=edition.subcommittees[0].id, person_id=cast.giang.id, since=clock.now())
    held = Assignment(round_id=edition.rounds[0].id, entry_id=entry.id, judge_id=cast.giang.id)
    held.state, held.given_at, held.subcommittee_id = TaskState.PUBLISHED, clock.now(), seat.subcommittee_id
    db.session.add_all([seat, held])
    db.session.flush()
    return held


def page(client, person, address: str) -> str:
    answer = client.enter_as(person).get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_judge_reads_the_copy_beside_the_link_and_sees_that_the_page_changed(client, cast, entry, task):
    copy = kept_copy(entry)
    address = f"/tasks/{task.id}"
    read = page(client, cast.giang, address)
    assert f'href="{URL}"' in read
    assert PARAGRAPHS[0] in read
    assert copy.looks[0].body_sha256[:16] in read
    assert "đã thay đổi" not in read
    look_at(db.session.merge(copy), CHANGED)
    read = page(client, cast.giang, address)
    assert "đã thay đổi" in read
    assert PARAGRAPHS[1] in read
    both = page(client, cast.giang, f"{address}/copies/{copy.id}")
    assert "<del>hai</del> <ins>ba</ins>" in both
    assert "<ins>Một đoạn mới được thêm vào sau.</ins>" in both
    assert f"<del>{PARAGRAPHS[2]}</del>" in both
    assert ".warc.gz" not in both


def test_a_page_that_is_gone_is_marked_and_still_read(client, cast, entry, task):
    copy = kept_copy(entry)
    look_at(copy, None, Fault.GONE)
    read = page(client, cast.giang, f"/tasks/{task.id}")
    assert "không còn" in read
    assert PARAGRAPHS[2] in read


def test_in_a_blind_round_the_copy_tells_neither_names_nor_where_it_stands(client, cast, edition, entry, task):
    edition.rounds[0].blind, entry.authors[0].pen_names = True, "Lê An, An Nhiên"
    copy = look_at(kept_copy(entry), CHANGED)
    for address in (f"/tasks/{task.id}", f"/tasks/{task.id}/copies/{copy.id}"):
        read = page(client, cast.giang, address)
        assert PARAGRAPHS[0] in read
        assert "Ảnh: •••" in read
        for telling in (URL, "bao.example.vn", "Lê An", "Báo Bình Định"):
            assert telling not in read


def test_the_secretary_reads_the_copy_beside_the_clauses_and_a_silent_link_is_worth_a_look(
    client, cast, edition, entry
):
    kept_copy(entry)
    assert PARAGRAPHS[0] in page(client, cast.dung, f"/entries/{entry.id}/screening")
    other = make_entry(edition, cast.an, "Khác")
    other.parts[0].url = "https://khong.example.vn/a"
    asked = service.ask(subject_id=other.id, edition_id=edition.id, url=other.parts[0].url, actor=None)
    look_at(asked, None, Fault.NAME)
    read = page(client, cast.dung, f"/entries/{other.id}/screening")
    assert "Không tìm thấy trang báo nào có tên miền này" in read
    assert "Nên xem lại" in read


def test_the_author_sees_under_the_link_whether_it_answers(client, cast, edition):
    draft = make_entry(edition, cast.an, state=EntryState.DRAFT)
    draft.parts[0].url = URL
    asked = service.ask(subject_id=draft.id, edition_id=edition.id, url=URL, actor=cast.an)
    address = f"/entries/{draft.id}/edit/parts"
    assert "Đang lấy bản sao" in page(client, cast.an, address)
    told = client.get(f"/entries/{draft.id}/copies/{asked.id}", headers={"Accept": "application/json"}).json
    assert (told["asked"], "Đang lấy bản sao" in told["line"]) == (True, True)
    look_at(db.session.merge(asked), None, Fault.DENIED)
    assert "Đính kèm trang" in page(client, cast.an, address)
    look_at(db.session.merge(asked), article())
    read = page(client, cast.an, address)
    assert "Đã lưu bản sao lúc" in read
    assert f"/entries/{draft.id}/copies/{asked.id}" in read
    assert "Đã lưu bản sao lúc" in page(client, cast.an, f"/entries/{draft.id}")


def test_the_copys_page_tells_everything_and_nothing_of_the_page_is_obeyed(client, cast, entry):
    copy = kept_copy(entry, html=article("<b>x</b> &lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }} đoạn văn đủ dài."))
    read = page(client, cast.an, f"/entries/{entry.id}/copies/{copy.id}")
    look = copy.looks[0]
    assert look.body_sha256 in read
    assert look.text_sha256 in read
    assert "x &lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in read
    assert f"/entries/{entry.id}/copies/{copy.id}/1.warc.gz" in read
    answer = client.get(f"/entries/{entry.id}/copies/{copy.id}/1.warc.gz")
    assert answer.status_code == 302
    assert look.warc_key in answer.location


def test_a_new_look_can_be_asked_for_by_author_and_secretary_once_in_two_minutes(client, cast, entry):
    copy = kept_copy(entry)
    address = f"/entries/{entry.id}/copies/{copy.id}/look"
    later = clock.in_minutes(5)
    assert client.enter_as(cast.an).post(address).status_code == 429
    with clock.at(later):
        assert client.enter_as(cast.dung).post(address).status_code == 303
        assert queries.capture(copy.id).next_look_at == later


def test_a_copy_is_seen_by_whoever_may_see_the_work_and_by_nobody_else(client, cast, edition, entry, task):
    copy = kept_copy(entry)
    mine, judges = f"/entries/{entry.id}/copies/{copy.id}", f"/tasks/{task.id}/copies/{copy.id}"
    for person in (cast.an, cast.dung, cast.hung, cast.mai):
        assert client.enter_as(person).get(mine).status_code == 200
    for person, address in ((cast.cuong, mine), (cast.giang, mine), (cast.ha, judges), (cast.an, judges)):
        for path in (address, f"{address}/1.warc.gz"):
            assert client.enter_as(person).get(path).status_code == 404
    other = make_entry(edition, cast.an, "Khác")
    assert client.enter_as(cast.an).get(f"/entries/{other.id}/copies/{copy.id}").status_code == 404
    assert client.get(f"{mine}/2.warc.gz").status_code == 404


def test_many_links_and_looks_cost_no_more_statements(client, cast, edition, task, entry):
    kept_copy(entry)
    addresses = [f"/tasks/{task.id}", f"/entries/{entry.id}/screening", f"/entries/{entry.id}"]
    people = [cast.giang, cast.dung, cast.an]
    counts = [statements_of(client.enter_as(who), address) for who, address in zip(people, addresses, strict=True)]
    entry = db.session.merge(entry)
    for number in range(30):
        service.ask(subject_id=entry.id, edition_id=edition.id, url=f"{URL}/{number}", actor=None)
    copy = queries.copies_of(entry.id)[URL]
    for days in range(1, 30):
        look_at(queries.capture(copy.id), CHANGED, days=days)
    again = [statements_of(client.enter_as(who), address) for who, address in zip(people, addresses, strict=True)]
    assert again == counts
    assert statements_of(client.enter_as(cast.an), f"/entries/{entry.id}/copies/{copy.id}") <= 12
