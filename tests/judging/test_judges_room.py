"""The judge's pages: what they show, what they take, and what they never show."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from award.audit.chain import digest
from award.db import db
from award.editions.states import RoundState
from award.entries.models import Attachment
from award.files.models import StoredFile
from award.files.queries import renditions_of
from award.files.service import ask_for_renditions
from award.files.states import FileState
from award.jobs.service import run_due
from award.judging import service
from award.judging.models import Assignment, ScoreSheet
from award.judging.states import TaskState
from award.kit import clock
from tests.files.samples import PDF
from tests.support.counting import statements_of
from tests.support.editions import make_round

FORM = {"mark_phat-hien": "4.5", "mark_the-hien": "2", "mark_hieu-qua": "1.5", "note": "", "remark": ""}


def attach(room, number=0, type_found="application/pdf"):
    entry = room.entries[number]
    file = StoredFile(
        key=f"works/{entry.id}",
        name="Lê Thị An - bài dự thi.pdf",
        size=10,
        largest=10,
        kinds=["pdf"],
        state=FileState.VERIFIED,
        created_at=clock.now(),
        sha256=digest("", {}),
        type_found=type_found,
        probe={"pages": 3},
    )
    db.session.add(file)
    db.session.flush()
    requirement = room.edition.categories[0].requirements[0]
    entry.attachments.append(Attachment(requirement_id=requirement.id, file_id=file.id, part_position=1, position=1))
    db.session.flush()
    return file


def address(room, judge, number=0, ending=""):
    return f"/tasks/{room.task(judge, number).id}{ending}"


def test_the_queue_shows_states_numbers_and_own_totals_only(at_work, cast, client):
    at_work.confirm(cast.giang, 0)
    at_work.confirm(cast.ha, 1, phat_hien="5", the_hien="3", hieu_qua="1.5")
    service.abstain(at_work.task(cast.giang, 1), "Không nghe được", actor=cast.giang)
    service.later(at_work.task(cast.giang, 2), actor=cast.giang)
    page = client.enter_as(cast.giang).get(f"/rounds/{at_work.round.id}/queue").text
    for word in ("Đã chấm", "Không chấm", "Đang chấm", "Chưa mở", "2/4", "8/10"):
        assert word in page
    assert "9,5" not in page
    assert "Hà" not in page


def test_the_queue_filters_what_is_left_and_what_was_put_off(at_work, cast, client):
    at_work.confirm(cast.giang, 0)
    service.later(at_work.task(cast.giang, 2), actor=cast.giang)
    queue = f"/rounds/{at_work.round.id}/queue"
    client.enter_as(cast.giang)
    assert at_work.entries[0].code not in client.get(f"{queue}?show=left").text
    assert at_work.entries[2].code in client.get(f"{queue}?show=later").text
    assert at_work.entries[1].code not in client.get(f"{queue}?show=later").text
    assert client.get(f"{queue}?show=nonsense&page=99").status_code == 200


@pytest.mark.parametrize("blind", [True, False])
def test_authors_and_outlets_are_shown_only_where_the_round_is_not_blind(at_work, cast, client, blind):
    at_work.round.blind = blind
    file = attach(at_work)
    page = client.enter_as(cast.giang).get(address(at_work, cast.giang)).text
    for telling in ("Nguyễn Văn Cường", "Báo Bình Định"):
        assert (telling in page) is not blind
    assert file.name not in page
    assert (f"/files/{file.id}" in page) is not blind
    assert "Đề tài mới, có kiểm chứng" in page
    assert 'class="stored"' not in page


def test_a_file_opens_under_the_works_code(at_work, cast, client, bucket):
    file = attach(at_work)
    answer = client.enter_as(cast.giang).get(address(at_work, cast.giang, ending=f"/files/{file.id}"))
    assert answer.status_code == 302
    assert at_work.entries[0].code in answer.location
    assert "bài" not in answer.location
    other = address(at_work, cast.giang, 1, ending=f"/files/{file.id}")
    assert client.get(other).status_code == 404


def test_light_copies_come_first_and_only_to_who_may_see_the_file(at_work, cast, client, bucket):
    file = attach(at_work)
    bucket.put(file.key, PDF, "application/pdf")
    ask_for_renditions(file)
    db.session.commit()
    run_due()
    made = renditions_of([file.id])[file.id]
    here = address(at_work, cast.giang)
    page = client.enter_as(cast.giang).get(here).text
    for copy in (made.pages[0], made.thumbnail):
        answer = client.get(f"{here}/files/{copy.id}")
        assert answer.status_code == 302
        assert ("response-content-type=image%2Fwebp" in answer.location, "bài" in answer.location) == (True, False)
    assert f"{here}/files/{made.pages[0].id}" in page
    assert f"{here}/files/{file.id}" in page
    elsewhere = address(at_work, cast.giang, 1, ending=f"/files/{made.pages[0].id}")
    assert client.get(elsewhere).status_code == 404
    assert client.enter_as(cast.an).get(f"{here}/files/{made.pages[0].id}").status_code == 404


def test_without_script_the_form_keeps_confirms_and_goes_on(at_work, cast, client):
    here = address(at_work, cast.giang)
    client.enter_as(cast.giang)
    assert client.post(here, data={**FORM, "version": "0"}).status_code == 303
    assert at_work.task(cast.giang).sheet.version == 1
    answer = client.post(f"{here}/confirm", data={**FORM, "version": "1", "remark": "Hay"})
    assert answer.location.endswith(address(at_work, cast.giang, 1))
    assert at_work.task(cast.giang).assignment.state == "scored"
    assert "Sửa phiếu" in client.get(here).text
    assert client.post(f"{here}/reopen").status_code == 303
    assert at_work.task(cast.giang).assignment.state == "opened"


def test_the_last_confirmed_sheet_leads_back_to_the_queue(at_work, cast, client):
    for number in (0, 1, 2):
        at_work.confirm(cast.giang, number)
    answer = client.enter_as(cast.giang).post(
        address(at_work, cast.giang, 3, "/confirm"), data={**FORM, "version": "0"}
    )
    assert answer.location.endswith("/queue")


def test_confirming_an_unfinished_sheet_names_what_lacks_and_keeps_the_rest(at_work, cast, client):
    data = {**FORM, "mark_hieu-qua": "", "remark": "Đề tài hay", "version": "0"}
    answer = client.enter_as(cast.giang).post(address(at_work, cast.giang, ending="/confirm"), data=data)
    assert answer.status_code == 422
    assert "Hiệu quả xã hội" in answer.text
    assert "Đề tài hay" in answer.text
    assert at_work.task(cast.giang).sheet is None


def test_the_script_saves_as_typed_and_is_told_when(at_work, cast, client):
    client.enter_as(cast.giang)
    with clock.at(datetime(2023, 10, 12, 3, 42, tzinfo=UTC)):
        told = client.post(
            address(at_work, cast.giang, ending="/save"),
            data={"mark_phat-hien": "4.5", "version": "0"},
            headers={"Accept": "application/json"},
        ).json
    assert (told["version"], told["saved_at"], told["message"]) == (1, "10:42", "Đã lưu lúc 10:42")


def test_a_mark_that_is_no_step_is_refused_with_its_field(at_work, cast, client):
    told = client.enter_as(cast.giang).post(
        address(at_work, cast.giang, ending="/save"), data={"mark_phat-hien": "4.7", "version": "0"}
    )
    assert told.status_code == 422
    assert list(told.json["faults"]) == ["mark_phat-hien"]


def test_many_steps_become_a_number_field_that_reads_a_comma(at_work, cast, client):
    at_work.round.criteria[0].maximum = Decimal(80)
    here = address(at_work, cast.giang)
    assert 'inputmode="decimal"' in client.enter_as(cast.giang).get(here).text
    assert client.post(here, data={**FORM, "mark_phat-hien": "64,5", "version": "0"}).status_code == 303
    assert at_work.task(cast.giang).sheet.marks["phat-hien"] == "64.5"
    answer = client.post(here, data={**FORM, "mark_phat-hien": "81", "version": "1"})
    assert answer.status_code == 422
    assert "81" in answer.text


def test_two_tabs_the_second_sees_both_texts(at_work, cast, client):
    at_work.save(cast.giang, phat_hien="3", remark="Từ cửa sổ kia")
    client.enter_as(cast.giang)
    answer = client.post(address(at_work, cast.giang), data={**FORM, "remark": "Từ cửa sổ này", "version": "0"})
    assert answer.status_code == 409
    assert "Từ cửa sổ kia" in answer.text
    assert "Từ cửa sổ này" in answer.text
    told = client.post(address(at_work, cast.giang, ending="/save"), data={**FORM, "version": "0"})
    assert told.status_code == 409
    assert (told.json["version"], told.json["stored"]["remark"]) == (1, "Từ cửa sổ kia")
    again = client.post(address(at_work, cast.giang), data={**FORM, "version": "1"})
    assert again.status_code == 303


def test_a_save_after_the_round_was_closed_keeps_nothing_and_gives_the_text_back(at_work, cast, client):
    here = address(at_work, cast.giang)
    at_work.closed()
    client.enter_as(cast.giang)
    for ending in ("", "/confirm", "/later"):
        answer = client.post(here + ending, data={**FORM, "remark": "Viết dở", "version": "0"})
        assert answer.status_code == 409
        assert "Viết dở" in answer.text
    assert client.post(f"{here}/save", data={**FORM, "version": "0"}).status_code == 409
    assert at_work.task(cast.giang).sheet is None


def test_a_sheet_confirmed_twice_is_confirmed_once_and_other_marks_are_not_lost_in_silence(at_work, cast, client):
    here, form = address(at_work, cast.giang, ending="/confirm"), {**FORM, "version": "0"}
    client.enter_as(cast.giang)
    assert [client.post(here, data=form).status_code for _ in range(2)] == [303, 303]
    assert at_work.task(cast.giang).version == 2
    other = client.post(here, data={**form, "mark_phat-hien": "1"})
    assert other.status_code == 409
    assert at_work.task(cast.giang).sheet.marks["phat-hien"] == "4.5"


def test_a_save_at_the_wrong_moment_is_not_told_as_one_of_another_window(at_work, cast, client):
    at_work.save(cast.giang)
    at_work.closed()
    db.session.commit()
    here, form = f"/tasks/{at_work.task(cast.giang).id}", {"note": "x", "remark": "", "mark_phat-hien": "1"}
    client.enter_as(cast.giang)
    for version, stale in (("1", False), ("0", True)):
        told = client.post(f"{here}/save", data={**form, "version": version}, headers={"Accept": "application/json"})
        assert (told.status_code, "stored" in told.json) == (409, stale)
        assert ("Cửa sổ kia" in client.post(here, data={**form, "version": version}).text) is stale


def test_a_judge_who_was_replaced_while_typing_saves_nothing_and_the_heir_sees_nothing_of_it(at_work, cast, client):
    task = at_work.save(cast.giang, note="ghi riêng")
    at_work.seat(cast.hung)
    heir = service.reassign(task.assignment, cast.hung, reason="Bận việc", actor=cast.dung)
    db.session.commit()
    form = {"note": "sau", "remark": "", "version": "1", "mark_phat-hien": "1"}
    client.enter_as(cast.giang)
    for act in ("save", "confirm", "later", "reopen", "coverage"):
        assert (
            client.post(f"/tasks/{task.id}/{act}", data=form, headers={"Accept": "application/json"}).status_code == 404
        )
    assert db.session.get(ScoreSheet, task.sheet.id).note == "ghi riêng"
    assert "ghi riêng" not in client.enter_as(cast.hung).get(f"/tasks/{heir.id}").text


def test_leaving_a_work_with_a_reason(at_work, cast, client):
    client.enter_as(cast.giang)
    for ending, number in (("/recuse", 0), ("/abstain", 1)):
        here = address(at_work, cast.giang, number, ending)
        assert client.get(here).status_code == 200
        assert client.post(here, data={"reason": ""}).status_code == 422
        assert client.post(here, data={"reason": "Tác giả là bạn học"}).status_code == 303
    assert client.get(address(at_work, cast.giang, 0)).status_code == 404
    assert client.get(address(at_work, cast.giang, 1)).status_code == 200
    assert client.get(address(at_work, cast.giang, 1, "/abstain")).status_code == 404


def test_a_conflict_that_came_up_closes_page_file_save_and_queue(at_work, cast, client, bucket):
    file = attach(at_work)
    here = address(at_work, cast.giang)
    client.enter_as(cast.giang)
    assert client.get(here).status_code == 200
    cast.giang.outlet_id = cast.station.id
    at_work.entries[1].authors[0].outlet_id = at_work.entries[1].parts[0].outlet_id = cast.paper.id
    assert client.get(here).status_code == 404
    assert client.get(f"{here}/files/{file.id}").status_code == 404
    for ending in ("", "/save", "/confirm", "/later", "/recuse", "/open"):
        assert client.post(here + ending, data={**FORM, "version": "0"}).status_code == 404
    queue = client.get(f"/rounds/{at_work.round.id}/queue").text
    assert at_work.entries[0].code not in queue
    assert at_work.entries[1].code in queue
    assert "0/1" in queue


def test_a_proposal_cannot_be_seen_by_its_judge(room, cast, client):
    service.propose(room.seat(cast.giang, cast.ha).round, actor=cast.dung)
    client.enter_as(cast.giang)
    assert client.get(address(room, cast.giang)).status_code == 404
    assert room.entries[0].code not in client.get(f"/rounds/{room.round.id}/queue").text
    assert room.round.name not in client.get("/judging").text.split("<main")[1]


def test_before_opening_works_can_be_read_but_not_marked(room, cast, client):
    room.seat(cast.giang, cast.ha).assigned()
    client.enter_as(cast.giang)
    page = client.get(address(room, cast.giang))
    assert page.status_code == 200
    assert "score-sheet" not in page.text
    assert client.post(address(room, cast.giang), data={**FORM, "version": "0"}).status_code == 409


def test_after_closing_the_own_sheet_can_be_read(at_work, cast, client):
    at_work.confirm(cast.giang)
    at_work.closed()
    page = client.enter_as(cast.giang).get(address(at_work, cast.giang)).text
    assert "score-sheet" not in page
    assert "8/10" in page


def test_the_queue_asks_no_more_for_more_tasks(at_work, cast, client):
    counts = []
    client.enter_as(cast.giang)
    for wanted in (1, 3, 30):
        while len(at_work.entries) < wanted + 4:
            at_work.enter(cast.cuong)
        at_work.round.state = RoundState.PLANNED
        if wanted > 1:
            at_work.assigned()
        at_work.round.state = RoundState.OPEN
        db.session.commit()
        counts.append(statements_of(client, f"/rounds/{at_work.round.id}/queue"))
    assert len(set(counts)) == 1


def test_lists_of_rounds_ask_no_more_for_more_rounds(at_work, cast, client):
    counts = []
    for wanted in (1, 3, 30):
        for place in range(len(at_work.edition.rounds) + 1, wanted + 1):
            more = make_round(at_work.round.opens_at)
            more.code, more.position = f"vong-{place}", place
            at_work.edition.rounds.append(more)
            db.session.flush()
            give_task(more, at_work.entries[0], cast.giang)
        counts.append(
            (
                statements_of(client.enter_as(cast.giang), "/judging"),
                statements_of(client.enter_as(cast.hung), f"/editions/{at_work.edition.code}/judging"),
            )
        )
    assert len(set(counts)) == 1


def give_task(round_, entry, judge) -> None:
    task = Assignment(round_id=round_.id, entry_id=entry.id, judge_id=judge.id, state=TaskState.PUBLISHED)
    task.subcommittee_id, task.position = round_.edition.subcommittees[0].id, 1
    task.given_at = round_.opens_at
    db.session.add(task)
    db.session.flush()


def test_all_rounds_of_a_judge_stand_on_one_page(at_work, cast, client):
    page = client.enter_as(cast.giang).get("/judging").text
    assert at_work.round.name in page
    assert "0/4" in page
    assert client.enter_as(cast.dung).get("/judging").status_code == 404
