"""What a judge takes along to mark without a line: the own works, as the judge may have them, while the round is open."""

import pytest

from award.accounts.models import RoleGrant
from award.db import db
from award.entries.models import Attachment
from award.entries.states import EntryState
from award.files import without
from award.files.states import RenditionKind
from award.judging import queries, service
from award.judging.queries.taking import MOST_OF_ORIGINAL
from award.kit import clock
from tests.entries.making import give_file, stored_file
from tests.support.counting import statements_of

PDF, SOUND, PICTURE = "application/pdf", "audio/mpeg", "image/jpeg"


def address(room, ending="/list"):
    return f"/rounds/{room.round.id}/queue/offline{ending}"


def listed(room, client, person):
    return client.enter_as(person).get(address(room)).get_json()


def tasks_of(found):
    return [work["task"] for work in found["works"]]


def give(room, owner, kind, size=5000, number=0):
    """A verified file of a work."""
    file = give_file(room.entries[number], room.edition.categories[0].requirements[0], owner)
    file.type_found, file.size = kind, size
    return file


def copy(file, rendition, place=0, kind=PICTURE, size=100):
    """A light copy of it."""
    made = stored_file(type("Nobody", (), {"id": file.owner_id}), parent_id=file.id, rendition=rendition, place=place)
    made.type_found, made.size = kind, size
    if rendition is RenditionKind.BLIND:
        entry_id = db.session.query(Attachment.entry_id).filter_by(file_id=file.id).scalar()
        made.probe = {without.KEY: without.digests(queries.spelled_names(entry_id))}
    db.session.flush()
    return made


def files_of(room, client, person, number=0):
    """The files that go along with a work, as their identities."""
    found = listed(room, client, person)["works"][number]
    assert all(one.startswith(f"{found['address']}/files/") for one, _, _ in found["files"])
    return {one[-36:]: (size, plays) for one, size, plays in found["files"]}


def test_only_own_works_go_along_in_the_order_of_the_queue(at_work, cast, client):
    found = listed(at_work, client, cast.giang)
    own = [str(at_work.task(cast.giang, number).id) for number in range(4)]
    assert sorted(tasks_of(found)) == sorted(own)
    assert (found["owner"], found["open"]) == (str(cast.giang.id), True)
    assert found["until"] == int(at_work.round.closes_at.timestamp() * 1000)
    assert not set(tasks_of(listed(at_work, client, cast.ha))) & set(own)


def test_a_work_goes_out_of_the_list_when_it_is_no_longer_the_judges(at_work, cast, client):
    service.declare_conflict(at_work.task(cast.giang, 0), "Là người thân", actor=cast.giang)
    service.abstain(at_work.task(cast.giang, 1), "Không đủ thời gian", actor=cast.giang)
    at_work.entries[2].state = EntryState.WITHDRAWN
    at_work.confirm(cast.giang, 3)
    assert tasks_of(listed(at_work, client, cast.giang)) == [str(at_work.task(cast.giang, 3).id)]
    at_work.entries[3].authors[0].person_id = cast.giang.id
    assert tasks_of(listed(at_work, client, cast.giang)) == []


def test_the_stamp_changes_with_the_sheet_and_with_the_files(at_work, cast, client):
    stamps = [listed(at_work, client, cast.giang)["works"][0]["stamp"]]
    number = [str(at_work.task(cast.giang, one).id) for one in range(4)].index(
        tasks_of(listed(at_work, client, cast.giang))[0]
    )
    at_work.save(cast.giang, number)
    stamps.append(listed(at_work, client, cast.giang)["works"][0]["stamp"])
    service.confirm_sheet(at_work.task(cast.giang, number), version=1, actor=cast.giang)
    stamps.append(listed(at_work, client, cast.giang)["works"][0]["stamp"])
    give(at_work, cast.cuong, SOUND, number=number)
    stamps.append(listed(at_work, client, cast.giang)["works"][0]["stamp"])
    assert len(set(stamps)) == 4


def test_light_copies_go_along_and_no_large_original(at_work, cast, client):
    article, sound = give(at_work, cast.cuong, PDF), give(at_work, cast.cuong, SOUND)
    film = give(at_work, cast.cuong, "video/mp4", MOST_OF_ORIGINAL + 1)
    pages = [copy(article, RenditionKind.PAGE, number) for number in (1, 2)]
    copy(article, RenditionKind.THUMBNAIL)
    light = copy(sound, RenditionKind.LIGHT, kind=SOUND, size=700)
    poster = copy(film, RenditionKind.THUMBNAIL)
    small = give(at_work, cast.cuong, PICTURE, 400)
    found = files_at(at_work, client, cast.giang)
    wanted = {one.id: (100, False) for one in (*pages, poster)} | {light.id: (700, True), small.id: (400, False)}
    assert found == {str(one): values for one, values in wanted.items()}


