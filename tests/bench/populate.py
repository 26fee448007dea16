"""A year of a given size, stored by bulk: entries sent in, five judges' marks on each, one round open or closed."""

import random
from datetime import timedelta
from decimal import Decimal

import sqlalchemy as sa

from award.accounts.models import Person, RoleGrant
from award.accounts.passwords import hash_password
from award.accounts.states import Role
from award.db import db, transaction
from award.editions.states import RoundState
from award.entries.models import Author, Entry, Part
from award.entries.states import EntryState
from award.judging.models import Assignment, ScoreSheet, Seat
from award.judging.states import TaskState
from award.kit import clock
from award.kit.codes import new_id, new_secret
from award.kit.text import fold, name_key
from tests.support.cast import PASSWORD, organisation
from tests.support.editions import make_edition

JUDGES = 5
SYLLABLES = [
    "Chi",
    "bộ",
    "vùng",
    "cao",
    "đưa",
    "nghị",
    "quyết",
    "vào",
    "cuộc",
    "sống",
    "đảng",
    "viên",
    "trẻ",
    "nêu",
    "gương",
    "cán",
    "bộ",
    "gần",
    "dân",
    "xây",
    "dựng",
    "nông",
    "thôn",
    "mới",
]


def populate(entries: int) -> dict[str, str]:
    """Fills the database and answers what the acts need: identities and addresses as text."""
    rng = random.Random(entries)
    with transaction():
        db.session.execute(sa.text("CREATE TABLE bench_write (id VARCHAR(32) PRIMARY KEY, words VARCHAR(20))"))
        edition = make_edition("bench")
        outlet = organisation("Báo Bench")
        password = hash_password(PASSWORD)
        secretary, chair, author = (
            _person(name, f"{name.lower()}@bench.vn", password, outlet) for name in ("Secretary", "Chair", "Author")
        )
        judges = [_person(f"Judge {i}", f"judge{i}@bench.vn", password, None) for i in range(JUDGES)]
        db.session.flush()
        now = clock.now()
        roles = [(secretary, Role.SECRETARY), (chair, Role.CHAIR), *((judge, Role.JUDGE) for judge in judges)]
        db.session.add_all(RoleGrant(person_id=p.id, role=r, edition_id=edition.id, granted_at=now) for p, r in roles)
        subcommittee = edition.subcommittees[0]
        db.session.add_all(Seat(subcommittee_id=subcommittee.id, person_id=judge.id, since=now) for judge in judges)
        round_ = edition.rounds[0]
        round_.state, round_.judges_per_work = RoundState.OPEN, JUDGES
        round_.opens_at, round_.closes_at = now - timedelta(days=1), now + timedelta(days=20)
        rows = [_entry(rng, edition, author, outlet, number) for number in range(1, entries + 1)]
        _insert(Entry, [entry for entry, _, _ in rows])
        _insert(Author, [found for _, found, _ in rows])
        _insert(Part, [part for _, _, part in rows])
        tasks, sheets = _marks(rng, round_, subcommittee, judges, [entry for entry, _, _ in rows])
        _insert(Assignment, tasks)
        _insert(ScoreSheet, sheets)
        known = {
            "edition": edition.code,
            "edition_id": str(edition.id),
            "round_id": str(round_.id),
            "person_id": author.id,
            "author_id": str(author.id),
            "task_id": str(
                next(t["id"] for t in tasks if t["judge_id"] == judges[0].id and t["state"] == TaskState.OPENED)
            ),
        }
    with db.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    return known


def _insert(model, rows: list[dict]) -> None:
    for start in range(0, len(rows), 1000):
        db.session.execute(sa.insert(model), rows[start : start + 1000])


def _person(name: str, email: str, password: str, outlet) -> Person:
    person = Person(
        full_name=name,
        name_key=name_key(name),
        email=email,
        password_hash=password,
        session_key=new_secret(),
        created_at=clock.now(),
        email_confirmed_at=clock.now(),
        outlet_id=outlet.id if outlet else None,
    )
    db.session.add(person)
    return person


def _entry(rng, edition, author, outlet, number: int) -> tuple[dict, dict, dict]:
    category = edition.categories[0]
    title = " ".join(rng.choices(SYLLABLES, k=9)).capitalize()
    entry_id, now = new_id(), clock.now() - timedelta(minutes=number)
    code = f"{category.letters}-{number:03d}"
    entry = {
        "id": entry_id,
        "edition_id": edition.id,
        "category_id": category.id,
        "genre_id": rng.choice(category.genres).id,
        "theme_id": rng.choice(edition.themes).id,
        "owner_id": author.id,
        "state": rng.choice([EntryState.SUBMITTED, EntryState.ELIGIBLE, EntryState.ELIGIBLE]),
        "version": 1,
        "number": number,
        "code": code,
        "title": title,
        "summary": title,
        "language": "vi",
        "declared": True,
        "created_at": now,
        "saved_at": now,
        "submitted_at": now,
        "search_text": fold(f"{code} {title} {number}"),
    }
    writer = {
        "id": new_id(),
        "entry_id": entry_id,
        "position": 1,
        "full_name": f"Tác giả {number}",
        "pen_names": "",
        "outlet_id": outlet.id,
        "is_lead": True,
        "identity_key": f"name:tac gia {number}",
    }
    part = {
        "id": new_id(),
        "entry_id": entry_id,
        "position": 1,
        "title": title,
        "outlet_name": "Báo Bench",
        "programme": "",
        "published_on": edition.window_from,
        "page": "1",
        "url": "",
    }
    return entry, writer, part


def _marks(rng, round_, subcommittee, judges, entries) -> tuple[list[dict], list[dict]]:
    """Every judge has every work; the last twentieth of each judge's tasks is still at work, so the round is open."""
    tasks, sheets, now = [], [], clock.now()
    for judge in judges:
        for place, entry in enumerate(entries):
            done = place < len(entries) * 19 // 20
            task = _task(round_, subcommittee, judge, entry, place, done, now)
            tasks.append(task)
            if done:
                sheets.append(_sheet(rng, round_, task, now))
    return tasks, sheets


def _task(round_, subcommittee, judge, entry, place, done, now) -> dict:
    return {
        "id": new_id(),
        "round_id": round_.id,
        "entry_id": entry["id"],
        "judge_id": judge.id,
        "subcommittee_id": subcommittee.id,
        "state": TaskState.SCORED if done else TaskState.OPENED,
        "position": place,
        "why": "automatic",
        "later": False,
        "given_at": now,
        "published_at": now,
        "opened_at": now,
        "scored_at": now if done else None,
    }


def _sheet(rng, round_, task, now) -> dict:
    marks = {c.code: Decimal(rng.randint(0, int(c.maximum * 2))) / 2 for c in round_.criteria}
    return {
        "id": new_id(),
        "assignment_id": task["id"],
        "round_id": round_.id,
        "version": 1,
        "marks": {code: str(mark) for code, mark in marks.items()},
        "total": sum(marks.values()),
        "note": "",
        "remark": "",
        "saved_at": now,
        "confirmed_at": now,
    }
