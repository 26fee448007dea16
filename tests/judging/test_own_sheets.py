"""A judge's own sheets of a round together: confirming all, the own pattern, papers to sign."""

import io
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from award.db import db
from award.entries.states import EntryState
from award.judging import pattern, queries, scoring, service
from award.judging.states import TaskState
from award.kit.refusals import Stale
from tests.support.counting import counted_statements

TEN = Decimal(10)


@given(st.lists(st.integers(0, 1000).map(lambda n: Decimal(n) / 100), max_size=40))
def test_every_total_lies_in_one_bar(totals):
    bars = pattern.histogram(totals, TEN)
    for bar in bars:
        inside = [t for t in totals if bar.low <= t and (t < bar.high or bar.high == t == TEN)]
        assert bar.count == len(inside)
    assert sum(bar.count for bar in bars) == len(totals)


@given(st.integers(0, 40), st.integers(1, 200), st.integers(0, 250))
def test_about_as_many_of_the_own_works_pass_as_of_all(own, works, count):
    about = pattern.may_pass(min(own, works), works, count)
    assert abs(about - Fraction(min(own, works) * min(count, works), works)) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("maximum", "step"), [("30", "1"), ("80", "0.5"), ("10", "0.01"), ("100", "0.25"), ("7", "0.3")]
)
def test_marks_to_begin_with_are_few_and_reach_the_maximum(maximum, step):
    found = scoring.quick(Decimal(maximum), Decimal(step))
    assert 2 <= len(found) <= 12
    assert (found[0], found[-1]) == (0, Decimal(maximum))
    assert not [mark for mark in found[:-1] if mark % Decimal(step)]


def confirm(client, room, *values):
    return client.post(f"/rounds/{room.round.id}/queue/confirm", data={"sheets": list(values)})


def test_complete_sheets_are_listed_with_their_totals_and_confirmed_together(at_work, cast, client):
    at_work.save(cast.giang, 0)
    at_work.save(cast.giang, 1, phat_hien="5", the_hien="3", hieu_qua="2")
    at_work.save(cast.giang, 2, phat_hien="5")
    at_work.confirm(cast.giang, 3)
    page = client.enter_as(cast.giang).get(f"/rounds/{at_work.round.id}/queue/confirm").text
    codes = [entry.code for entry in at_work.entries]
    assert [code in page for code in codes] == [True, True, False, False]
    assert "<strong>8</strong>/10" in page
    assert "<strong>10</strong>/10" in page
    ids = [at_work.task(cast.giang, number).id for number in range(3)]
    assert confirm(client, at_work, f"{ids[0]}:1", f"{ids[1]}:1", f"{ids[2]}:1").status_code == 303
    states = [at_work.task(cast.giang, number).assignment.state for number in range(3)]
    assert states == [TaskState.SCORED, TaskState.SCORED, TaskState.OPENED]
    assert f"{codes[2]} chưa được xác nhận" in client.get(f"/rounds/{at_work.round.id}/queue").text


def test_a_sheet_that_changed_since_it_was_listed_is_not_confirmed_the_others_are(at_work, cast):
    for number in (0, 1):
        at_work.save(cast.giang, number)
    listed = [(at_work.task(cast.giang, number), 1) for number in (0, 1)]
    at_work.save(cast.giang, 0, phat_hien="1", the_hien="1", hieu_qua="1")
    ((task, refusal),) = service.confirm_sheets(listed, actor=cast.giang)
    assert (task.entry.code, type(refusal)) == (at_work.entries[0].code, Stale)
    assert at_work.task(cast.giang, 1).assignment.state is TaskState.SCORED


def test_sheets_of_others_and_nonsense_confirm_nothing(at_work, cast, client):
    at_work.save(cast.ha, 0)
    client.enter_as(cast.giang)
    sent = [f"{at_work.task(cast.ha, 0).id}:1", "x:1", f"{at_work.round.id}:1", ""]
    assert confirm(client, at_work, *sent).status_code == 303
    assert at_work.task(cast.ha, 0).assignment.state is TaskState.OPENED


