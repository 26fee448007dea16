"""A session by its pages: the chair leads, members follow and vote, nobody else learns anything."""

import re
from io import BytesIO

import docx
import pytest

from award.council import queries, service
from award.council.models import Ballot, CouncilSession, Prize, SecretVote, SessionItem
from award.db import db
from award.judging.models import DeclaredConflict
from award.kit import clock
from tests.council.hall import Hall
from tests.support.counting import statements_of


@pytest.fixture
def hall(cast):
    return Hall(cast)


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def as_(client, person):
    return client.leave().enter_as(person)


def vote_by_pages(client, ballot_id, person, word):
    """Both steps; answers the receipt."""
    as_(client, person)
    step = client.post(f"/ballots/{ballot_id}/paper", data={"choice": word})
    assert step.status_code == 200, text_of(step)
    token = re.search(r'name="paper" value="([^"]+)"', step.get_data(as_text=True))[1]
    return client.post(f"/ballots/{ballot_id}/cast", data={"paper": token}), token


def test_a_whole_session(client, hall):
    as_(client, hall.chair)
    given = {"place": "Hội trường", "agenda": "Xét giải", "proposed": "y"}
    given["present"] = [str(one.id) for one in (hall.chair, *hall.members)]
    opened = client.post(f"/editions/{hall.edition.code}/council/open", data=given)
    assert opened.status_code == 303
    session = db.session.query(CouncilSession).one()
    here, item = f"/council/{session.id}", db.session.query(SessionItem).order_by(SessionItem.position).first()
    assert client.post(f"/questions/{item.id}/take-up").status_code == 303
    rules = {"secret": "y", "majority": "2/3", "majority_of": "present"}
    assert client.post(f"/questions/{item.id}/ballot", data=rules).status_code == 303
    ballot = db.session.query(Ballot).one()
    assert (ballot.majority, ballot.secret) == ("2/3", True)
    codes = {}
    for person, word in zip((hall.chair, *hall.members), ["yes"] * 5 + ["no"], strict=True):
        assert f"/ballots/{ballot.id}" in as_(client, person).get(here).get_data(as_text=True)
        receipt, token = vote_by_pages(client, ballot.id, person, word)
        codes[person.id] = re.search(r"[a-z2-9]{5}-[a-z2-9]{5}", text_of(receipt))[0]
        again = client.post(f"/ballots/{ballot.id}/cast", data={"paper": token})
        assert codes[person.id] in text_of(again)
        assert "Đã bỏ phiếu" in text_of(client.get(here))
    assert db.session.query(SecretVote).count() == 6
    as_(client, hall.chair)
    assert client.get(f"{here}/pulse").get_json()["cast"] == 6
    assert client.post(f"/ballots/{ballot.id}/close").status_code == 303
    published = text_of(as_(client, hall.members[0]).get(f"/ballots/{ballot.id}"))
    assert all(code in published for code in codes.values())
    assert "Không đồng ý" in published
    assert db.session.query(Prize).one().entry_id == hall.works[0].id
    as_(client, hall.secretary)
    client.post(f"{here}/opinions", data={"speaker": "Đinh Sơn", "text": "Đề tài mới, nhân vật thuyết phục"})
    as_(client, hall.chair).post(f"{here}/close")
    minutes = text_of(client.get(f"{here}/minutes"))
    for words in ("Hội trường", "Đinh Sơn: Đề tài mới", "Đồng ý 5; Không đồng ý 1", "Thông qua", "bế mạc"):
        assert words in minutes, words
    paper = docx.Document(BytesIO(client.get(f"{here}/minutes.docx").data))
    assert any("Đồng ý 5" in cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    assert client.get(f"{here}/minutes.pdf").data.startswith(b"%PDF")


def test_a_conflicted_member_sees_only_that_they_step_out(client, hall):
    person, work = hall.members[0], hall.works[0]
    db.session.add(DeclaredConflict(person_id=person.id, entry_id=work.id, reason="Anh em", at=clock.now()))
    hall.open()
    ballot = hall.ballot(hall.ask(work))
    seen = as_(client, person).get(f"/council/{hall.session_id}").get_data(as_text=True)
    assert "Xin tạm rời phòng" in seen
    assert work.title not in seen
    assert work.code not in seen
    assert str(ballot) not in seen
    for method, address in (("get", ""), ("post", "/paper"), ("post", "/cast")):
        assert getattr(client, method)(f"/ballots/{ballot}{address}").status_code == 404
    hall.close(ballot)
    assert client.get(f"/ballots/{ballot}").status_code == 404
    assert work.title in as_(client, hall.members[1]).get(f"/council/{hall.session_id}").get_data(as_text=True)


def test_where_the_chair_steps_out_the_secretary_leads_the_question(client, hall):
    db.session.add(
        DeclaredConflict(person_id=hall.chair.id, entry_id=hall.works[0].id, reason="Anh em", at=clock.now())
    )
    hall.open()
    ballot = hall.ballot(hall.ask(hall.works[0]))
    as_(client, hall.chair)
    assert hall.works[0].title not in client.get(f"/council/{hall.session_id}/lead").get_data(as_text=True)
    assert client.post(f"/ballots/{ballot}/close").status_code == 404
    assert as_(client, hall.secretary).post(f"/ballots/{ballot}/close").status_code == 303
    assert client.post(f"/questions/{hall.sitting.items[0].id}/take-up").status_code == 303


def test_a_chair_who_steps_out_reads_nothing_of_the_question_until_the_minutes_are_whole(client, hall):
    chair, work = hall.chair, hall.works[1]
    db.session.add(DeclaredConflict(person_id=chair.id, entry_id=work.id, reason="Anh em", at=clock.now()))
    hall.open()
    hall.ask(hall.works[0])
    hall.close(hall.ballot(hall.ask(work)))
    here = f"/council/{hall.session_id}"
    as_(client, hall.secretary).post(f"{here}/opinions", data={"speaker": "Đinh Sơn", "text": "Còn phải bàn thêm"})
    for where in ("/minutes", "/screen", "/lead", ""):
        assert work.title in as_(client, hall.secretary).get(here + where).get_data(as_text=True)
        seen = text_of(as_(client, chair).get(here + where))
        assert not any(words in seen for words in (work.title, work.code, "bàn thêm")), where
    assert hall.works[0].title in text_of(client.get(f"{here}/minutes"))
    assert client.post(f"{here}/opinions", data={"text": "Lời của người tránh mặt"}).status_code in (409, 422)
    papers = [f"{here}/minutes.{ending}" for ending in ("docx", "pdf")]
    assert [client.get(paper).status_code for paper in papers] == [404, 404]
    assert client.post(f"{here}/close").status_code == 303
    assert "bàn thêm" in text_of(client.get(f"{here}/minutes"))
    assert [client.get(paper).status_code for paper in papers] == [200, 200]


def test_marks_are_shown_at_the_chairs_word_only(client, hall):
    hall.open()
    item = hall.ask(hall.works[0])
    pages = [f"/council/{hall.session_id}{where}" for where in ("", "/screen", "/lead")]
    as_(client, hall.secretary)
    assert not any("9,00" in text_of(client.get(page)) for page in pages)
    assert client.post(f"/questions/{item}/marks", data={"shown": "y"}).status_code == 404
    as_(client, hall.chair).post(f"/questions/{item}/marks", data={"shown": "y"})
    assert all("9,00" in text_of(client.get(page)) for page in pages)


def test_a_choice_says_how_many_and_the_minutes_who_is_voted_on_again(client, hall):
    hall.open()
    ballot = hall.ballot(hall.ask(*hall.works, level=1, places=2), secret=False)
    assert "Chọn tối đa 2 tác phẩm" in text_of(as_(client, hall.chair).get(f"/ballots/{ballot}"))
    first, second, third = (str(work.id) for work in hall.works)
    for place, voter in enumerate((hall.chair, *hall.members)):
        hall.vote(ballot, voter, first, (second, third)[place % 2])
    hall.close(ballot)
    minutes = text_of(client.get(f"/council/{hall.session_id}/minutes"))
    codes = [work.code for work in hall.works]
    assert minutes.count(f"Thông qua: {codes[0]}. Bỏ phiếu lại: {codes[1]}, {codes[2]}") == 2


def test_the_wall_has_no_controls(client, hall):
    hall.open()
    hall.ballot(hall.ask(hall.works[0]))
    wall = as_(client, hall.secretary).get(f"/council/{hall.session_id}/screen").get_data(as_text=True)
    assert not re.search(r"<(form|button|a|input)\b", wall)


def test_members_say_themselves_that_they_came_and_nothing_of_others(client, hall):
    hall.open(present=[hall.chair])
    me, other = hall.members[:2]
    as_(client, me).post(
        f"/council/{hall.session_id}/attendance", data={"attendance": "present", "person": str(other.id)}
    )
    assert [member.person_id for member in hall.sitting.present] == [hall.chair.id, me.id]


def test_a_paper_is_only_good_for_whom_it_was_made(client, hall):
    hall.open()
    ballot = hall.ballot(hall.ask(hall.works[0]))
    as_(client, hall.members[0])
    step = client.post(f"/ballots/{ballot}/paper", data={"choice": "yes"}).get_data(as_text=True)
    token = re.search(r'name="paper" value="([^"]+)"', step)[1]
    assert as_(client, hall.members[1]).post(f"/ballots/{ballot}/cast", data={"paper": token}).status_code == 409
    assert client.post(f"/ballots/{ballot}/paper", data={"choice": ["yes", "no"]}).status_code == 422
    assert db.session.query(SecretVote).count() == 0


def test_the_list_of_questions_names_what_is_wrong(client, hall):
    hall.open()
    here = f"/council/{hall.session_id}/questions"
    as_(client, hall.secretary)
    assert client.post(here, data={"works": "BI-999", "level": "a", "places": "1"}).status_code == 422
    assert client.post(here, data={"works": "BI-001", "level": "a", "places": "2"}).status_code == 422
    assert client.post(here, data={"works": "bi-001, BI-002", "level": "a", "places": "1"}).status_code == 303
    assert [len(item.works) for item in hall.sitting.items] == [2]


def test_the_desk_leads_to_the_session_while_it_is_open(client, hall, cast):
    link = f"/council/{hall.open().session.id}"
    desks = {one: as_(client, one).get("/desk").get_data(as_text=True) for one in (hall.members[0], hall.secretary)}
    assert all(link in desk for desk in desks.values())
    assert link not in as_(client, cast.giang).get("/desk").get_data(as_text=True)
    service.close_session(hall.sitting, actor=hall.chair)
    db.session.commit()
    assert link not in as_(client, hall.members[0]).get("/desk").get_data(as_text=True)


def test_strangers_authors_and_onlookers_learn_nothing(client, hall, cast):
    hall.open()
    ballot = hall.ballot(hall.ask(hall.works[0]))
    for person in (cast.cuong, cast.an, cast.giang):
        as_(client, person)
        for address in (f"/council/{hall.session_id}", f"/ballots/{ballot}", f"/editions/{hall.edition.code}/council"):
            assert client.get(address).status_code == 404


def test_a_page_asks_the_same_for_any_number_of_questions_and_ballots(client, hall):
    hall.open()
    client.enter_as(hall.secretary)
    seen = {where: set() for where in ("", "/lead", "/screen", "/pulse", "/minutes")}
    for count in (1, 3, 30):
        while len(hall.sitting.items) < count:
            hall.close(hall.ballot(hall.ask(hall.works[0])))
        for where, counts in seen.items():
            counts.add(statements_of(client, f"/council/{hall.session_id}{where}"))
    assert all(len(counts) == 1 for counts in seen.values()), seen
    assert all(max(counts) <= {"/pulse": 4}.get(where, 20) for where, counts in seen.items()), seen


def test_a_device_asks_for_one_number_in_one_statement(hall):
    hall.open()
    assert queries.pulse(hall.session_id).version == hall.sitting.session.version
