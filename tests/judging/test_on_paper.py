"""Judges on paper, and the rule around them: nobody but the judge writes a mark, save two typists of the office."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from award.accounts.states import Role
from award.audit.chain import plain
from award.db import db
from award.embedded.ports import HOST, free_port
from award.files.models import StoredFile
from award.files.service.sweeping import sweep
from award.files.states import FileState
from award.jobs.service import run_due
from award.judging import ledger, queries, service
from award.judging.models import Assignment, PaperPack, PaperTyping, ScoreEvent, ScoreSheet
from award.judging.queries import results
from award.judging.service import paper
from award.judging.states import JointKind, SheetEvent, TaskState
from award.kit import clock
from award.kit.refusals import NotReady, Refusal, WrongMoment
from award.outbox.models import Letter
from award.storage import Storage
from tests.judging.conftest import MARKS
from tests.support.cast import grant
from tests.support.counting import statements_of

SCAN = ("phieu.pdf", b"%PDF-1.7 scan")


@pytest.fixture
def on_paper(at_work, cast, bucket):
    """Hà marks on paper; Dung and Lan are secretaries, Hùng is the chair."""
    grant(cast.lan, Role.SECRETARY, at_work.edition)
    return at_work.on_paper(cast.ha)


def typed(room, judge, actor, marks=MARKS, remark="", scan=SCAN, entry=0):
    task = room.task(judge, entry)
    if scan:
        scan_id = service.expect_scan(task, marks, name=scan[0], size=len(scan[1]), actor=actor)
        db.session.commit()
        return service.type_with_scan(task.id, marks, remark, scan_id, scan[1], actor_id=actor.id)
    return service.type_sheet(task, marks, remark, actor=actor)


def test_two_who_type_the_same_make_the_judges_sheet_with_the_scan_and_a_letter(on_paper, cast):
    assert not typed(on_paper, cast.ha, cast.dung)
    assert on_paper.task(cast.ha).sheet is None
    assert typed(on_paper, cast.ha, cast.lan, scan=None)
    task = on_paper.task(cast.ha)
    assert (task.assignment.state, task.sheet.total) == (TaskState.SCORED, 8)
    event = results.last_event(on_paper.round.id)
    assert (event.kind, event.actor_id) == (SheetEvent.TYPED, cast.lan.id)
    assert event.content["typed_by"] == [str(cast.dung.id), str(cast.lan.id)]
    scan = db.session.scalar(sa.select(StoredFile))
    assert (event.content["scans"], scan.state) == ([str(scan.id)], FileState.STORED)
    links = list(results.ledger(on_paper.round.id))
    assert ledger.first_break(links) is None
    assert ledger.counted_totals(links) == {task.id: "8"}
    letter = db.session.scalar(sa.select(Letter).where(Letter.template == "judging/typed"))
    assert (letter.recipient, letter.values["total"]) == (cast.ha.email, "8")


def test_who_types_otherwise_records_nothing_until_it_is_corrected(on_paper, cast, client):
    other = MARKS | {"phat-hien": MARKS["phat-hien"] - 1}
    typed(on_paper, cast.ha, cast.dung)
    assert not typed(on_paper, cast.ha, cast.lan, other)
    assert on_paper.task(cast.ha).sheet is None
    address = f"/tasks/{on_paper.task(cast.ha).id}/paper"
    page = client.enter_as(cast.dung).get(address).text
    assert ">3,5</td>" in page
    assert ">4,5</td>" in page
    assert typed(on_paper, cast.ha, cast.lan, scan=None)


def test_one_person_alone_never_makes_a_sheet(on_paper, cast):
    assert not typed(on_paper, cast.ha, cast.dung)
    assert not typed(on_paper, cast.ha, cast.dung)
    assert on_paper.task(cast.ha).sheet is None


def test_a_sheet_that_came_back_is_typed_anew_by_both(on_paper, cast):
    typed(on_paper, cast.ha, cast.dung)
    typed(on_paper, cast.ha, cast.lan)
    task = on_paper.task(cast.ha).assignment
    act = service.ask(on_paper.round, JointKind.RETURN_SHEET, reason="Nhầm", assignment=task, actor=cast.dung)
    service.agree(act, actor=cast.hung)
    assert not typed(on_paper, cast.ha, cast.dung)
    assert on_paper.task(cast.ha).assignment.state is TaskState.OPENED
    assert typed(on_paper, cast.ha, cast.lan)


def test_a_scan_is_needed_every_mark_too_and_an_open_round(on_paper, cast):
    with pytest.raises(NotReady):
        typed(on_paper, cast.ha, cast.dung, {"phat-hien": MARKS["phat-hien"]})
    with pytest.raises(Refusal, match="cannot be taken"):
        typed(on_paper, cast.ha, cast.dung, scan=("phieu.exe", b"x"))
    typed(on_paper, cast.ha, cast.dung, scan=None)
    with pytest.raises(Refusal, match="scan"):
        typed(on_paper, cast.ha, cast.lan, scan=None)
    on_paper.closed()
    with pytest.raises(WrongMoment):
        typed(on_paper, cast.ha, cast.hung)


def test_a_sheet_typed_after_the_close_is_listed_as_late_under_its_judge(on_paper, cast, client):
    for entry, actors in ((0, (cast.dung, cast.lan)), (1, (cast.dung,))):
        for actor in actors:
            typed(on_paper, cast.ha, actor, entry=entry)
    on_paper.closed()
    db.session.commit()
    marks = {f"mark_{code}": str(mark) for code, mark in MARKS.items()}
    for actor in (cast.dung, cast.lan):
        client.enter_as(actor)
        for entry in (0, 1):
            address = f"/tasks/{on_paper.task(cast.ha, entry).id}/paper"
            answer = client.post(address, data=marks | {"remark": ""})
            assert (answer.status_code, "đến sau" in answer.text) == (422, entry == 1)
    (late,) = queries.late_marks(on_paper.round.id)
    assert (late.judge, late.code) == (cast.ha.full_name, on_paper.entries[1].code)
    page = client.get(f"/rounds/{on_paper.round.id}").text
    assert f"{late.judge} · {late.code} {late.title}" in page[page.index('id="late"') :]


def test_only_for_judges_on_paper_and_never_by_the_judge(on_paper, cast):
    with pytest.raises(Refusal, match="Only the judge"):
        typed(on_paper, cast.giang, cast.dung)
    for nobody in (cast.ha, cast.giang, cast.khanh):
        with pytest.raises(Refusal, match="office"):
            typed(on_paper, cast.ha, nobody)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PaperTyping)) == 0


def test_two_secretaries_without_the_chair_cannot_agree_to_it(at_work, cast):
    grant(cast.lan, Role.SECRETARY, at_work.edition)
    task = at_work.task(cast.ha).assignment
    act = service.ask(at_work.round, JointKind.ON_PAPER, reason="x", assignment=task, actor=cast.dung)
    with pytest.raises(Refusal, match="chair"):
        service.agree(act, actor=cast.lan)


def test_the_pack_is_made_by_the_worker_and_kept_in_the_bucket(on_paper, cast, client):
    task_id = on_paper.task(cast.ha).id
    client.enter_as(cast.dung)
    assert client.get(f"/tasks/{task_id}/pack.pdf").status_code == 404
    assert client.post(f"/tasks/{task_id}/pack").status_code == 303
    run_due()
    kept = db.session.scalar(sa.select(PaperPack))
    assert kept.works == 4
    assert client.get(f"/tasks/{task_id}/pack.pdf").status_code == 302
    body = b"".join(bucket_read(kept.file_id))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    assert all(entry.code in text for entry in on_paper.entries)
    assert "Nguyễn Văn Cường" not in text


def bucket_read(file_id):
    from award.storage import storage

    return storage().read(db.session.get(StoredFile, file_id).key)


def test_the_way_by_forms(on_paper, cast, client):
    address = f"/tasks/{on_paper.task(cast.ha).id}/paper"
    marks = {f"mark_{code}": str(mark) for code, mark in MARKS.items()}
    names = _names(client.enter_as(cast.dung).get(address).text)
    typing = dict(zip(names, marks.values(), strict=True))
    for who in (cast.dung, cast.lan):
        data = typing | {"remark": "", "scan": (BytesIO(SCAN[1]), SCAN[0])}
        assert client.enter_as(who).post(address, data=data).status_code == 303
    assert on_paper.task(cast.ha).assignment.state is TaskState.SCORED
    assert "2/2" in client.get(f"/rounds/{on_paper.round.id}/paper").text
    for nobody in (cast.ha, cast.giang, cast.khanh, cast.an):
        assert client.enter_as(nobody).get(address).status_code == 404


def test_where_the_bucket_is_silent_a_sentence_says_so_and_only_a_file_that_is_swept_waits(
    on_paper, cast, client, bucket, world, monkeypatch
):
    address = f"/tasks/{on_paper.task(cast.ha).id}/paper"
    names = _names(client.enter_as(cast.dung).get(address).text)
    typing = dict(zip(names, ("4", "2", "1.5"), strict=True)) | {"remark": "Rõ"}
    nowhere = f"http://{HOST}:{free_port()}"
    with monkeypatch.context() as away:
        dead = Storage(replace(bucket.settings, endpoint_url=nowhere, public_url=nowhere))
        away.setitem(world.extensions, "award-storage", dead)
        page = client.post(address, data=typing | {"scan": (BytesIO(SCAN[1]), SCAN[0])})
    assert (page.status_code, "Kho tệp không trả lời" in page.text, "Rõ" in page.text) == (422, True, True)
    assert queries.typings(on_paper.task(cast.ha).id) == []
    scan = db.session.scalar(sa.select(StoredFile))
    assert scan.state is FileState.WAITING
    with clock.at(clock.now() + timedelta(days=8)):
        assert sweep().given_up == [SCAN[0]]
    assert client.post(address, data=typing | {"scan": (BytesIO(SCAN[1]), SCAN[0])}).status_code == 303
    assert len(queries.typings(on_paper.task(cast.ha).id)) == 1


def test_a_task_that_leaves_its_judge_while_the_scan_is_on_its_way_is_told_in_a_sentence(
    on_paper, cast, client, monkeypatch
):
    task_id = on_paper.task(cast.ha).id
    address = f"/tasks/{task_id}/paper"
    names = _names(client.enter_as(cast.dung).get(address).text)
    typing = dict(zip(names, ("4", "2", "1.5"), strict=True)) | {"remark": "Rõ"}
    sent = paper.files.send_bytes

    def slowly(*args, **more):
        sent(*args, **more)
        held = db.session.get(Assignment, task_id)
        held.state, held.reason = TaskState.CANCELLED, "Bận việc"
        db.session.commit()

    monkeypatch.setattr(paper.files, "send_bytes", slowly)
    page = client.post(address, data=typing | {"scan": (BytesIO(SCAN[1]), SCAN[0])})
    assert (page.status_code, page.headers["Location"]) == (303, f"/rounds/{on_paper.round.id}/paper")
    assert "đã được rút khỏi giám khảo này" in client.get(page.headers["Location"]).text
    assert queries.typings(task_id) == []
    assert db.session.scalar(sa.select(StoredFile)).state is FileState.ABANDONED
    again = client.post(address, data=typing | {"scan": (BytesIO(SCAN[1]), SCAN[0])})
    assert again.status_code == 404


def _names(page):
    import re

    return list(dict.fromkeys(re.findall(r'data-mark="([^"]+)"', page)))


def test_the_page_asks_no_more_for_more_works(on_paper, cast, client):
    counts = []
    for wanted in (1, 3, 30):
        for _ in range(wanted):
            on_paper.enter(cast.cuong)
        on_paper.assigned()
        counts.append(statements_of(client.enter_as(cast.dung), f"/rounds/{on_paper.round.id}/paper"))
    assert len(set(counts)) == 1


def test_no_address_lets_anybody_but_the_judge_write_a_mark(at_work, cast, client, app):
    """Whoever it is posts whatever a sheet has to every address of judging: no mark, no total, no event of marking."""
    at_work.confirm(cast.giang, 0)
    at_work.save(cast.giang, 1)
    task, act = at_work.task(cast.giang), None
    seat = queries.seats(at_work.round)[0][0]
    values = {
        "round_id": at_work.round.id,
        "entry_id": at_work.entries[0].id,
        "seat_id": seat.id,
        "file_id": task.id,
        "capture_id": task.id,
        "act_id": act or task.id,
        "code": at_work.edition.code,
    }
    before = _marks()
    marks = {f"{prefix}{code}": "1" for prefix in ("mark_", "mark-", "") for code in MARKS}
    adapter = app.url_map.bind("localhost")
    routes = [one for one in app.url_map.iter_rules() if one.endpoint.startswith("judging.") and "POST" in one.methods]
    assert len(routes) > 15
    closing = ("judging.close_round",)
    for held in (at_work.task(cast.giang, 0), at_work.task(cast.giang, 1), at_work.task(cast.giang, 2)):
        for route in routes:
            known = {**values, "task_id": held.id, "person_id": cast.giang.id}
            if route.endpoint in closing or not route.arguments <= known.keys():
                continue
            address = adapter.build(route.endpoint, {name: known[name] for name in route.arguments})
            for nobody in (cast.dung, cast.hung, cast.ha, cast.khanh, cast.an):
                if nobody is cast.hung or "seat" not in address:
                    client.enter_as(nobody).post(address, data={**marks, "version": "1", "remark": "x", "reason": ""})
    assert _marks() == before


def _marks():
    sheets = db.session.execute(sa.select(ScoreSheet.assignment_id, ScoreSheet.marks, ScoreSheet.total)).all()
    kinds = [SheetEvent.SAVED, SheetEvent.CONFIRMED, SheetEvent.TYPED]
    events = db.session.execute(sa.select(ScoreEvent.sequence, ScoreEvent.actor_id).where(ScoreEvent.kind.in_(kinds)))
    return plain(sorted((str(row[0]), row[1], row[2]) for row in sheets)), plain(sorted(tuple(row) for row in events))
