"""Who has no business with a thing learns nothing of it, at any address; and no address stumbles over what is sent."""

import pytest

from award.accounts.models import RoleGrant
from award.accounts.states import Role
from award.council.models import (
    Ballot,
    CouncilSession,
    ItemWork,
    MinuteNote,
    Objection,
    ObjectionFile,
    Prize,
    Revocation,
    SessionItem,
    SessionMember,
)
from award.council.states import Attendance, ItemState, MinuteKind, ObjectionKind, ObjectionState, Side
from award.db import db
from award.editions.states import MajorityOf, PersonalNumber
from award.entries.models import Delivery, DeliveryLine, Entry, GivenNumber, HandingOver, SignedForm, Topic
from award.entries.rules import may_come_to_enter
from award.entries.states import EntryState
from award.files.states import FileState
from award.forwarding.models import Request, Volume
from award.forwarding.service import bring_here
from award.intake.rules import may_claim
from award.judging.models import Assignment, CalibrationWork, JointAct, Seat
from award.judging.states import JointKind, TaskState
from award.kit import clock
from award.outbox.models import Letter
from award.outbox.service import post
from award.papers import service as papers
from award.papers.models import PaperScan
from award.papers.offering import OFFERS
from award.screening.models import Pair
from award.web.doors import UNGUARDED, signed_in
from tests.entries.making import give_file
from tests.evidence.making import kept_copy
from tests.forwarding.scene import Scene
from tests.intake.making import make_intake
from tests.intake.test_lists import GOOD, brought
from tests.support.cast import grant
from tests.support.editions import make_entry

# Whoever holds the code of a receipt may ask for the works; the verb says whose they are.
pytestmark = pytest.mark.long

EVERYBODY_SIGNED_IN = {signed_in, may_come_to_enter, may_claim}
NONSENSE = [None, [], {}, "x", 10**30, [None], {"name": [], "size": {}}, {"name": "a\0.pdf", "size": -1}]
NONSENSE += [{"name": "\ud800.pdf", "size": 10**30, "checksums": {"9" * 5000: "\ud800"}, "sha256": "\0\ud800"}]


@pytest.fixture
def things(world, cast):
    """One of each thing that an address can name, with who may do the most with it."""
    scene = Scene(cast)
    edition, entry = scene.edition, scene.work(owner=cast.an)
    grant(cast.giang, Role.JUDGE, edition)
    file = give_file(entry, edition.categories[0].requirements[0], cast.an, state=FileState.VERIFIED)
    seat = Seat(subcommittee_id=edition.subcommittees[0].id, person_id=cast.giang.id, since=clock.now())
    task = Assignment(round_id=edition.rounds[0].id, entry_id=entry.id, judge_id=cast.giang.id)
    task.state, task.given_at, task.subcommittee_id = TaskState.PUBLISHED, clock.now(), seat.subcommittee_id
    db.session.add_all([seat, task])
    batch, intake = scene.batch(), make_intake(edition, cast.dung)
    handing, delivery, number = _of_people(cast, edition, entry, file)
    copy = kept_copy(entry)
    post("accounts/password_set", to=cast.an, edition=edition, name=cast.an.full_name, at=clock.now())
    pair = Pair(earlier_id=entry.id, later_id=make_entry(edition, cast.an).id, edition_id=edition.id, likeness=[])
    pair.found_at = clock.now()
    db.session.add(pair)
    db.session.flush()
    paper = _paper(edition, cast, file)
    return {
        "paper_id": paper.id,
        "offer": "council.decision",
        "pair_id": pair.id,
        "code": edition.code,
        "step": "work",
        "entry_id": entry.id,
        "file_id": file.id,
        "capture_id": copy.id,
        "number": 1,
        "seat_id": seat.id,
        "choice_id": _calibration_work(edition, entry, seat).id,
        "task_id": task.id,
        "batch_id": batch.id,
        "request_id": _request(batch, entry, cast).id,
        "incoming_id": bring_here(edition, "ho-so.zip", actor=cast.dung).id,
        "volume_id": _volume(batch).id,
        "intake_id": intake.id,
        "proof": intake.proof,
        "list_id": brought(edition, cast.dung, GOOD).id,
        "destination_id": scene.destination.id,
        "round_id": edition.rounds[0].id,
        "deadline_id": edition.deadlines[0].id,
        "person_id": cast.an.id,
        "organisation_id": cast.paper.id,
        "prize_id": db.session.query(Prize.id).scalar(),
        **_council(edition, cast, entry),
        **_objected(edition, cast, entry, file),
        "act_id": _joint_act(edition, cast).id,
        "letter_id": db.session.query(Letter.id).first()[0],
        "handing_id": handing.id,
        "delivery_id": delivery.id,
        "number_id": number.id,
        "topic_id": _topic(edition, cast).id,
        "kind": "pdf",
        "act": "accept",
        "grant_id": db.session.query(RoleGrant.id).filter_by(role=Role.JUDGE).first()[0],
    }


