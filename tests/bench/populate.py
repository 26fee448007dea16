"""A year of a given size, stored by bulk: works by many authors, a round that is closed, and a round at work.

A judge has at most 500 works, as in a large award: more works come with more judges. Every sheet has its event in the
ledger and every work its event in the record, chained as the product chains them, so that the ends of chains are
looked for among as many events as there would be.
"""

import random
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person, RoleGrant
from award.accounts.states import Role
from award.audit import chain
from award.audit.models import AuditEvent
from award.audit.queries import content
from award.db import db, transaction
from award.editions.states import RoundState
from award.entries.models import TITLE_KEY_LENGTH, Author, Entry, Part
from award.entries.states import EntryState
from award.judging import ledger
from award.judging.models import Assignment, ScoreEvent, ScoreSheet, Seat
from award.judging.service import close_round
from award.judging.states import SheetEvent, TaskState
from award.kit import clock
from award.kit.codes import new_id, new_secret
from award.kit.text import fold, name_key, sort_key
from tests.support.cast import PASSWORD_HASH, organisation
from tests.support.editions import make_edition, make_round

CLIENTS = 32
JUDGES_PER_WORK = 5
WORKS_PER_JUDGE = 500
WORKS_PER_AUTHOR = 3
OUTLETS = 12
STEP = 1000
SYLLABLES = [
    "chi",
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


def populate(entries: int) -> dict[str, Any]:
    """Fills the empty tables with `entries` eligible works; answers what the acts need to know, as text."""
    prepare_tables()
    with transaction():
        year = Year(entries)
        known = year.judged()
    analyze()
    return known


def prepare_tables() -> None:
    """All tables, and the one that the floors write into."""
    db.create_all()
    with transaction():
        db.session.execute(sa.text("CREATE TABLE bench_write (id VARCHAR(32) PRIMARY KEY, words VARCHAR(20))"))


def analyze() -> None:
    """Tells PostgreSQL how full its tables are, as it finds out by itself after a while; nobody does it on SQLite."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")


def key(identity) -> str:
    """An identity as the database keeps it, for statements in plain SQL."""
    return identity.hex if db.engine.dialect.name == "sqlite" else str(identity)


class Year:
    """The edition, its people and what they did. Every work has a `panel` of judges, of `jury` in all; without a number
    as many as are needed."""

    def __init__(self, entries: int, *, panel: int = JUDGES_PER_WORK, jury: int | None = None, code: str = "bench"):
        self.rng, self.now, self.entries = random.Random(entries), clock.now(), []
        self.panel = panel
        self.edition = make_edition(code)
        self.edition.works_per_author = 1000
        self.category = self.edition.categories[0]
        self.category.requirements[0].least = 0
        self.edition.rounds.append(_second_round(self.now))
        self.edition.rounds[0].pass_count = None
        self.outlets = [organisation(f"Báo {number}") for number in range(OUTLETS)]
        self.secretary, self.chair = self._people("secretary", 1)[0], self._people("chair", 1)[0]
        self.writers = self._people("writer", max(CLIENTS, entries // WORKS_PER_AUTHOR), at_outlet=True)
        self.judges = self._people("judge", jury or -(-entries // WORKS_PER_JUDGE) * panel)
        db.session.flush()
        grants = [(self.secretary, Role.SECRETARY), (self.chair, Role.CHAIR), *((j, Role.JUDGE) for j in self.judges)]
        db.session.add_all(
            RoleGrant(person_id=p.id, role=role, edition_id=self.edition.id, granted_at=self.now) for p, role in grants
        )
        self.subcommittee = self.edition.subcommittees[0]
        db.session.add_all(
            Seat(subcommittee_id=self.subcommittee.id, person_id=judge.id, since=self.now) for judge in self.judges
        )
        db.session.flush()
        self.count = entries

    def _people(self, word: str, count: int, at_outlet: bool = False) -> list[Person]:
        found = [
            Person(
                full_name=f"{word.capitalize()} {number}",
                name_key=name_key(f"{word} {number}"),
                email=f"{word}{number}@{self.edition.code}.vn",
                password_hash=PASSWORD_HASH,
                session_key=new_secret(),
                created_at=self.now,
                email_confirmed_at=self.now,
                outlet_id=self.outlets[number % OUTLETS].id if at_outlet else None,
            )
            for number in range(count)
        ]
        db.session.add_all(found)
        return found

    def judged(self) -> dict[str, Any]:
        """Fills in the works, the round that is closed and the one at work; answers what the acts need to know."""
        self.works()
        first, second = self.edition.rounds[:2]
        first.state = second.state = RoundState.OPEN
        self.round(first, 1)
        close_round(first, actor=self.chair)
        task = self.round(second, 0.95)
        return {
            "edition": self.edition.code,
            "category": str(self.category.id),
            "genre": str(self.category.genres[0].id),
            "theme": str(self.edition.themes[0].id),
            "published": self.edition.window_from.isoformat(),
            "closed_round": str(first.id),
            "closed_round_key": key(first.id),
            "open_round": str(second.id),
            "person_key": key(self.chair.id),
            "judge": self.judges[0].email,
            "task": str(task),
        }

    def works(self) -> None:
        """All works with author and part; a tenth more were sent in and wait for the secretary."""
        numbers = range(1, self.count + self.count // 10 + 1)
        self.entries = [self._entry(number) for number in numbers]
        _insert(Entry, self.entries)
        _insert(Author, [self._author(entry) for entry in self.entries])
        _insert(Part, [self._part(entry) for entry in self.entries])
        _insert(AuditEvent, self._events())

    def _entry(self, number: int) -> dict:
        title = " ".join(self.rng.choices(SYLLABLES, k=9)).capitalize()
        code, at = f"{self.category.letters}-{number:03d}", self.now - timedelta(minutes=number)
        return {
            "id": new_id(),
            "edition_id": self.edition.id,
            "category_id": self.category.id,
            "genre_id": self.rng.choice(self.category.genres).id,
            "theme_id": self.rng.choice(self.edition.themes).id,
            "owner_id": self.writers[number % len(self.writers)].id,
            "state": EntryState.ELIGIBLE if number <= self.count else EntryState.SUBMITTED,
            "version": 1,
            "number": number,
            "code": code,
            "title": title,
            "title_key": sort_key(title)[:TITLE_KEY_LENGTH],
            "summary": f"{title}. " * 5,
            "declared": True,
            "created_at": at,
            "saved_at": at,
            "submitted_at": at,
            "acted_at": at,
            "search_text": fold(f"{code} {title} {self.writers[number % len(self.writers)].full_name}"),
        }

    def _author(self, entry: dict) -> dict:
        writer = self.writers[entry["number"] % len(self.writers)]
        return {
            "id": new_id(),
            "entry_id": entry["id"],
            "position": 1,
            "person_id": writer.id,
            "full_name": writer.full_name,
            "email": writer.email,
            "outlet_id": writer.outlet_id,
            "is_lead": True,
            "identity_key": f"person:{writer.id}",
        }

    def _part(self, entry: dict) -> dict:
        outlet = self.outlets[entry["number"] % OUTLETS]
        return {
            "id": new_id(),
            "entry_id": entry["id"],
            "position": 1,
            "title": entry["title"],
            "outlet_id": outlet.id,
            "outlet_name": outlet.names[0].name,
            "published_on": self.edition.window_from,
            "url": f"https://bao.example.vn/{entry['number']}",
        }

    def _events(self) -> list[dict]:
        last = db.session.scalar(sa.select(AuditEvent).order_by(AuditEvent.sequence.desc()).limit(1))
        rows, head = [], last.hash if last else chain.GENESIS
        for number, entry in enumerate(self.entries, last.sequence + 1 if last else 1):
            row = {
                "sequence": number,
                "at": entry["submitted_at"],
                "actor_id": entry["owner_id"],
                "true_actor_id": entry["owner_id"],
                "verb": "entry.submit",
                "thing_type": "entry",
                "thing_id": str(entry["id"]),
                "edition_id": self.edition.id,
                "before": {},
                "after": {"code": entry["code"]},
                "previous_hash": head,
            }
            head = row["hash"] = chain.digest(head, content(AuditEvent(**row)))
            rows.append(row)
        return rows

    def round(self, round_, done: float, drafting: int | None = None) -> uuid.UUID | None:
        """Every judge has a share of the works and has confirmed the part `done` of it; all others but the last are
        drafts without a gap, and of the judge with the number `drafting` all are. Answers the first judge's last task,
        which is not begun; None where everything is confirmed."""
        tasks, sheets = [], []
        for number, share in self._shares().items():
            confirmed = 0 if number == drafting else min(int(len(share) * done), len(share) - (done < 1))
            marked = len(share) - (done < 1 and number != drafting)
            own = [
                self._task(round_, self.judges[number], entry, place, place < confirmed)
                for place, entry in enumerate(share)
            ]
            tasks += own
            sheets += [self._sheet(round_, task) for task in own[:marked]]
            if number == 0 and done < 1:
                left = own[-1]["id"]
        _insert(Assignment, tasks)
        _insert(ScoreSheet, sheets)
        _insert(ScoreEvent, self._ledger(round_, tasks, sheets))
        return left if done < 1 else None

    def _shares(self) -> dict[int, list[dict]]:
        """The works of each judge, by the judge's number: panels go round the jury."""
        shares: dict[int, list[dict]] = {}
        for number, entry in enumerate(self.entries[: self.count]):
            for place in range(self.panel):
                shares.setdefault((number * self.panel + place) % len(self.judges), []).append(entry)
        return shares

    def _task(self, round_, judge: Person, entry: dict, place: int, done: bool) -> dict:
        return {
            "id": new_id(),
            "round_id": round_.id,
            "entry_id": entry["id"],
            "judge_id": judge.id,
            "subcommittee_id": self.subcommittee.id,
            "state": TaskState.SCORED if done else TaskState.OPENED,
            "position": place,
            "given_at": self.now,
            "published_at": self.now,
            "opened_at": self.now,
            "scored_at": self.now if done else None,
        }

    def _sheet(self, round_, task: dict) -> dict:
        marks = {one.code: Decimal(self.rng.randint(0, int(one.maximum * 2))) / 2 for one in round_.criteria}
        return {
            "id": new_id(),
            "assignment_id": task["id"],
            "round_id": round_.id,
            "version": 1,
            "marks": {code: str(mark) for code, mark in marks.items()},
            "total": sum(marks.values()),
            "remark": "Đề tài tốt" if task["position"] % 10 == 0 else "",
            "saved_at": self.now,
            "confirmed_at": task["scored_at"],
        }

    def _ledger(self, round_, tasks: list[dict], sheets: list[dict]) -> list[dict]:
        judges, rows, head = {task["id"]: task["judge_id"] for task in tasks}, [], None
        for number, sheet in enumerate(sheets, 1):
            event = {
                "round_id": round_.id,
                "sequence": number,
                "at": self.now,
                "kind": SheetEvent.CONFIRMED if sheet["confirmed_at"] else SheetEvent.SAVED,
                "actor_id": judges[sheet["assignment_id"]],
                "assignment_id": sheet["assignment_id"],
                "content": {"marks": sheet["marks"], "total": str(sheet["total"]), "version": 1},
            }
            event["previous_hash"], event["hash"] = ledger.seal(head, ScoreEvent(**event))
            head = event["hash"]
            rows.append(event)
        return rows


def _second_round(now):
    round_ = make_round(now)
    round_.code, round_.position, round_.name = "chung-khao", 2, "Vòng chung khảo"
    round_.opens_at = now - timedelta(days=1)
    return round_


def _insert(model, rows: list[dict]) -> None:
    for start in range(0, len(rows), STEP):
        db.session.execute(sa.insert(model), rows[start : start + STEP])
