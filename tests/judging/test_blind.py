"""A blind round: judges get copies that tell no names, until two persons show the authors."""

import re
from datetime import timedelta

import pytest
import urllib3

from award.db import db
from award.entries.models import Attachment
from award.files import queries as files
from award.files.service import ask_for_renditions
from award.files.states import FileState
from award.jobs.models import Job
from award.jobs.service import enqueue, run_due
from award.jobs.states import JobState
from award.judging import queries, service
from award.judging.models import CalibrationWork
from award.judging.states import JointKind
from award.kit import clock
from award.kit.refusals import Refusal
from award.outbox.models import Letter
from award.storage import storage
from tests.evidence.making import kept_copy
from tests.files.samples import MADE, photograph
from tests.forwarding.scene import stored
from tests.judging.test_ballot import as_ballot
from tests.support.counting import statements_of
from tests.visibility.reading import answered, told

pytestmark = pytest.mark.storage
AUTHOR, PEN = "Nguyễn Văn Cường", "Hoài Cát"


def give(room, bucket, body, name, kind, number=0, caption=""):
    """Puts a verified file with its bytes on a work."""
    file = stored(body, name, bucket)
    file.type_found = kind
    entry, requirement = room.entries[number], room.edition.categories[0].requirements[0]
    entry.attachments.append(
        Attachment(
            requirement_id=requirement.id,
            file_id=file.id,
            part_position=1,
            position=len(entry.attachments) + 1,
            caption=caption,
        )
    )
    db.session.flush()
    return file


@pytest.fixture
def blind(room, cast, bucket):
    """A blind round at work; the first work names its author wherever it can."""
    room.round.blind = True
    entry = room.entries[0]
    entry.authors[0].pen_names = PEN
    entry.title, entry.summary = f"{AUTHOR} kể chuyện rẫy", f"Bài của {PEN.upper()}"
    give(room, bucket, MADE["pdf"].body, f"{AUTHOR}.pdf", "application/pdf", caption=f"Ảnh: {PEN}")
    give(room, bucket, photograph(900, 600, maker="Hoai Cat"), f"{AUTHOR}.jpg", "image/jpeg")
    give(room, bucket, MADE["audio"].body, f"{AUTHOR}.mp3", "audio/mpeg")
    give(room, bucket, MADE["video"].body, f"{AUTHOR}.mp4", "video/mp4")
    give(room, bucket, MADE["document"].body, f"{AUTHOR}.docx", DOCX)
    # What the samples were signed with.
    entry.parts[0].outlet_name = "Báo Bình Định"
    entry.authors[0].full_name = AUTHOR
    kept_copy(entry)
    room.seat(cast.giang, cast.ha).assigned().opened()
    db.session.commit()
    return room


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TELLING = (AUTHOR, PEN, "cuong@example.vn", "Báo Bình Định", "bao.example.vn")


def received(client, address) -> tuple[str, list[tuple[str, bytes]]]:
    """A sheet's page and (headers, bytes) of every file that it offers."""
    page = client.get(address).text
    files_at = sorted(set(re.findall(rf"{address}/files/[0-9a-f-]{{36}}", page)))
    answers = [urllib3.request("GET", client.get(one).location, timeout=20) for one in files_at]
    assert all(answer.status == 200 for answer in answers)
    return page, [(str(answer.headers), answer.data) for answer in answers]


def test_nothing_that_a_blind_judge_receives_tells_a_name(blind, cast, client, bucket):
    here = f"/tasks/{blind.task(cast.giang).id}"
    client.enter_as(cast.giang)
    assert "ngay khi có bản không tên" in client.get(here).text
    run_due()
    page, got = received(client, here)
    assert len(got) > 8
    queue = client.get(f"/rounds/{blind.round.id}/queue").text
    letters = "\n".join(str(one.values) for one in db.session.query(Letter).filter_by(person_id=cast.giang.id))
    assert letters
    everything = [page, queue, letters, *(headers + told(body) for headers, body in got)]
    for text in everything:
        assert [name for name in TELLING if name.casefold() in text.casefold()] == []
    assert "••• kể chuyện rẫy" in queue


