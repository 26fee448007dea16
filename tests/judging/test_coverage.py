"""What judges have seen of their works, and what follows from it; remarks at a second and for the author."""

import pytest
import sqlalchemy as sa

from award.db import db
from award.editions.states import CoverageRule
from award.judging import queries, service
from award.judging.models import Coverage
from award.judging.queries import results
from award.judging.states import TaskState
from award.kit.refusals import NotReady, Refusal, Stale
from tests.judging.test_judges_room import FORM, address, attach
from tests.support.counting import counted_statements


def sound(room, number=0, seconds="100"):
    file = attach(room, number, "audio/mpeg")
    file.probe = {"seconds": seconds}
    db.session.flush()
    return str(file.id)


def hear(room, judge, file, *spans, number=0):
    share = service.note_coverage(room.task(judge, number), {file: spans}, actor=judge)
    db.session.flush()
    return share


def test_what_was_heard_adds_up_and_repeating_adds_nothing(at_work, cast):
    file = sound(at_work)
    assert hear(at_work, cast.giang, file, (0, 20)) == 20
    assert hear(at_work, cast.giang, file, (10, 30), (0, 5)) == 30
    assert hear(at_work, cast.giang, file, (90, 10**9), (-5, 2)) == 40
    held = queries.task_for(cast.giang.id, at_work.round.id, at_work.entries[0].id).coverage
    assert (held.spans, held.seen, held.whole) == ({file: [[0, 30], [90, 100]]}, 40, 100)
    assert queries.share_seen(at_work.task(cast.ha)) == 0


def test_files_of_another_work_do_not_count(at_work, cast):
    file, other = sound(at_work, 0), sound(at_work, 1)
    assert hear(at_work, cast.giang, other, (0, 100)) == 0
    assert file not in at_work.task(cast.giang).coverage.spans


def test_only_the_judge_notes_and_not_after_the_round(at_work, cast):
    file = sound(at_work)
    with pytest.raises(Refusal, match="Only the judge"):
        service.note_coverage(at_work.task(cast.giang), {file: [(0, 5)]}, actor=cast.ha)
    at_work.closed()
    assert hear(at_work, cast.giang, file, (0, 50)) == 0
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Coverage)) == 0


@pytest.mark.parametrize(("rule", "confirmed"), [("off", True), ("hint", True), ("rule", False)])
def test_only_the_rule_keeps_a_sheet_from_being_confirmed(at_work, cast, rule, confirmed):
    file = sound(at_work)
    at_work.round.coverage, at_work.round.coverage_share = CoverageRule(rule), 60
    hear(at_work, cast.giang, file, (0, 59))
    if confirmed:
        assert at_work.confirm(cast.giang).assignment.state is TaskState.SCORED
        return
    with pytest.raises(NotReady) as refusal:
        at_work.confirm(cast.giang)
    assert "59%" in str(refusal.value.messages[0])
    assert at_work.task(cast.giang).sheet.total == 8
    hear(at_work, cast.giang, file, (59, 60))
    assert at_work.confirm(cast.giang).assignment.state is TaskState.SCORED


def test_under_the_rule_a_work_without_anything_to_count_and_an_abstention_pass(at_work, cast):
    at_work.round.coverage = CoverageRule.RULE
    assert at_work.confirm(cast.giang, 1).assignment.state is TaskState.SCORED
    sound(at_work)
    with pytest.raises(NotReady):
        at_work.confirm(cast.giang)
    service.abstain(at_work.task(cast.giang), "Không nghe được", actor=cast.giang)
    assert at_work.task(cast.giang).assignment.state is TaskState.ABSTAINED


def test_the_report_lists_what_was_marked_unseen(at_work, cast):
    files = [sound(at_work, number) for number in range(3)]
    hear(at_work, cast.giang, files[0], (0, 100))
    hear(at_work, cast.giang, files[1], (0, 30), number=1)
    for number in range(4):
        at_work.confirm(cast.giang, number)
    service.note_coverage(at_work.task(cast.ha, 0), {}, actor=cast.ha)

    def told():
        return [(row.judge, row.code, row.share) for row in queries.unseen(at_work.round.id)]

    codes = [entry.code for entry in at_work.entries]
    assert told() == [("Võ Giang", codes[2], 0)]
    at_work.round.coverage, at_work.round.coverage_share = CoverageRule.HINT, 50
    assert told() == [("Võ Giang", codes[1], 30), ("Võ Giang", codes[2], 0)]
    with counted_statements() as seen:
        queries.unseen(at_work.round.id)
    assert len(seen) <= 3