def _paper(edition, cast, file):
    """An issued paper with a scan."""
    paper = papers.issue(edition, OFFERS["council.decision"], edition.issuers[0], day=clock.today(), actor=cast.dung)
    paper.certificates = [dict.fromkeys(("name", "about", "work", "prize", "award", "category"), "x")]
    db.session.add(PaperScan(paper_id=paper.id, file_id=file.id, actor_id=cast.dung.id, at=clock.now()))
    db.session.flush()
    return paper


def _council(edition, cast, entry):
    """A session of the council in the middle of a ballot."""
    session = CouncilSession(edition_id=edition.id, number=1, place="Hội trường", opened_by_id=cast.hung.id)
    session.opened_at = clock.now()
    db.session.add(session)
    db.session.flush()
    member = SessionMember(session_id=session.id, person_id=cast.hung.id, attendance=Attendance.PRESENT)
    item = SessionItem(session_id=session.id, level_id=edition.prize_levels[0].id, position=1)
    item.state = ItemState.TAKEN_UP
    db.session.add_all([member, item])
    db.session.flush()
    rules = {"secret": True, "quorum": "1/2", "majority": "1/2", "majority_of": MajorityOf.PRESENT, "places": 1}
    ballot = Ballot(session_id=session.id, item_id=item.id, number=1, works=[str(entry.id)], entitled=1, **rules)
    ballot.opened_at = clock.now()
    opened = {"place": "Hội trường", "agenda": "", "chair": "Bùi Quốc Hùng", "secretaries": [], "members": []}
    note = MinuteNote(session_id=session.id, sequence=1, at=clock.now(), kind=MinuteKind.OPENED, content=opened)
    db.session.add_all([ItemWork(item_id=item.id, entry_id=entry.id), ballot, note])
    db.session.flush()
    return {"session_id": session.id, "item_id": item.id, "ballot_id": ballot.id}


def _objected(edition, cast, entry, file):
    """An objection that was passed on, with a file; a prize that somebody wants revoked."""
    now = clock.now()
    told = {"name": "Ngô Kín", "email": "kin@example.vn", "text": "Đã đăng", "told": "Đã đăng", "filed_at": now}
    objection = Objection(edition_id=edition.id, entry_id=entry.id, number=1, kind=ObjectionKind.COPYING, **told)
    objection.receipt, objection.token_digest, objection.state = "r" * 20, "0" * 64, ObjectionState.ASKED
    objection.answer_by = objection.rule_by = now
    objection.files = [ObjectionFile(file_id=file.id, side=Side.AUTHOR, at=now)]
    prize_id = db.session.query(Prize.id).scalar()
    row = Revocation(edition_id=edition.id, prize_id=prize_id, reason="x", asked_by_id=cast.dung.id, asked_at=now)
    db.session.add_all([objection, row])
    db.session.flush()
    return {"objection_id": objection.id, "revocation_id": row.id}


def _calibration_work(edition, entry, seat):
    choice = CalibrationWork(round_id=edition.rounds[0].id, entry_id=entry.id, subcommittee_id=seat.subcommittee_id)
    db.session.add(choice)
    db.session.flush()
    return choice


def _joint_act(edition, cast):
    """A round that somebody wants to be opened again."""
    act = JointAct(round_id=edition.rounds[0].id, kind=JointKind.REOPEN_ROUND, reason="x", asked_by_id=cast.dung.id)
    act.asked_at = clock.now()
    db.session.add(act)
    db.session.flush()
    return act


def _request(batch, entry, cast):
    """What a destination wants of the entry."""
    request = Request(batch_id=batch.id, edition_id=batch.edition_id, entry_id=entry.id, wants=["original_file"])
    request.due_at, request.asked_at, request.asked_by_id = clock.now(), clock.now(), cast.dung.id
    db.session.add(request)
    db.session.flush()
    return request


