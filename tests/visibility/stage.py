"""A work before a round, with a word of its own for each thing that there is to be seen, and everybody around it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from award.accounts.states import Role
from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.editions.models import Edition, Round
from award.editions.states import RoundState
from award.entries.models import Entry
from award.files.models import StoredFile
from award.judging import service
from award.judging.models import Assignment, DeclaredConflict, JointAct, RoundClosing, ScoreSheet, Seat, Standing
from award.judging.states import JointKind, TaskState
from award.judging.visibility import Matter, Phase, Viewer
from award.kit import clock
from award.kit.text import fold
from award.outbox.models import Letter
from tests.support.cast import grant, person

WORDS = {
    Matter.WORK: ["Rẫy mùa sao lạc"],
    Matter.NAMES: ["Khuất Tường Vi", "Mộc Lan Sương"],
    Matter.ADDRESSES: ["tuongvi@example.vn", "0905111222"],
    Matter.ORIGIN: ["Báo Cỏ May Vàng", "nguon-tin.example.vn"],
    Matter.JURY: ["Đặng Thu Hà"],
    Matter.OWN_MARKS: ["87,43", "87.43"],
    Matter.NOTE: ["sậy gầy ghi riêng"],
    Matter.MARKS: ["64,19", "64.19"],
    Matter.REMARKS: ["sậy xanh gửi hội đồng"],
    Matter.FEEDBACK: ["sậy vàng gửi tác giả"],
    Matter.STANDING: ["75,81", "75.81"],
}
STATES = {Phase.PLANNED: RoundState.PLANNED, Phase.OPEN: RoundState.OPEN}


@dataclass
class Stage:
    """The world in one phase: `people` by what they are to the work (None for nobody signed in), `tasks` of those who
    have one."""

    things: dict[str, Any]
    entry: Entry
    round: Round
    file: StoredFile
    people: dict[Viewer, Any]
    tasks: dict[Viewer, Any]


def staged(things, cast, phase: Phase, *, blind: bool, lifted: bool) -> Stage:
    """The stage in a phase; `blind` and `lifted` by two persons."""
    edition = db.session.query(Edition).filter_by(code=things["code"]).one()
    entry, round_ = db.session.get(Entry, things["entry_id"]), edition.rounds[0]
    _name(entry, cast.an)
    people = _people(cast, edition)
    tasks = {Viewer.JUDGE: db.session.get(Assignment, things["task_id"])}
    aside = DeclaredConflict(person_id=people[Viewer.ASIDE].id, entry_id=entry.id, reason="x", at=clock.now())
    db.session.add(aside)
    tasks[Viewer.IN_CONFLICT] = _task(round_, entry, people[Viewer.IN_CONFLICT], edition)
    rival = _task(round_, entry, cast.ha, edition)
    # By a verb, so that the letter of a work that came from another judge is there too.
    round_.blind = blind
    _by_letter(tasks[Viewer.JUDGE], _task(round_, entry, person("Lý Thế Mạnh", "manh@example.vn"), edition), cast)
    declared = DeclaredConflict(person_id=people[Viewer.IN_CONFLICT].id, entry_id=entry.id, reason="x", at=clock.now())
    db.session.add(declared)
    _mark(tasks[Viewer.JUDGE], "87.43", note=WORDS[Matter.NOTE][0])
    _mark(rival, "64.19", remark=WORDS[Matter.REMARKS][0], feedback=WORDS[Matter.FEEDBACK][0])
    round_.state = STATES.get(phase, RoundState.CLOSED)
    if round_.state is RoundState.CLOSED:
        close(round_, entry, edition, cast)
    _prize(phase)
    if lifted:
        _lift(round_, cast)
    file = db.session.get(StoredFile, things["file_id"])
    letter = db.session.query(Letter).filter_by(template="judging/given").one()
    things["letter_id"] = letter.id
    file.name = "Khuất Tường Vi - bài dự thi.pdf"
    db.session.commit()
    return Stage(things, entry, round_, file, people, tasks)


def _name(entry: Entry, owner) -> None:
    author, part = entry.authors[0], entry.parts[0]
    entry.title = WORDS[Matter.WORK][0]
    author.full_name, author.pen_names = WORDS[Matter.NAMES]
    author.email, author.phone = WORDS[Matter.ADDRESSES]
    owner.full_name, owner.email, owner.pen_names = author.full_name, author.email, [author.pen_names]
    part.outlet_name, part.title = WORDS[Matter.ORIGIN][0], f"Kỳ của {author.full_name}"
    part.url = "https://nguon-tin.example.vn/ray"
    entry.summary = f"Bài của {author.pen_names.upper()} trên {part.outlet_name}"
    entry.search_text = fold(f"{entry.code} {entry.title} {author.full_name}")


def _people(cast, edition) -> dict[Viewer, Any]:
    other, clashing = person("Tạ Nhật", "ta@example.vn"), person("Lò Kẹt", "lo@example.vn")
    aside = person("Mùa Tránh", "mua@example.vn")
    grant(aside, Role.CHAIR, edition)
    for who in (other, clashing, cast.ha):
        grant(who, Role.JUDGE, edition)
    if Role.CONTACT not in cast.mai.roles_in(edition.id):
        grant(cast.mai, Role.CONTACT, edition, outlet_id=cast.paper.id)
    db.session.add(Seat(subcommittee_id=edition.subcommittees[0].id, person_id=other.id, since=clock.now()))
    return {
        Viewer.AUTHOR: cast.an,
        Viewer.CONTACT: cast.mai,
        Viewer.JUDGE: cast.giang,
        Viewer.OTHER_JUDGE: other,
        Viewer.IN_CONFLICT: clashing,
        Viewer.SECRETARY: cast.dung,
        Viewer.CHAIR: cast.hung,
        Viewer.OBSERVER: cast.khanh,
        Viewer.ASIDE: aside,
        Viewer.ADMINISTRATOR: cast.lan,
        Viewer.ANYBODY: None,
    }


def _task(round_, entry, judge, edition) -> Assignment:
    subcommittee = edition.subcommittees[0]
    task = Assignment(round_id=round_.id, entry_id=entry.id, judge_id=judge.id, subcommittee_id=subcommittee.id)
    task.state, task.given_at, task.published_at = TaskState.PUBLISHED, clock.now(), clock.now()
    db.session.add_all([task, Seat(subcommittee_id=subcommittee.id, person_id=judge.id, since=clock.now())])
    db.session.flush()
    return task


def _by_letter(task: Assignment, from_task: Assignment, cast) -> None:
    task.state, task.reason = TaskState.CANCELLED, "x"
    db.session.flush()
    service.reassign(from_task, cast.giang, reason="Bận việc", actor=cast.dung)
    db.session.flush()


def _mark(task: Assignment, total: str, **texts) -> None:
    task.state, task.scored_at, task.opened_at = TaskState.SCORED, clock.now(), clock.now()
    sheet = ScoreSheet(assignment_id=task.id, round_id=task.round_id, marks={}, total=Decimal(total), version=1)
    sheet.marks = {"phat-hien": total, "the-hien": "0", "hieu-qua": "0"}
    sheet.saved_at = sheet.confirmed_at = clock.now()
    for name, text in texts.items():
        setattr(sheet, name, text)
    db.session.add(sheet)
    db.session.flush()


def close(round_, entry, edition, cast) -> None:
    """Closes the round as it stands, with one work in its ranking."""
    closing = RoundClosing(round_id=round_.id, at=clock.now(), actor_id=cast.hung.id, method="mean", tally_version="1")
    closing.ledger_head = "0" * 64
    standing = Standing(round_id=round_.id, entry_id=entry.id, subcommittee_id=edition.subcommittees[0].id, place=1)
    standing.rank, standing.score, standing.shown_score, standing.marks_given = 1, "7581/100", Decimal("75.81"), 2
    standing.passed, standing.inputs = True, ["87.43", "64.19"]
    db.session.add_all([closing, standing])
    db.session.flush()
    if not round_.calibration:
        service.store_report(round_)


def _prize(phase: Phase) -> None:
    prize = db.session.query(Prize).one()
    if phase is not Phase.RELEASED:
        prize.state, prize.released_at = PrizeState.PREPARED, None


def _lift(round_, cast) -> None:
    act = JointAct(round_id=round_.id, kind=JointKind.UNBLIND, reason="x", asked_by_id=cast.dung.id)
    act.asked_at, act.answered_by_id, act.answered_at, act.agreed = clock.now(), cast.hung.id, clock.now(), True
    db.session.add(act)