def test_the_page_says_what_was_seen_and_the_script_notes_it(at_work, cast, client):
    file, here = sound(at_work), address(at_work, cast.giang)
    at_work.round.coverage = CoverageRule.HINT
    client.enter_as(cast.giang)
    assert "nghe 0% tác phẩm" in client.get(here).text
    told = client.post(f"{here}/coverage", json={"spans": {file: [[0, 42]]}})
    assert (told.status_code, told.json["share"]) == (200, 42)
    assert "42% tác phẩm" in client.get(here).text
    assert "42%" in client.get(f"/rounds/{at_work.round.id}/queue").text
    for nonsense in ([], {"spans": 3}, {"spans": {file: [["a", 2]]}}, None):
        assert client.post(f"{here}/coverage", json=nonsense).json["share"] == 42
    assert client.enter_as(cast.ha).post(f"{here}/coverage", json={"spans": {file: [[0, 99]]}}).status_code == 404


def test_remarks_at_a_second_are_kept_with_the_sheet_and_under_its_version(at_work, cast, client):
    file, here = sound(at_work), address(at_work, cast.giang)
    client.enter_as(cast.giang)
    typed = {**FORM, f"pins-{file}": "0:12 gió át tiếng\n", "pins-none": "0:01 lạc", "version": "0"}
    assert client.post(f"{here}/save", data=typed).json["version"] == 1
    assert at_work.task(cast.giang).sheet.pins == {file: "0:12 gió át tiếng"}
    assert client.post(f"{here}/save", data={**typed, "version": "0"}).status_code == 200
    stale = client.post(f"{here}/save", data={**typed, f"pins-{file}": "0:13 khác", "version": "0"})
    assert (stale.status_code, stale.json["stored"][f"pins-{file}"]) == (409, "0:12 gió át tiếng")
    assert client.post(f"{here}/save", data={**FORM, "remark": "Hay", "version": "1"}).json["version"] == 2
    assert at_work.task(cast.giang).sheet.pins == {file: "0:12 gió át tiếng"}
    assert "gió át" not in str([event.content for event in results.ledger(at_work.round.id)])
    long = client.post(f"{here}/save", data={**FORM, f"pins-{file}": "x" * 4001, "version": "2"})
    assert long.status_code == 422


def test_the_remark_for_the_author_goes_out_only_from_closed_rounds_that_say_so(at_work, cast):
    task = at_work.task(cast.giang)
    service.save_sheet(task, {}, "", "Cho Hội đồng", feedback="Bài có hồn, nên gọn hơn", version=0, actor=cast.giang)
    at_work.confirm(cast.giang, version=1)
    service.save_sheet(at_work.task(cast.ha), {}, "", "", feedback="Chưa xác nhận", version=0, actor=cast.ha)
    entry = at_work.entries[0]
    assert at_work.task(cast.giang).sheet.feedback == "Bài có hồn, nên gọn hơn"
    at_work.round.feedback = True
    assert queries.feedback_on(entry.id) == []
    at_work.closed()
    assert [(one.round, one.text) for one in queries.feedback_on(entry.id)] == [
        ("Vòng sơ khảo", "Bài có hồn, nên gọn hơn")
    ]
    at_work.round.feedback = False
    db.session.flush()
    assert queries.feedback_on(entry.id) == []


def test_a_second_tab_with_another_remark_for_the_author_is_stale(at_work, cast):
    service.save_sheet(at_work.task(cast.giang), {}, "", "", feedback="một", version=0, actor=cast.giang)
    with pytest.raises(Stale):
        service.save_sheet(at_work.task(cast.giang), {}, "", "", feedback="hai", version=0, actor=cast.giang)
