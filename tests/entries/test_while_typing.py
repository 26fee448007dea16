"""What happens while somebody types: the deadline passes, a co-author and a second tab save, a button is pressed twice."""

import threading
import unicodedata
from datetime import timedelta

import pytest
import sqlalchemy as sa

from award.db import db, transaction
from award.editions.models import Deadline
from award.entries import queries, service
from award.entries.models import Entry
from award.entries.states import EntryState
from award.kit import clock
from award.kit.refusals import WrongMoment
from award.outbox.models import Letter
from tests.entries.making import give_file, ready_draft
from tests.support.cast import person
from tests.support.editions import make_edition

QUOTED = "“Giữ rừng” – chuyện ở làng 'K8' & <Vĩnh Sơn> 🌾👩🏽‍🌾"
FOUR_WORDS = "Nguyễn Thị Minh Khai"


@pytest.fixture
def edition(cast):
    return make_edition()


def test_the_deadline_passes_while_typing_and_nothing_typed_is_lost(edition, cast, client):
    entry = ready_draft(edition, cast.an)
    client.enter_as(cast.an)
    end, version = edition.deadline("entries"), entry.version
    with clock.at(end.hard_at + timedelta(seconds=1)):
        kept = client.post(
            f"/entries/{entry.id}/autosave/work", data={"version": version, "title": QUOTED, "language": "vi"}
        )
        assert kept.status_code == 200
        answer = client.post(f"/entries/{entry.id}/submit", data={"version": kept.json["version"]})
        page = client.get(f"/entries/{entry.id}/edit/work").text
    said = clock.local(end.shown_at)
    day = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")[said.weekday()]
    sentence = f"Đã hết hạn gửi: {day}, {said:%d/%m/%Y, %H:%M} (giờ Việt Nam)."
    assert answer.status_code == 422
    assert answer.text.count(sentence) == 1
    assert "làng &#39;K8&#39; &amp; &lt;Vĩnh Sơn&gt; 🌾" in page
    stored = queries.entry(entry.id)
    assert (stored.state, stored.title) == (EntryState.DRAFT, QUOTED)


def test_within_the_grace_it_is_still_taken_and_a_late_one_with_a_reason(edition, cast):
    end = edition.deadline("entries")
    on_time, late = ready_draft(edition, cast.an), ready_draft(edition, cast.cuong)
    with clock.at(end.hard_at):
        assert service.submit(on_time, actor=cast.an).code == "BI-001"
    with clock.at(end.hard_at + timedelta(hours=1)):
        with pytest.raises(WrongMoment):
            service.submit(late, actor=cast.cuong)
        service.override(late, clause="deadline", reason="Máy chủ ngừng từ 21 giờ", actor=cast.dung)
        assert service.submit(late, actor=cast.cuong).code == "BI-002"


def test_each_category_has_its_own_deadline(edition, cast, client):
    photo, now = ready_draft(edition, cast.an, category=1), clock.now()
    edition.deadlines.append(Deadline(code="anh", position=2, name="Hạn ảnh", shown_at=now, hard_at=now))
    edition.categories[1].deadline = "anh"
    db.session.flush()
    with clock.at(now + timedelta(hours=1)):
        with pytest.raises(WrongMoment):
            service.submit(photo, actor=cast.an)
        with pytest.raises(WrongMoment):
            service.start(edition, edition.categories[1], owner=cast.an)
        assert service.submit(ready_draft(edition, cast.cuong), actor=cast.cuong).code == "BI-001"
        assert client.enter_as(cast.an).get("/editions/thu-2023/enter").status_code == 200
        assert client.get("/my-works").status_code == 200


def test_two_tabs_and_a_co_author_lose_neither_text(edition, cast, client):
    entry = ready_draft(edition, cast.an)
    people = [{"full_name": one.full_name, "email": one.email} for one in (cast.an, cast.binh)]
    service.save_authors(entry, people, version=None, actor=cast.an)
    address, shown = f"/entries/{entry.id}/autosave/work", entry.version
    first, second = ({"version": shown, "title": title, "language": "vi"} for title in ("Tên một", "Tên hai"))
    client.enter_as(cast.an)
    assert client.post(address, data=first).status_code == 200
    stale = client.post(address, data=second)
    assert stale.status_code == 409
    assert [(one["stored"], one["typed"]) for one in stale.json["both"]] == [("Tên một", "Tên hai")]
    assert client.enter_as(cast.binh).post(address, data=second).status_code == 404
    assert queries.entry(entry.id).title == "Tên một"


def test_a_button_pressed_twice_at_once_gives_one_number_and_one_receipt(crowded):
    with crowded.app_context(), transaction():
        owner = person("Lê Thị An", "an@example.vn")
        entry = ready_draft(make_edition(), owner)
        entry_id, session_id, version = entry.id, owner.get_id(), entry.version
    start, answers = threading.Barrier(4), []

    def press():
        client = crowded.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = session_id, True
        start.wait()
        answers.append(client.post(f"/entries/{entry_id}/submit", data={"version": version}).status_code)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with crowded.app_context():
        assert db.session.scalar(sa.select(Entry.number)) == 1
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Letter)) == 1
        db.session.remove()
    assert answers == [303] * 4


FORMS = {
    "work": ({"title": QUOTED, "summary": f"Dòng một\n{FOUR_WORDS}", "language": "vi"}, ["title", "summary"]),
    "authors": ({"authors-0-full_name": FOUR_WORDS, "authors-0-pen_names": "Đá Núi, Ổi", "lead": "authors-0"}, []),
    "parts": (
        {"parts-0-title": QUOTED, "parts-0-outlet_id": "", "parts-0-outlet_name": "Báo Đắk Lắk", "parts-0-was": "1"},
        [],
    ),
    "declaration": ({"prizes-0-contest": QUOTED, "prizes-0-level": "Khuyến khích"}, []),
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("step", FORMS)
def test_every_form_keeps_one_normal_form_of_every_text(edition, cast, client, step, form):
    entry = service.start(edition, edition.categories[0], owner=cast.an)
    client.enter_as(cast.an)
    typed, _ = FORMS[step]
    sent = {name: unicodedata.normalize(form, value) for name, value in typed.items()}
    answer = client.post(f"/entries/{entry.id}/edit/{step}", data={"version": entry.version, "act": "stay", **sent})
    assert answer.status_code == 303
    entry = queries.entry_whole(entry.id)
    stored = {
        "work": lambda: [entry.title, entry.summary],
        "authors": lambda: [entry.authors[0].full_name, entry.authors[0].pen_names],
        "parts": lambda: [entry.parts[0].title, entry.parts[0].outlet_name],
        "declaration": lambda: [entry.prizes[0].contest, entry.prizes[0].level],
    }[step]()
    assert stored == [
        value for name, value in typed.items() if name not in ("language", "lead", "parts-0-was", "parts-0-outlet_id")
    ]


def test_the_same_name_in_both_normal_forms_is_one_author(edition, cast):
    edition.works_per_author = 1
    first = ready_draft(edition, cast.an)
    service.save_authors(first, [{"full_name": FOUR_WORDS}], version=None, actor=cast.an)
    service.submit(first, actor=cast.an)
    second = service.start(edition, edition.categories[0], owner=cast.binh)
    give_file(second, edition.categories[0].requirements[0], cast.binh)
    other = unicodedata.normalize("NFD", FOUR_WORDS.upper())
    service.save_authors(second, [{"full_name": other}], version=None, actor=cast.binh)
    [author] = queries.dossier(second).facts.authors
    assert author.other_works == 1
