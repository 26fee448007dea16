"""The facts from which conflicts are derived: about judges and about works."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Organisation, Person
from award.db import db
from award.entries.models import Author, Entry, Part
from award.judging.conflicts import JudgeFacts, WorkFacts, family
from award.judging.models import DeclaredConflict


def successors() -> dict[uuid.UUID, uuid.UUID]:
    """Outlets that went over into another one."""
    statement = sa.select(Organisation.id, Organisation.successor_id).where(Organisation.successor_id.is_not(None))
    return dict(db.session.execute(statement).all())


def judge_facts(person_id: uuid.UUID, email: str, outlet_id: uuid.UUID | None) -> JudgeFacts:
    """What counts about one judge; asks for mergers of outlets only where the judge has one."""
    outlets = family(outlet_id, successors()) if outlet_id else frozenset()
    return JudgeFacts(person_id, email.lower(), outlets)


def facts_of_judges(person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, JudgeFacts]:
    """What counts about several judges: two statements."""
    heirs = successors()
    statement = sa.select(Person.id, Person.email, Person.outlet_id).where(Person.id.in_(list(person_ids)))
    return {
        person_id: JudgeFacts(person_id, email.lower(), family(outlet_id, heirs))
        for person_id, email, outlet_id in db.session.execute(statement)
    }


def facts_of_work(entry_id: uuid.UUID, owner_id: uuid.UUID) -> WorkFacts:
    """What counts about one work: one statement."""
    return _gather(db.session.execute(ROWS_OF_WORK, {"entry_id": entry_id}), {entry_id: owner_id})[entry_id]


def facts_of_edition(edition_id: uuid.UUID) -> dict[uuid.UUID, WorkFacts]:
    """What counts about every work of an edition: two statements."""
    of_edition = sa.select(Entry.id).where(Entry.edition_id == edition_id)
    statement = sa.select(Entry.id, Entry.owner_id).where(Entry.edition_id == edition_id)
    owners = dict(db.session.execute(statement).all())
    return _gather(db.session.execute(_rows(lambda column: column.in_(of_edition))), owners)


def _rows(wanted) -> sa.CompoundSelect:
    """Rows (entry, what, person, e-mail, outlet) of authors, parts and declared conflicts."""
    nobody, nothing = sa.null().cast(sa.Uuid), sa.null().cast(sa.String)
    role = sa.case((sa.or_(Author.is_lead, Author.position == 1), "lead"), else_="other")
    return sa.union_all(
        sa.select(Author.entry_id, role.label("what"), Author.person_id, Author.email, Author.outlet_id).where(
            wanted(Author.entry_id)
        ),
        sa.select(Part.entry_id, sa.literal("part"), nobody, nothing, Part.outlet_id).where(wanted(Part.entry_id)),
        sa.select(DeclaredConflict.entry_id, sa.literal("declared"), DeclaredConflict.person_id, nothing, nobody).where(
            wanted(DeclaredConflict.entry_id)
        ),
    )


ROWS_OF_WORK = _rows(lambda column: column == sa.bindparam("entry_id"))


def _gather(rows: Iterable, owners: dict[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, WorkFacts]:
    found = {entry_id: defaultdict(set) for entry_id in owners}
    for entry_id, what, person_id, email, outlet_id in rows:
        sets = found[entry_id]
        sets[what].update(name for name in (person_id, email and email.lower()) if name)
        if outlet_id:
            sets["outlets"].add(outlet_id)
    return {
        entry_id: WorkFacts(
            owners[entry_id],
            frozenset(sets["lead"]),
            frozenset(sets["other"]),
            frozenset(sets["outlets"]),
            frozenset(sets["declared"]),
        )
        for entry_id, sets in found.items()
    }


def conflicting_selects(with_outlets: bool) -> list[sa.Select]:
    """Selects of the works that a judge stays away from: the same decision as `conflicts.conflict_of`, for lists.
    Their values come from `conflicting_values`."""
    me = sa.bindparam("judge_id")
    selects = [
        sa.select(Entry.id).where(Entry.owner_id == me),
        sa.select(Author.entry_id).where(sa.or_(Author.person_id == me, Author.email == sa.bindparam("email"))),
        sa.select(DeclaredConflict.entry_id).where(DeclaredConflict.person_id == me),
    ]
    if with_outlets:
        family_of_judge = sa.bindparam("outlets", expanding=True)
        selects += [sa.select(one.entry_id).where(one.outlet_id.in_(family_of_judge)) for one in (Author, Part)]
    return selects


def conflicting_values(judge: JudgeFacts) -> dict[str, Any]:
    """What `conflicting_selects` asks for."""
    values: dict[str, Any] = {"judge_id": judge.person_id, "email": judge.email}
    return values | {"outlets": list(judge.outlets)} if judge.outlets else values