def _volume(batch):
    """A ZIP that the worker made."""
    made = Volume(batch_id=batch.id, number=1, of=1, name="a.zip", key="dossiers/a", size=1, sha256="0" * 64)
    made.made_at = clock.now()
    db.session.add(made)
    db.session.flush()
    return made


def _topic(edition, cast):
    topic = Topic(edition_id=edition.id, person_id=cast.an.id, title="Giữ rừng", registered_at=clock.now())
    db.session.add(topic)
    db.session.flush()
    return topic


def _of_people(cast, edition, entry, file):
    """An offer, a delivery with a signed scan, a personal number."""
    handing = HandingOver(entry_id=entry.id, from_id=cast.an.id, to_id=cast.binh.id, offered_at=clock.now())
    delivery = Delivery(edition_id=edition.id, actor_id=cast.mai.id, at=clock.now())
    delivery.lines = [DeliveryLine(entry_id=entry.id, position=1)]
    number = GivenNumber(edition_id=edition.id, email="an@example.vn", kind=PersonalNumber.NATIONAL_ID)
    number.number, number.consent_version, number.saved_at = "052123456789", "1", clock.now()
    signed = SignedForm(entry_id=entry.id, file_id=file.id, digest="0" * 64, at=clock.now())
    db.session.add_all([handing, delivery, number, signed])
    db.session.flush()
    return handing, delivery, number


def guarded(app, things) -> list[tuple[str, str, object]]:
    """(method, address, rule) of every route with a door that is not public."""
    found = []
    adapter = app.url_map.bind("localhost")
    for route in app.url_map.iter_rules():
        door = None if route.endpoint in UNGUARDED else app.view_functions[route.endpoint].door
        if door is None or getattr(door.rule, "public", False):
            continue
        values = {name: things[name] for name in route.arguments}
        methods = sorted(route.methods & {"GET", "POST"})
        found += [(method, adapter.build(route.endpoint, values, method=method), door.rule) for method in methods]
    return found


def test_nobody_comes_in_without_signing_in(app, client, things):
    wrong = []
    for method, address, _rule in guarded(app, things):
        answer = client.open(address, method=method)
        wanted = (302, f"/sign-in?next={address}") if method == "GET" else (401, None)
        if (answer.status_code, answer.headers.get("Location")) != wanted:
            wrong.append((method, address, answer.status_code))
    assert not wrong


def test_a_stranger_learns_nothing_of_what_is_there(app, client, cast, things):
    client.enter_as(cast.cuong)
    addresses = [(method, address) for method, address, rule in guarded(app, things) if rule not in EVERYBODY_SIGNED_IN]
    assert len(addresses) > 60
    found = {one: client.open(one[1], method=one[0]).status_code for one in addresses}
    assert {one: status for one, status in found.items() if status != 404} == {}


@pytest.mark.parametrize("who", ["dung", "hung", "lan", "giang", "an"])
def test_no_address_stumbles_over_nonsense(app, client, cast, things, who):
    """Lists, nulls and huge numbers instead of a form, an empty form, a form of nonsense: refused, never a fault."""
    client.enter_as(getattr(cast, who))
    if who == "an":
        entry = db.session.get(Entry, things["entry_id"])
        entry.state, entry.state_reason = EntryState.RETURNED, "Thiếu bản chụp"
    wrong = []
    for method, address, _rule in guarded(app, things):
        if method == "POST":
            sent = [{"json": value} for value in NONSENSE] + [{"data": {}}, *({"data": data} for data in TYPED)]
            answers = [client.post(address, **one).status_code for one in sent]
            wrong += [(address, one, status) for one, status in zip(sent, answers, strict=True) if status >= 500]
    assert not wrong


FIELDS = "version act verb entry direction reasons answer_by verdict note person subcommittee most_works letter_number "
FIELDS += "letter_day role edition outlet work level category_id purpose reason parts-0-words parts-0-was lead "
FIELDS += "authors-0-email authors-0-outlet_id files-0-attachment_id files-0-part_position prizes-0-year phat-hien "
FIELDS += "body day first title code text ask_guest mark_phat-hien mark_the-hien done author shown_at hard_at sheets"
FIELDS = FIELDS.split()
TYPED = [
    dict.fromkeys(FIELDS, "\0٣"),
    dict.fromkeys(FIELDS, "9" * 5000) | {"mark_phat-hien": "nope", "shown_at": "0001-01-01T00:00", "share": "1e100"},
]