def files_at(room, client, person):
    task = str(room.task(person, 0).id)
    return files_of(room, client, person, tasks_of(listed(room, client, person)).index(task))


def test_in_a_blind_round_only_what_tells_no_names(at_work, cast, client):
    at_work.round.blind = True
    article, sound = give(at_work, cast.cuong, PDF), give(at_work, cast.cuong, SOUND)
    copy(article, RenditionKind.PAGE, 1)
    copy(article, RenditionKind.THUMBNAIL)
    light = copy(sound, RenditionKind.LIGHT, kind=SOUND)
    assert files_at(at_work, client, cast.giang) == {}
    copy(article, RenditionKind.BLIND, kind=PDF, size=900)
    page = copy(article, RenditionKind.BLIND, 1)
    copy(sound, RenditionKind.BLIND, kind=SOUND)
    assert set(files_at(at_work, client, cast.giang)) == {str(page.id), str(light.id)}
    at_work.entries[0].title = "Nguyễn Văn Cường kể chuyện"
    at_work.entries[0].authors[0].full_name = "Nguyễn Văn Cường"
    told = client.get(address(at_work)).text + client.get(address(at_work, "")).text
    assert "Nguyễn Văn Cường" not in told


def test_every_listed_file_opens_for_its_judge_and_for_nobody_else(at_work, cast, client, bucket):
    at_work.round.blind = True
    article = give(at_work, cast.cuong, PDF)
    copy(article, RenditionKind.BLIND, kind=PDF)
    copy(article, RenditionKind.BLIND, 1)
    found = [one for work in listed(at_work, client, cast.giang)["works"] for one, _, _ in work["files"]]
    assert found
    assert {client.get(one).status_code for one in found} == {302}
    assert {client.enter_as(cast.ha).get(one).status_code for one in found} == {404}


@pytest.mark.parametrize("end", ["closed", "planned", "ballot", "over"])
def test_nothing_goes_along_but_of_an_open_round_that_takes_marks(room, cast, client, end):
    room.seat(cast.giang, cast.ha).assigned()
    if end == "closed":
        room.opened().closed()
    elif end == "ballot":
        room.opened().round.mode = "ballot"
    elif end == "over":
        room.opened()
    with clock.at(room.round.closes_at if end == "over" else clock.now()):
        found = listed(room, client, cast.giang)
        assert (found["works"], found["open"]) == ([], False)
        assert "Chưa có gì để lưu" in client.get(address(room, "")).text


def test_strangers_and_who_lost_the_seat_learn_nothing(at_work, cast, client):
    for ending in ("", "/list"):
        assert client.enter_as(cast.cuong).get(address(at_work, ending)).status_code == 404
    assert listed(at_work, client, cast.giang)["works"]
    for grant in db.session.query(RoleGrant).filter_by(person_id=cast.giang.id):
        grant.revoked_at = clock.now()
    db.session.commit()
    db.session.expire_all()
    assert client.get(address(at_work)).status_code == 404


def test_as_many_statements_for_many_works_as_for_few(room, cast, client):
    asked = {}
    room.seat(cast.giang, cast.ha)
    for count in (2, 6, 60):
        while len(room.entries) < count:
            room.enter(cast.cuong, f"Tác phẩm {len(room.entries)}")
        for number in range(count):
            copy(give(room, cast.cuong, PDF, number=number), RenditionKind.PAGE, 1)
        room.assigned()
        if count == 2:
            room.opened()
        client.enter_as(cast.giang)
        for ending in ("", "/list"):
            asked.setdefault(ending, set()).add(statements_of(client, address(room, ending)))
    assert all(len(counts) == 1 for counts in asked.values()), asked


def test_the_worker_comes_from_the_root_and_asks_for_no_sign_in(client):
    with client.get("/offline.js") as answer:
        assert answer.data
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


def test_every_script_on_the_list_is_there(at_work, cast, client):
    scripts = listed(at_work, client, cast.giang)["scripts"]
    assert "/static/js/sheet/kept.js" in scripts
    for one in scripts:
        with client.get(one) as answer:
            assert answer.status_code == 200


def test_signing_out_clears_the_device_of_a_judge_and_leaves_an_authors_drafts(at_work, cast, client):
    assert client.enter_as(cast.giang).post("/sign-out").headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in client.enter_as(cast.cuong).post("/sign-out").headers