def test_a_work_in_conflict_is_in_no_list_and_in_no_number(at_work, cast, client):
    at_work.round.pass_count = 2
    for number in (0, 1):
        at_work.save(cast.giang, number)
    own = queries.own_marks(cast.giang, at_work.round)
    assert [(share.own, share.works, len(share.totals)) for _, share in own.shares] == [(4, 4, 2)]
    at_work.entries[0].authors[0].person_id = cast.giang.id
    at_work.entries[2].state = EntryState.WITHDRAWN
    db.session.flush()
    own = queries.own_marks(cast.giang, at_work.round)
    assert [(share.own, share.works, len(share.totals)) for _, share in own.shares] == [(2, 2, 1)]
    assert [row.code for row in queries.ready(cast.giang, at_work.round)] == [at_work.entries[1].code]
    page = client.enter_as(cast.giang).get(f"/rounds/{at_work.round.id}/queue/own").text
    assert "khoảng 2 trong 2 tác phẩm" in page


@pytest.mark.parametrize(
    ("rule", "words"),
    [({"pass_count": 2}, "khoảng 2 trong 4"), ({"pass_mark": Decimal(8)}, "1/2"), ({}, "đều qua vòng")],
)
def test_the_own_pattern_says_how_many_may_pass(at_work, cast, client, rule, words):
    at_work.round.pass_count = None
    for name, value in rule.items():
        setattr(at_work.round, name, value)
    at_work.confirm(cast.giang, 0)
    at_work.save(cast.giang, 1, phat_hien="1", the_hien="1", hieu_qua="1")
    at_work.confirm(cast.ha, 2, phat_hien="5", the_hien="3", hieu_qua="2")
    page = client.enter_as(cast.giang).get(f"/rounds/{at_work.round.id}/queue/own").text
    assert words in page
    assert "trung bình 5,5" in page
    assert "Hà" not in page


def text_of(answer):
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.data)).pages]


def test_the_sheet_to_sign_has_what_the_paper_needs(at_work, cast, client):
    at_work.confirm(cast.giang, 0, remark="Đề tài mới")
    (page,) = text_of(client.enter_as(cast.giang).get(f"/tasks/{at_work.task(cast.giang).id}/sheet.pdf"))
    entry, panel = at_work.entries[0], at_work.edition.subcommittees[0].name
    needed = ["PHIẾU CHẤM ĐIỂM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", entry.code, entry.title, panel, "Võ Giang"]
    for words in [
        *needed,
        "Tính phát hiện",
        "4,5",
        "Tổng điểm",
        "8",
        "Đề tài mới",
        "Đề nghị giải",
        "Ký, ghi rõ họ tên",
    ]:
        assert words in page, words
    assert "BẢN NHÁP" not in page


def test_a_draft_says_so_and_private_notes_are_on_no_paper(at_work, cast, client):
    at_work.save(cast.giang, 0, note="riêng tôi")
    (page,) = text_of(client.enter_as(cast.giang).get(f"/tasks/{at_work.task(cast.giang).id}/sheet.pdf"))
    assert "BẢN NHÁP" in page
    assert "riêng tôi" not in page
    assert client.enter_as(cast.ha).get(f"/tasks/{at_work.task(cast.giang).id}/sheet.pdf").status_code == 404


def test_all_confirmed_sheets_of_a_sub_committee_come_as_one_paper(at_work, cast, client):
    for number in (0, 2):
        at_work.confirm(cast.giang, number)
    at_work.save(cast.giang, 1)
    code = at_work.edition.subcommittees[0].code
    address = f"/rounds/{at_work.round.id}/queue/sheets.pdf?panel={code}"
    pages = text_of(client.enter_as(cast.giang).get(address))
    assert [at_work.entries[number].code in page for number, page in zip((0, 2), pages, strict=True)] == [True, True]
    assert client.get(address.replace(code, "khong-co")).status_code == 404
    assert client.enter_as(cast.ha).get(address).status_code == 404


def test_the_pages_ask_no_more_for_more_sheets(room, cast, client):
    asked = {}
    room.seat(cast.giang, cast.ha)
    for count in (4, 33):
        while len(room.entries) < count:
            room.enter(cast.cuong, f"Tác phẩm {len(room.entries)}")
        room.assigned()
        if count == 4:
            room.opened()
        for number in range(count):
            if room.task(cast.giang, number).assignment.state is not TaskState.SCORED:
                room.save(cast.giang, number)
        client.enter_as(cast.giang)
        for page in ("confirm", "own"):
            client.get(f"/rounds/{room.round.id}/queue/{page}")
            with counted_statements() as seen:
                client.get(f"/rounds/{room.round.id}/queue/{page}")
            asked.setdefault(page, []).append(len(seen))
    assert all(first == last for first, last in asked.values()), asked
