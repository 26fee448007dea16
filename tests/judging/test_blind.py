"""A blind round: judges get copies that tell no names, until two persons show the authors."""

import re

import pytest
import urllib3

from award.db import db
from award.entries.models import Attachment
from award.files import queries as files
from award.files.service import ask_for_renditions
from award.files.states import FileState
from award.jobs.service import run_due
from award.judging import queries, service
from award.judging.states import JointKind
from award.outbox.models import Letter
from tests.evidence.making import kept_copy
from tests.files.samples import MADE, photograph
from tests.forwarding.scene import stored
from tests.visibility.reading import told

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