def test_originals_and_pictures_of_their_pages_are_kept_from_a_blind_judge(blind, cast, client, bucket):
    here = f"/tasks/{blind.task(cast.giang).id}/files"
    client.enter_as(cast.giang)
    given = [one.file_id for one in blind.entries[0].attachments]
    assert {client.get(f"{here}/{file_id}").status_code for file_id in given} == {404}
    for file_id in given:
        ask_for_renditions(files.stored_file(file_id))
    db.session.commit()
    run_due()
    copies = files.renditions_of(given)[given[0]]
    for page in (copies.thumbnail, *copies.pages):
        assert client.get(f"{here}/{page.id}").status_code == 404
    originals = {str(files.stored_file(file_id).key) for file_id in given}
    for file_id in given:
        assert not any(key in client.get(f"{here}/{file_id}").location for key in originals)


def test_after_two_persons_agreed_names_and_originals_are_there(blind, cast, client, bucket):
    run_due()
    act = service.ask(blind.round, JointKind.UNBLIND, reason="Hội đồng quyết định", actor=cast.dung)
    here = f"/tasks/{blind.task(cast.giang).id}"
    assert AUTHOR not in client.enter_as(cast.giang).get(here).text
    service.agree(act, actor=cast.hung)
    page, got = received(client, here)
    for name in (AUTHOR, PEN, "Báo Bình Định", "https://bao.example.vn"):
        assert name in page
    assert len(got) >= len(blind.entries[0].attachments)
    assert client.get(f"{here}/files/{blind.entries[0].attachments[0].file_id}").status_code == 302


def test_a_file_that_cannot_be_copied_keeps_no_other_from_it(blind, cast, bucket):
    bad = blind.entries[0].attachments[0].file_id
    bucket.put(files.stored_file(bad).key, b"%PDF-1.4 nothing", "application/pdf")
    run_due()
    copies = files.renditions_of(queries.verified_files(blind.entries[0].id))
    assert [copies[one.file_id].blind is not None for one in blind.entries[0].attachments] == [False, *[True] * 4]
    assert files.stored_file(bad).state is FileState.VERIFIED


def test_who_knows_the_names_by_another_role_gets_no_work_in_a_blind_round(room, cast):
    room.round.blind = True
    room.seat(cast.giang, cast.ha, cast.hung).assigned()
    assert room.task(cast.hung) is None
    assert room.task(cast.giang) is not None
    task = room.task(cast.giang).assignment
    with pytest.raises(Refusal, match="shows them"):
        service.reassign(task, cast.hung, reason="Bận việc", actor=cast.dung)


def test_a_work_in_conflict_is_counted_on_no_desk(at_work, cast, client):
    desk = client.enter_as(cast.giang).get("/desk").text
    assert "còn 4/4" in desk
    cast.giang.outlet_id = cast.station.id
    for one in at_work.entries[1:]:
        one.authors[0].outlet_id = one.parts[0].outlet_id = cast.paper.id
    desk = client.get("/desk").text
    assert "còn 3/3" in desk


def test_the_office_sees_what_still_tells_names_and_the_copies_as_judges_get_them(blind, cast, client, bucket):
    here = f"/rounds/{blind.round.id}/blind"
    client.enter_as(cast.dung)
    assert client.get(here).text.count("Chưa có bản không tên") == 5
    assert client.post(f"{here}/make").status_code == 303
    run_due()
    page = client.get(here).text
    for word in ("Che tên: ", "Xem ảnh", "Nghe và xem", "Tên trong tiêu đề hoặc tóm tắt"):
        assert word in page, word
    copy = re.search(rf"{here}/[0-9a-f-]{{36}}", page)[0]
    assert "X-Amz-Signature" in client.get(copy).location
    assert here in client.get(f"/rounds/{blind.round.id}").text
    assert client.enter_as(cast.giang).get(copy).status_code == 404


def test_a_name_that_comes_later_takes_the_copies_back_until_they_are_made_again(blind, cast, client, bucket):
    run_due()
    here, sampled = f"/tasks/{blind.task(cast.giang).id}", blind.entries[0].attachments[0].file_id
    before = files.renditions_of([sampled])[sampled].blind
    blind.entries[0].authors[0].pen_names = f"{PEN}, Chi bộ"
    db.session.commit()
    assert "ngay khi có bản không tên" in client.enter_as(cast.giang).get(here).text
    assert client.get(f"{here}/files/{before.id}").status_code == 404
    assert client.get(f"/rounds/{blind.round.id}/queue/offline/list").json["works"][0]["files"] == []
    assert client.enter_as(cast.dung).get(f"/rounds/{blind.round.id}/blind").text.count("Chưa có bản không tên") == 5
    enqueue("judging.blind_again")
    db.session.commit()
    run_due()
    after = files.renditions_of([sampled])[sampled].blind
    assert after.id != before.id
    assert after.probe["hidden"] > before.probe["hidden"]
    assert len(received(client.enter_as(cast.giang), here)[1]) > 8
    # Fewer names than before need no other copies.
    blind.entries[0].authors[0].pen_names = PEN
    db.session.commit()
    assert service.ask_for_works(blind.round) == 0


