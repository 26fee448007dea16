"""One of each thing that an address can name."""

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
from award.entries.models import Delivery, DeliveryLine, GivenNumber, HandingOver, SignedForm, Topic
from award.files.states import FileState
from award.forwarding.models import Request, Volume
from award.forwarding.service import bring_here
from award.judging.models import Assignment, CalibrationWork, JointAct, Seat
from award.judging.states import JointKind, TaskState
from award.kit import clock
from award.outbox.models import Letter
from award.outbox.service import post
from award.papers import service as papers
from award.papers.models import PaperScan
from award.papers.offering import OFFERS
from award.screening.models import Pair
from tests.entries.making import give_file
from tests.evidence.making import kept_copy
from tests.forwarding.scene import Scene
from tests.intake.making import make_intake
from tests.intake.test_lists import GOOD, brought
from tests.support.cast import grant
from tests.support.editions import make_entry


def one_of_each(cast) -> dict[str, object]:
    """By the name that an address has for it, with who may do the most with it."""
    scene = Scene(cast)
    edition, entry = scene.edition, scene.work(owner=cast.an)
    grant(cast.giang, Role.JUDGE, edition)
    file = give_file(entry, edition.categories[0].requirements[0], cast.an, state=FileState.VERIFIED)
    return {
        "code": edition.code,
        "step": "work",
        "entry_id": entry.id,
        "file_id": file.id,
        "capture_id": kept_copy(entry).id,
        "number": 1,
        "deadline_id": edition.deadlines[0].id,
        "person_id": cast.an.id,
        "organisation_id": cast.paper.id,
        "kind": "pdf",
        "act": "accept",
        "grant_id": db.session.query(RoleGrant.id).filter_by(role=Role.JUDGE).first()[0],
        "pair_id": _pair(edition, cast, entry).id,
        "paper_id": _paper(edition, cast, file).id,
        "offer": "council.decision",
        "topic_id": _topic(edition, cast).id,
        "letter_id": _letter(edition, cast).id,
        **_judged(edition, cast, entry),
        **_forwarded(scene, cast, entry),
        **_brought_in(edition, cast),
        **_council(edition, cast, entry),
        **_objected(edition, cast, entry, file),
        **_of_people(cast, edition, entry, file),
    }


def _judged(edition, cast, entry):
    """A seat with a task, a work to measure oneself by, a round that somebody wants to be opened again."""
    round_id = edition.rounds[0].id
    seat = Seat(subcommittee_id=edition.subcommittees[0].id, person_id=cast.giang.id, since=clock.now())
    task = Assignment(round_id=round_id, entry_id=entry.id, judge_id=cast.giang.id)
    task.state, task.given_at, task.subcommittee_id = TaskState.PUBLISHED, clock.now(), seat.subcommittee_id
    choice = CalibrationWork(round_id=round_id, entry_id=entry.id, subcommittee_id=seat.subcommittee_id)
    act = JointAct(round_id=round_id, kind=JointKind.REOPEN_ROUND, reason="x", asked_by_id=cast.dung.id)
    act.asked_at = clock.now()
    db.session.add_all([seat, task, choice, act])
    db.session.flush()
    return {"round_id": round_id, "seat_id": seat.id, "task_id": task.id, "choice_id": choice.id, "act_id": act.id}


def _forwarded(scene, cast, entry):
    """A batch with what its destination wants and a ZIP of it; a dossier of another installation."""
    batch = scene.batch()
    return {
        "batch_id": batch.id,
        "request_id": _request(batch, entry, cast).id,
        "volume_id": _volume(batch).id,
        "destination_id": scene.destination.id,
        "incoming_id": bring_here(scene.edition, "ho-so.zip", actor=cast.dung).id,
    }


def _brought_in(edition, cast):
    """A receipt and a list of works."""
    intake = make_intake(edition, cast.dung)
    return {"intake_id": intake.id, "proof": intake.proof, "list_id": brought(edition, cast.dung, GOOD).id}


def _letter(edition, cast):
    post("accounts/password_set", to=cast.an, edition=edition, name=cast.an.full_name, at=clock.now())
    return db.session.query(Letter).first()


def _pair(edition, cast, entry):
    """Two works that are alike."""
    pair = Pair(earlier_id=entry.id, later_id=make_entry(edition, cast.an).id, edition_id=edition.id, likeness=[])
    pair.found_at = clock.now()
    db.session.add(pair)
    db.session.flush()
    return pair


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
    return {"prize_id": prize_id, "objection_id": objection.id, "revocation_id": row.id}


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
    return {"handing_id": handing.id, "delivery_id": delivery.id, "number_id": number.id}
