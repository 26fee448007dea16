"""Asking for a supplement: reasons of the edition, items to tick off, a last day of its own; checks set aside."""

import re
from datetime import timedelta

import pytest

from award.audit.queries import history
from award.db import db
from award.editions.models import Deadline, Reason
from award.entries.states import EntryState
from award.kit import clock
from award.kit.refusals import Refusal
from award.outbox.models import Letter
from award.outbox.rendering import render
from award.screening import queries, service
from award.screening.states import Verdict
from tests.support.editions import make_edition, make_entry


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    end = clock.now() + timedelta(days=5)
    edition.deadlines.append(Deadline(code="supplements", position=2, name="Bổ sung", shown_at=end, hard_at=end))
    return edition


@pytest.fixture
def entry(cast, edition):
    return make_entry(edition, cast.an)


def ask(client, cast, entry, **more):
    day = clock.local(clock.now() + timedelta(days=3)).date()
    data = {"verdict": "returned", "note": "Xin xem lại.", "answer_by": f"{day}", "version": entry.version}
    return client.enter_as(cast.dung).post(f"/entries/{entry.id}/screening/decision", data=data | more)


def test_an_edition_has_reasons_of_its_own_and_the_letter_their_sentences(client, cast, edition, entry):
    edition.reasons = [
        Reason(code="ngoai-tinh", position=1, name="Ngoài tỉnh", text="Tác phẩm không viết về tỉnh."),
        Reason(code="missing-file", position=2, name="Thiếu tệp", text="Thiếu bản chụp trang báo."),
    ]
    page = client.enter_as(cast.dung).get(f"/entries/{entry.id}/screening").text
    assert "Tác phẩm không viết về tỉnh." in page
    ticked = [box for box in re.findall("<input[^>]*data-tick[^>]*>", page) if "checked" in box]
    assert [re.search('value="([^"]*)"', box)[1] for box in ticked] == ["missing-file"]
    assert ask(client, cast, entry, reasons=["ngoai-tinh", "missing-file"]).status_code == 303
    letter = db.session.query(Letter).one()
    body = render(letter.template, letter.values, tongue="vi", address=lambda *_, **__: "")[1]
    for sentence in ("Tác phẩm không viết về tỉnh.", "Thiếu bản chụp trang báo.", "Xin xem lại."):
        assert sentence in body
    assert queries.decisions(entry.id)[0].reasons == ["ngoai-tinh", "missing-file"]


def test_a_reason_that_is_not_in_the_list_is_refused_at_its_field(client, cast, entry):
    answer = ask(client, cast, entry, reasons=["no-such"])
    assert answer.status_code == 422
    assert 'id="reasons-error"' in answer.text


def test_the_author_ticks_off_what_is_asked_for_and_the_office_sees_it(client, cast, entry):
    ask(client, cast, entry, items="Bản chụp trang 2\n\nGiấy xác nhận\n")
    address = f"/entries/{entry.id}/supplement"
    client.enter_as(cast.an)
    assert address in client.get(f"/entries/{entry.id}").text
    page = client.get(address).text
    assert "Bản chụp trang 2" in page
    assert "Giấy xác nhận" in page
    assert client.post(address, data={"done": ["1", "nonsense", "9"]}).status_code == 303
    assert [item["done"] for item in queries.decisions(entry.id)[0].items] == [False, True]
    assert history(entry)[-1].verb == "screening.tick"
    assert client.enter_as(cast.dung).get(f"/entries/{entry.id}/screening").text.count("Giấy xác nhận") >= 1


@pytest.mark.parametrize("who", ["binh", "cuong", "giang", "mai"])
def test_nobody_else_sees_or_ticks_the_request(client, cast, entry, who):
    ask(client, cast, entry, items="Bản chụp trang 2")
    client.enter_as(getattr(cast, who))
    assert client.get(f"/entries/{entry.id}/supplement").status_code == 404
    assert client.post(f"/entries/{entry.id}/supplement", data={"done": "0"}).status_code == 404


def test_a_work_that_is_not_sent_back_has_no_request(client, cast, entry):
    assert client.enter_as(cast.an).get(f"/entries/{entry.id}/supplement").status_code == 404