def test_what_cannot_be_copied_is_tried_again_by_itself_only_after_a_day(blind, cast, bucket):
    bucket.put(files.stored_file(blind.entries[0].attachments[0].file_id).key, b"%PDF-1.4 nothing", "application/pdf")
    assert service.ask_for_works(blind.round) == 1
    job = db.session.query(Job).filter_by(task="judging.blind", state=JobState.WAITING).one()
    job.state, job.finished_at = JobState.FAILED, clock.now()
    db.session.flush()
    assert service.ask_for_works(blind.round, pause=timedelta(days=1)) == 0
    with clock.at(clock.now() + timedelta(days=2)):
        assert service.ask_for_works(blind.round, pause=timedelta(days=1)) == 1


def test_pages_that_are_left_out_are_told_to_judge_and_office(blind, cast, client, bucket):
    run_due()
    file = blind.entries[0].attachments[0].file_id
    copy = files.stored_file(files.renditions_of([file])[file].blind.id)
    copy.probe = {**copy.probe, "left_out": 7}
    db.session.commit()
    assert "7 trang cuối" in client.enter_as(cast.giang).get(f"/tasks/{blind.task(cast.giang).id}").text
    assert "7 trang cuối" in client.enter_as(cast.dung).get(f"/rounds/{blind.round.id}/blind").text


@pytest.mark.parametrize("kind", ["ballot", "calibration"])
def test_nothing_of_a_blind_round_of_another_kind_tells_a_name(blind, cast, client, kind):
    round_ = blind.round
    if kind == "ballot":
        as_ballot(round_)
    else:
        blind.confirm(cast.giang)
        round_.calibration = True
        chosen = {"round_id": round_.id, "subcommittee_id": blind.edition.subcommittees[0].id}
        db.session.add_all(CalibrationWork(entry_id=entry.id, **chosen) for entry in blind.entries)
    db.session.commit()
    run_due()
    client.enter_as(cast.giang)
    page, got = received(client, f"/tasks/{blind.task(cast.giang).id}")
    everything = [page, *(headers + told(body) for headers, body in got)]
    places = (
        ["ballot"] if kind == "ballot" else ["queue", "queue/own", "queue/confirm", "queue/sheets.pdf?panel=bao-in"]
    )
    places += ["queue/offline", "queue/offline/list"]
    everything += [answered(client.get(f"/rounds/{round_.id}/{place}")) for place in places]
    everything += [answered(client.get(address)) for address in ("/judging", "/desk")]
    if kind == "calibration":
        everything.append(answered(client.get(f"/tasks/{blind.task(cast.giang).id}/sheet.pdf")))
        blind.closed()
        db.session.commit()
        everything.append(answered(client.get(f"/rounds/{round_.id}/distance")))
    assert len(got) > 8
    assert "••• kể chuyện rẫy" in "".join(everything[-1] if kind == "calibration" else everything)
    for text in everything:
        assert [name for name in TELLING if name.casefold() in text.casefold()] == []


def test_the_printed_pack_of_a_blind_round_tells_no_name(blind, cast, bucket):
    blind.on_paper(cast.giang)
    service.ask_for_pack(blind.round, cast.giang.id, actor=cast.dung)
    db.session.commit()
    run_due()
    pack = files.stored_file(queries.pack(blind.round.id, cast.giang.id).file_id)
    text = told(b"".join(storage().read(pack.key)))
    assert "kể chuyện rẫy" in text
    assert [name for name in TELLING if name.casefold() in text.casefold()] == []


@pytest.mark.parametrize("works", [1, 3, 30])
def test_the_offices_list_asks_no_more_for_more_works(room, cast, client, bucket, works):
    room.round.blind = True
    while len(room.entries) < works:
        room.enter(cast.cuong)
    for number in range(works):
        give(room, bucket, MADE["pdf"].body, "trang.pdf", "application/pdf", number)
    room.seat(cast.giang, cast.ha).assigned()
    client.enter_as(cast.dung)
    assert statements_of(client, f"/rounds/{room.round.id}/blind") <= 12
