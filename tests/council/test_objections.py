"""An objection from its form to the ruling: who filed it stays sealed, who has a conflict is kept out, prizes fall."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from award.audit.models import AuditEvent
from award.council import queries, service
from award.council.models import Objection, Prize
from award.council.states import OBJECTION, ObjectionState, PrizeState, Ruling
from award.db import db
from award.kit import clock
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.models import Letter
from award.papers.offering import DOUBTS
from award.upkeep.queries import broken_invariants
from tests.council.objecting import ADDRESS, FILER, TEXT, file, filed, passed_on, posted_list, ruled
from tests.files.browser import send
from tests.support.counting import statements_of
from tests.support.editions import make_edition


@pytest.fixture
def edition(cast):
    return posted_list(cast)


def test_what_can_be_done_with_an_objection_from_each_state():
    found = {state: {act.verb for act in OBJECTION.verbs(state)} for state in ObjectionState}
    assert found == {
        ObjectionState.FILED: {"confirm", "drop"},
        ObjectionState.RECEIVED: {"pass_on", "drop"},
        ObjectionState.ASKED: {"answer", "rule", "drop"},
        ObjectionState.ANSWERED: {"rule", "drop"},
        ObjectionState.RULED: set(),
        ObjectionState.DROPPED: set(),
    }


def test_a_stranger_files_confirms_and_follows_it(client, cast, edition):
    answer = file(client, edition)
    assert answer.status_code == 303
    receipt = answer.headers["Location"]
    assert "Thư có liên kết" in client.get(receipt).get_data(as_text=True)
    assert queries.objections_page(edition.id, page=1).total == 0
    letter = db.session.query(Letter).filter_by(template="council/objection_confirm").one()
    assert (letter.recipient, letter.sealed_recipient) == ("***", ADDRESS)
    link = f"/objections/confirm/{letter.values['secret_token']}"
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 303
    assert db.session.query(Objection).one().state is ObjectionState.RECEIVED
    assert "Thư có liên kết" not in client.get(receipt).get_data(as_text=True)
    assert client.post(receipt).status_code == 303
    assert db.session.query(Objection).one().state is ObjectionState.DROPPED


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"email": "khong"}, "không phải địa chỉ"),
        ({"text": ""}, "error"),
        ({"text": "a" * 6001}, "error"),
        ({"links": "javascript:alert(1)"}, "không phải đường dẫn"),
        ({"work": "BI-003"}, "error"),
        ({"true": ""}, "error"),
        ({"text": "Tôi là NGÔ THỊ  KÍN, bài này chép của tôi."}, "có họ tên hoặc địa chỉ"),
        ({"text": "Hỏi thêm qua Ngo.Kin@example.vn"}, "có họ tên hoặc địa chỉ"),
    ],
)
def test_a_form_that_is_not_right_is_said_so_and_keeps_what_was_typed(client, cast, edition, more, said):
    typed = {
        "work": "BI-001",
        "kind": "copying",
        "text": TEXT,
        "links": "",
        "true": "y",
        "name": FILER,
        "email": ADDRESS,
    }
    page = client.post(f"/e/{edition.code}/objection", data={**typed, **more})
    assert page.status_code == 422
    assert said in page.get_data(as_text=True)
    assert FILER in page.get_data(as_text=True)


def test_nothing_is_taken_before_the_list_is_posted_or_after_its_days(client, cast, edition):
    other = make_edition("khac")
    assert client.get(f"/e/{other.code}/objection").status_code == 404
    with clock.at(queries.posting(edition.id).ends_at + timedelta(minutes=1)):
        assert "Đã hết hạn nhận phản ánh" in client.get(f"/e/{edition.code}/objection").get_data(as_text=True)
        with pytest.raises(WrongMoment, match="ended"):
            filed(edition)


def test_who_filed_it_is_nowhere_but_behind_one_act_of_the_office(client, cast, edition):
    found = ruled(edition, cast)
    db.session.commit()
    words = (FILER, ADDRESS)
    letters = db.session.query(Letter).all()
    told = [str(event.before) + str(event.after) for event in db.session.query(AuditEvent)]
    told += [f"{letter.recipient} {letter.subject} {letter.values}" for letter in letters]
    stored = db.session.execute(sa.text("SELECT name, email FROM objection")).one()
    assert not [one for one in [*told, *stored] for word in words if word in one]
    pages = [f"/objections/{found.id}", f"/editions/{edition.code}/objections", "/letters", "/record"]
    for person in (cast.dung, cast.hung, cast.khanh, cast.lan, cast.an):
        client.enter_as(person)
        for address in (*pages, f"/objections/{found.id}/answer", f"/objections/{found.id}/filed-by"):
            page = client.get(address).get_data(as_text=True)
            assert not any(word in page for word in words), (person.full_name, address)
    client.enter_as(cast.dung)
    address = f"/objections/{found.id}/filed-by"
    assert client.post(address, data={"reason": ""}).status_code == 422
    assert FILER in client.post(address, data={"reason": "Mời làm việc"}).get_data(as_text=True)
    assert "Mời làm việc" in client.get(address).get_data(as_text=True)
    assert db.session.query(AuditEvent).filter_by(verb="objection.reveal").count() == 1


def test_who_has_a_conflict_or_wrote_the_work_is_kept_out(client, cast, edition):
    cast.ha.outlet_id = cast.paper.id
    found = passed_on(edition, cast)
    db.session.commit()
    assert client.enter_as(cast.ha).get(f"/objections/{found.id}").status_code == 404
    page = client.get(f"/editions/{edition.code}/objections").get_data(as_text=True)
    assert "Tránh tham gia" in page
    assert str(found.id) not in page
    assert [one.id for one in queries.case(found.id).kept_out] == [cast.ha.id]
    for person in (cast.giang, cast.khanh, cast.lan, cast.cuong, cast.an):
        assert client.enter_as(person).get(f"/objections/{found.id}").status_code == 404, person.full_name


def test_where_the_chair_has_a_conflict_the_secretary_rules(cast, edition, client):
    cast.hung.outlet_id = cast.paper.id
    found = passed_on(edition, cast)
    service.answer(queries.case(found.id), "Có bản gốc.", actor=cast.an)
    db.session.commit()
    assert client.enter_as(cast.hung).get(f"/objections/{found.id}/rule").status_code == 404
    assert client.enter_as(cast.dung).get(f"/objections/{found.id}/rule").status_code == 200


def test_the_author_answers_within_the_days_and_only_once(client, cast, edition):
    found = filed(edition)
    address = f"/objections/{found.id}/answer"
    assert client.enter_as(cast.an).get(address).status_code == 404
    service.pass_on(queries.case(found.id), told="Bài đã đăng trước đó.", shown=set(), actor=cast.dung)
    page = client.get(address).get_data(as_text=True)
    assert "Bài đã đăng trước đó." in page
    assert TEXT not in page
    for page in ("/my-objections", "/desk"):
        assert address in client.get(page).get_data(as_text=True)
    late = db.session.get(Objection, found.id).answer_by + timedelta(minutes=1)
    with clock.at(late), pytest.raises(WrongMoment, match="days for the answer"):
        service.answer(queries.case(found.id), "Muộn", actor=cast.an)
    assert client.post(address, data={"answer": "Đây là bài của tôi."}).status_code == 303
    assert client.post(address, data={"answer": "Thêm"}).status_code in (409, 422)
    assert client.enter_as(cast.dung).get(f"/objections/{found.id}").status_code == 200


def test_the_council_rules_after_the_answer_or_its_days_and_the_prize_falls(cast, edition):
    found = passed_on(edition, cast)
    case, own = queries.case(found.id), {one.id for one in queries.prizes_of_work(queries.case(found.id))}
    given = {"reason": "Trùng", "falls": own, "took_part": {cast.hung.id}, "actor": cast.hung}
    with pytest.raises(WrongMoment, match="can answer until"):
        service.rule(case, Ruling.UPHELD, **given)
    with clock.at(found.answer_by + timedelta(minutes=1)):
        for wrong in ({"reason": ""}, {"took_part": set()}, {"falls": set()}, {"took_part": {cast.an.id}}):
            with pytest.raises(Refusal):
                service.rule(case, Ruling.UPHELD, **{**given, **wrong})
        with pytest.raises(Refusal, match="no prize falls"):
            service.rule(case, Ruling.REJECTED, **given)
        service.rule(case, Ruling.UPHELD, **given)
    assert [one.code for one in queries.prizes_of_edition(edition.id, withdrawn=True)] == ["BI-001"]
    templates = {letter.template for letter in db.session.query(Letter)}
    assert {"council/objection_ruled", "council/objection_decided", "council/withdrawn"} <= templates
    assert not [name for name, broken in broken_invariants() if broken and "prize" in name.lower()]


def test_the_public_reads_that_a_prize_was_withdrawn_and_not_why(client, cast, edition):
    ruled(edition, cast)
    page = client.get(f"/e/{edition.code}/results").get_data(as_text=True)
    assert "Đã thu hồi giải" in page
    assert "Đã đối chiếu" not in page


def test_what_follows_is_proposed_and_decided_step_by_step(client, cast, edition):
    ruled(edition, cast)
    steps = service.following(edition).steps
    levels = {level.id: level.name for level in edition.prize_levels}
    assert [(levels.get(one.before), levels[one.to], one.free) for one in steps] == [
        ("Giải B", "Giải A", True),
        (None, "Giải B", False),
    ]
    db.session.commit()
    client.enter_as(cast.hung)
    address = f"/editions/{edition.code}/prizes/following"
    assert client.get(address).status_code == 200
    assert client.post(f"{address}/{steps[1].work}", data={"taken": "y", "reason": "x"}).status_code == 422
    assert client.post(f"{address}/{steps[0].work}", data={"taken": "y", "reason": ""}).status_code == 422
    assert client.post(f"{address}/{steps[0].work}", data={"taken": "y", "reason": "Đẩy lên"}).status_code == 303
    assert client.post(f"{address}/{steps[1].work}", data={"taken": "n", "reason": "Để trống"}).status_code == 303
    assert {one.code: one.level for one in queries.prizes_of_edition(edition.id)} == {"BI-002": "Giải A"}
    assert service.following(edition).steps == []
    assert [one.taken for one in queries.followings(edition.id)] == [True, False]
    assert "Để trống" in client.get(address).get_data(as_text=True)
    with clock.at(queries.posting(edition.id).ends_at + timedelta(minutes=1)):
        service.release(edition, actor=cast.hung)
    assert {one.state for one in queries.prizes(edition.id)} == {PrizeState.WITHDRAWN, PrizeState.RELEASED}


def test_the_list_is_not_released_while_an_objection_waits(cast, edition):
    found = filed(edition)
    with clock.at(queries.posting(edition.id).ends_at + timedelta(minutes=1)):
        with pytest.raises(Refusal, match="without a ruling"):
            service.release(edition, actor=cast.hung)
        service.drop(queries.case(found.id))
        service.release(edition, actor=cast.hung)


def test_clocks_are_called_to_mind_once(cast, edition):
    found = passed_on(edition, cast)
    assert service.remind() == 0
    with clock.at(found.answer_by - timedelta(days=1)):
        assert service.remind() == 1
        assert service.remind() == 0


def test_a_filers_file_has_a_name_that_tells_nobody_and_is_seen_as_the_office_says(client, cast, edition, bucket):
    found = filed(edition)
    receipt = f"/objections/receipt/{found.receipt}"
    late = filed(edition, email="khac@example.vn", name="Người Khác")
    service.drop(queries.case(late.id))
    gone = f"/objections/receipt/{late.receipt}/files"
    assert client.post(gone, json={"name": "a.pdf", "size": 900}).status_code == 409
    for wrong in (
        {"name": 3, "size": "x"},
        {"name": "ngo-thi-kin", "size": 900},
        {"name": "a.exe", "size": 900},
        {"name": "a.pdf", "size": 0},
        {"name": "a.pdf", "size": -1},
        {"name": "a.pdf", "size": True},
        {"name": "a.pdf", "size": 20_000_001},
    ):
        assert client.post(f"{receipt}/files", json=wrong).status_code == 422, wrong
    sent = client.post(f"{receipt}/files", json={"name": "don-cua-ngo-thi-kin.pdf", "size": 900}).get_json()
    assert sent["name"] == "chung-cu-1.pdf"
    assert client.post(f"{receipt}/files", json={"name": "b.pdf", "size": 900}).status_code == 422
    view = f"/objections/{found.id}/files/{sent['file_id']}"
    service.pass_on(queries.case(found.id), told="x", shown=set(), actor=cast.dung)
    db.session.commit()
    assert client.enter_as(cast.an).get(view).status_code == 404
    assert client.enter_as(cast.dung).get(view).status_code == 200
    assert client.leave().get(f"/objections/receipt/{'x' * 20}/files/{sent['file_id']}").status_code == 404


def test_the_record_never_names_a_filer_who_is_signed_in(client, cast, edition, bucket):
    """Whoever files an objection may be an author or a judge here, and be signed in meanwhile."""
    client.enter_as(cast.binh)
    receipt = file(client, edition).headers["Location"]
    found = db.session.query(Objection).one()
    service.confirm(queries.case(found.id))
    db.session.commit()
    body = b"%PDF-1.7 " + b"x" * 891
    first = client.post(f"{receipt}/files", json={"name": "a.pdf", "size": 900}).get_json()["file_id"]
    assert client.post(f"{receipt}/files/{first}/open").status_code == 200
    send(UUID(first), body)
    assert client.post(f"{receipt}/files/{first}/finish", json={}).status_code == 200
    assert client.post(f"{receipt}/files/{first}/remove").status_code == 303
    assert client.post(receipt).status_code == 303
    told = db.session.query(AuditEvent).filter(
        sa.or_(AuditEvent.actor_id == cast.binh.id, AuditEvent.true_actor_id == cast.binh.id)
    )
    assert [one.verb for one in told if not one.verb.startswith("person.")] == []
    assert {"file.finish", "objection.remove_file"} <= {one.verb for one in db.session.query(AuditEvent)}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_of_objections_asks_the_same_for_any_number(client, cast, edition, count):
    for _ in range(count):
        filed(edition)
    client.enter_as(cast.dung)
    assert statements_of(client, f"/editions/{edition.code}/objections") <= 9
    case = queries.objections_page(edition.id, page=1).items[0]
    assert statements_of(client, f"/objections/{case.id}") <= 26


def test_a_prize_is_revoked_by_two_persons_and_everything_public_says_so(client, cast, edition):
    with clock.at(queries.posting(edition.id).ends_at + timedelta(minutes=1)):
        service.release(edition, actor=cast.hung)
    prize = db.session.query(Prize).filter_by(level_id=edition.prize_levels[0].id).one()
    client.enter_as(cast.dung)
    assert client.post(f"/prizes/{prize.id}/revoke", data={"reason": ""}).status_code == 422
    assert client.post(f"/prizes/{prize.id}/revoke", data={"reason": "Vi phạm"}).status_code == 303
    (row,) = queries.waiting_revocations(edition.id)
    assert client.post(f"/revocations/{row.id}/agree").status_code == 422
    assert client.post(f"/prizes/{prize.id}/revoke", data={"reason": "Lại"}).status_code == 422
    assert client.enter_as(cast.hung).get(f"/editions/{edition.code}/revocations").status_code == 200
    assert client.post(f"/revocations/{row.id}/agree").status_code == 303
    assert db.session.get(Prize, prize.id).state is PrizeState.WITHDRAWN
    assert client.post(f"/revocations/{row.id}/decline").status_code == 409
    page = client.leave().get(f"/e/{edition.code}/results").get_data(as_text=True)
    assert "Đã thu hồi giải" in page
    assert not re.search("Vi phạm", page)
    held = queries.prizes_of_edition(edition.id, withdrawn=True)[0]
    paper = type("Paper", (), {"edition_id": edition.id})
    certificate = type("Certificate", (), {"paper": paper, "prize": held.level, "work": held.title})
    assert [str(one) for one in filter(None, (doubt(certificate) for doubt in DOUBTS))] == [
        "This certificate was issued; its prize was withdrawn afterwards."
    ]
    assert [one.before is not None for one in service.following(queries.edition_with_table(edition.code)).steps] == [
        True,
        False,
    ]