def test_a_day_after_the_editions_last_one_needs_a_reason(cast, entry):
    day = clock.now() + timedelta(days=8)
    with pytest.raises(Refusal) as refused:
        service.decide(entry, Verdict.RETURNED, note="Thiếu", answer_by=day, actor=cast.dung)
    assert refused.value.field == "answer_by"
    service.decide(
        entry, Verdict.RETURNED, note="Thiếu", answer_by=day, late_reason="Tác giả ở vùng lũ", actor=cast.dung
    )
    assert entry.supplement_until == day
    assert history(entry)[-1].after["late_reason"] == "Tác giả ở vùng lũ"


def test_the_editions_last_day_ends_at_its_own_hour(client, cast, edition, entry):
    end = edition.deadlines[-1].shown_at
    assert ask(client, cast, entry, answer_by=f"{clock.local(end).date()}").status_code == 303
    db.session.refresh(entry)
    assert entry.supplement_until == end


def test_the_office_gives_more_time_but_not_less(client, cast, entry):
    ask(client, cast, entry)
    address = f"/entries/{entry.id}/screening/prolong"
    today = clock.local(clock.now()).date()
    assert client.post(address, data={"answer_by": f"{today + timedelta(days=2)}"}).status_code == 422
    assert client.post(address, data={"answer_by": f"{today + timedelta(days=20)}"}).status_code == 422
    late = {"answer_by": f"{today + timedelta(days=20)}", "late_reason": "Vùng lũ"}
    assert client.post(address, data=late).status_code == 303
    db.session.refresh(entry)
    assert clock.local(entry.supplement_until).date() == today + timedelta(days=20)
    assert client.enter_as(cast.hung).post(address, data=late).status_code == 404


def test_a_supplement_that_is_overdue_stands_so_in_the_list(client, cast, edition, entry):
    ask(client, cast, entry)
    client.enter_as(cast.dung)
    address = "/editions/thu-2023/entries"
    assert "quá hạn" not in client.get(address).text
    with clock.at(clock.now() + timedelta(days=4)):
        assert "quá hạn" in client.get(address).text


def test_the_page_shows_what_changed_since_the_last_decision(client, cast, entry):
    ask(client, cast, entry)
    assert "Không có gì thay đổi" in client.get(f"/entries/{entry.id}/screening").text
    entry.title, entry.state = "Chi bộ giữ rẫy", EntryState.SUBMITTED
    page = client.get(f"/entries/{entry.id}/screening").text
    assert "<del>bám</del>" in page
    assert "<ins>giữ</ins>" in page


class TestSettingAside:
    def address(self, entry, act="override"):
        return f"/entries/{entry.id}/screening/{act}"

    def broken(self, entry):
        return next(check for check in service.checks_of(entry) if check.stands_in_the_way)

    def test_a_check_is_set_aside_with_a_reason_and_can_hold_again(self, client, cast, entry):
        check = self.broken(entry)
        names = {"clause": check.key, "part": check.part or ""}
        client.enter_as(cast.dung)
        assert client.post(self.address(entry), data=names | {"reason": "Bản in nộp tay"}).status_code == 303
        assert "Bản in nộp tay" in client.get(f"/entries/{entry.id}/screening").text
        assert all(not one.stands_in_the_way for one in service.checks_of(entry))
        assert client.post(self.address(entry, "lift"), data=names).status_code == 303
        assert self.broken(entry).key == check.key

    def test_without_a_reason_it_is_refused_at_its_field(self, client, cast, entry):
        check = self.broken(entry)
        names = {"clause": check.key, "part": check.part or "", "reason": " "}
        answer = client.enter_as(cast.dung).post(self.address(entry), data=names)
        assert answer.status_code == 422
        assert 'id="set-aside-error"' in answer.text

    def test_accepting_with_a_note_sets_the_open_checks_aside(self, cast, entry):
        service.decide(entry, Verdict.ELIGIBLE, note="Bản in nộp tay", actor=cast.dung)
        assert all(not one.stands_in_the_way for one in service.checks_of(entry))

    def test_only_the_secretary_does_it(self, client, cast, entry):
        for who in (cast.an, cast.hung, cast.giang):
            client.enter_as(who)
            for act in ("override", "lift"):
                assert client.post(self.address(entry, act), data={"clause": "files"}).status_code == 404
