"""The facts from which conflicts are derived: about judges and about works.

An edition says which facts count; those that do not are not read, so that `conflicts.conflict_of` and the selects for
lists decide by the same facts.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from award.accounts.models import Organisation, Person
from award.db import db
from award.editions.models import Edition
from award.entries.models import Author, Entry, Part
from award.judging.conflicts import JudgeFacts, WorkFacts, family
from award.judging.models import DeclaredConflict, DeclaredInterest


@dataclass(frozen=True)
class Switches:
    """What an edition counts as a conflict besides own works and declared ones."""

    outlet: bool = True
    branch: bool = False
    coauthors: bool = False


def switches_of(edition: Edition) -> Switches:
    """The edition's switches as they are set."""
    return Switches(edition.own_outlet, edition.own_branch, edition.earlier_coauthors)


class Judge(NamedTuple):
    """The columns of a person by which a judge is known."""

    id: uuid.UUID
    email: str
    outlet_id: uuid.UUID | None
    branch_id: uuid.UUID | None


@dataclass
class _Told:
    """What judges are known by besides their own row."""

    coauthors: set[Any] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    interests: set[uuid.UUID] = field(default_factory=set)


def successors() -> dict[uuid.UUID, uuid.UUID]:
    """Outlets and branches that went over into another one."""
    statement = sa.select(Organisation.id, Organisation.successor_id).where(Organisation.successor_id.is_not(None))
    return dict(db.session.execute(statement).all())


def judge_facts(judge: Any, edition: Edition) -> JudgeFacts:
    """What counts about one judge: a `Judge` or a `Person`."""
    return _facts([judge], switches_of(edition))[judge.id]


def all_facts(judge: Any) -> JudgeFacts:
    """What could count about a judge in any edition."""
    return _facts([judge], Switches(True, True, True))[judge.id]


def facts_of_judges(
    person_ids: Iterable[uuid.UUID], edition: Edition, switches: Switches | None = None
) -> dict[uuid.UUID, JudgeFacts]:
    """What counts about several judges, by the edition's switches or by others: a statement for each kind of fact."""
    statement = sa.select(Person.id, Person.email, Person.outlet_id, Person.branch_id)
    rows = db.session.execute(statement.where(Person.id.in_(list(person_ids)))).all()
    return _facts(rows, switches or switches_of(edition))


def _facts(people: Iterable[Any], switches: Switches) -> dict[uuid.UUID, JudgeFacts]:
    people = list(people)
    told: dict[uuid.UUID, _Told] = defaultdict(_Told)
    _tell_interests(people, told)
    if switches.coauthors:
        _tell_coauthors(people, told)
    at_home = any(
        (switches.outlet and one.outlet_id) or (switches.branch and one.branch_id) or told[one.id].interests
        for one in people
    )
    heirs = successors() if at_home else {}
    return {
        one.id: JudgeFacts(
            one.id,
            one.email.lower(),
            family(one.outlet_id, heirs) if switches.outlet else frozenset(),
            family(one.branch_id, heirs) if switches.branch else frozenset(),
            frozenset(told[one.id].coauthors),
            frozenset(told[one.id].kin),
            frozenset().union(*(family(outlet_id, heirs) for outlet_id in told[one.id].interests)),
        )
        for one in people
    }


def _tell_interests(people: list[Any], told: dict[uuid.UUID, _Told]) -> None:
    rows = db.session.execute(INTERESTS, {"people": [one.id for one in people]})
    for person_id, name, outlet_id in rows:
        if outlet_id:
            told[person_id].interests.add(outlet_id)
        else:
            told[person_id].kin.add(name)


INTERESTS = sa.select(DeclaredInterest.person_id, DeclaredInterest.name_folded, DeclaredInterest.outlet_id).where(
    DeclaredInterest.person_id.in_(sa.bindparam("people", expanding=True))
)


def _tell_coauthors(people: list[Any], told: dict[uuid.UUID, _Told]) -> None:
    """People with whom the judges have stood on a work, in whatever edition."""
    own, other = aliased(Author), aliased(Author)
    by_email = {one.email.lower(): one.id for one in people}
    ids = {one.id for one in people}
    statement = (
        sa.select(own.person_id, own.email, other.person_id, other.email)
        .join(other, sa.and_(other.entry_id == own.entry_id, other.id != own.id))
        .where(sa.or_(own.person_id.in_(ids), own.email.in_(list(by_email))))
    )
    for own_id, own_email, person_id, email in db.session.execute(statement):
        judge = own_id if own_id in ids else by_email[own_email.lower()]
        told[judge].coauthors.update(name for name in (person_id, email and email.lower()) if name)


def facts_of_work(entry_id: uuid.UUID, owner_id: uuid.UUID) -> WorkFacts:
    """What counts about one work: one statement."""
    return _gather(db.session.execute(ROWS_OF_WORK, {"entry_id": entry_id}), {entry_id: owner_id})[entry_id]


def facts_of_edition(edition_id: uuid.UUID) -> dict[uuid.UUID, WorkFacts]:
    """What counts about every work of an edition: two statements."""
    return facts_of_works(sa.select(Entry.id).where(Entry.edition_id == edition_id))


def facts_of_works(chosen: sa.Select) -> dict[uuid.UUID, WorkFacts]:
    """What counts about the works whose identities are selected: two statements."""
    owners = dict(db.session.execute(sa.select(Entry.id, Entry.owner_id).where(Entry.id.in_(chosen))).all())
    return _gather(db.session.execute(_rows(lambda column: column.in_(chosen))), owners)


def _rows(wanted) -> sa.CompoundSelect:
    """Rows (entry, what, person, e-mail, outlet, branch, folded name) of authors, parts and declared conflicts."""
    nobody, nothing = sa.null().cast(sa.Uuid), sa.null().cast(sa.String)
    role = sa.case((sa.or_(Author.is_lead, Author.position == 1), "lead"), else_="other")
    declared = (DeclaredConflict.entry_id, sa.literal("declared"), DeclaredConflict.person_id)
    return sa.union_all(
        sa.select(
            *(Author.entry_id, role.label("what"), Author.person_id, Author.email, Author.outlet_id),
            *(Person.branch_id, Author.name_folded),
        )
        .outerjoin(Person, Person.id == Author.person_id)
        .where(wanted(Author.entry_id)),
        sa.select(Part.entry_id, sa.literal("part"), nobody, nothing, Part.outlet_id, nobody, nothing).where(
            wanted(Part.entry_id)
        ),
        sa.select(*declared, nothing, nobody, nobody, nothing).where(wanted(DeclaredConflict.entry_id)),
    )


ROWS_OF_WORK = _rows(lambda column: column == sa.bindparam("entry_id"))


def _gather(rows: Iterable, owners: dict[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, WorkFacts]:
    found = {entry_id: defaultdict(set) for entry_id in owners}
    for entry_id, what, person_id, email, outlet_id, branch_id, name in rows:
        sets = found[entry_id]
        sets[what].update(one for one in (person_id, email and email.lower()) if one)
        for kind, value in (("outlets", outlet_id), ("branches", branch_id), ("names", name)):
            if value:
                sets[kind].add(value)
    return {
        entry_id: WorkFacts(
            owner_id=owners[entry_id],
            leads=frozenset(sets["lead"]),
            others=frozenset(sets["other"]),
            outlets=frozenset(sets["outlets"]),
            branches=frozenset(sets["branches"]),
            names=frozenset(sets["names"]),
            declared_by=frozenset(sets["declared"]),
        )
        for entry_id, sets in found.items()
    }


def conflicting_works(judge: JudgeFacts) -> tuple[list[sa.Select], dict[str, Any]]:
    """Selects of the works that a judge stays away from, and their values: the same decision as
    `conflicts.conflict_of`, for lists."""
    known = _values(judge)
    return [select for _, select in _selects(frozenset(known))], {**_of(judge), **known}


def in_conflict(judge: JudgeFacts) -> tuple[sa.ColumnElement[bool], dict[str, Any]]:
    """Whether an `Entry` joined with its `Edition` is in conflict with the judge, by that edition's own switches; `judge`
    are `all_facts`. For lists over several editions."""
    known = _values(judge)
    found = [
        Entry.id.in_(select) if switch is None else sa.and_(switch, Entry.id.in_(select))
        for switch, select in _selects(frozenset(known))
    ]
    return sa.or_(*found), {**_of(judge), **known}


def _of(judge: JudgeFacts) -> dict[str, Any]:
    return {"judge_id": judge.person_id, "email": judge.email}


def _values(judge: JudgeFacts) -> dict[str, list]:
    sets = {
        "outlets": judge.outlets,
        "branches": judge.branches,
        "interests": judge.interests,
        "kin": judge.kin,
        "coauthor_ids": frozenset(one for one in judge.coauthors if isinstance(one, uuid.UUID)),
        "coauthor_emails": frozenset(one for one in judge.coauthors if isinstance(one, str)),
    }
    return {name: sorted(values, key=str) for name, values in sets.items() if values}


@cache
def _selects(known: frozenset[str]) -> list[tuple[Any, sa.Select]]:
    """(switch of the edition or None, select), built once for each set of facts that a judge may have."""

    def among(column: Any, name: str) -> sa.ColumnElement[bool]:
        return column.in_(sa.bindparam(name, expanding=True))

    def of_outlets(name: str) -> list[sa.Select]:
        return [sa.select(one.entry_id).where(among(one.outlet_id, name)) for one in (Author, Part)]

    me = sa.bindparam("judge_id")
    by = sa.select(Author.entry_id)
    more = {
        "outlets": [(Edition.own_outlet, one) for one in of_outlets("outlets")],
        "branches": [
            (
                Edition.own_branch,
                by.join(Person, Person.id == Author.person_id).where(among(Person.branch_id, "branches")),
            )
        ],
        "interests": [(None, one) for one in of_outlets("interests")],
        "kin": [(None, by.where(among(Author.name_folded, "kin")))],
        "coauthor_ids": [(Edition.earlier_coauthors, by.where(among(Author.person_id, "coauthor_ids")))],
        "coauthor_emails": [(Edition.earlier_coauthors, by.where(among(Author.email, "coauthor_emails")))],
    }
    return [
        (None, sa.select(Entry.id).where(Entry.owner_id == me)),
        (None, by.where(sa.or_(Author.person_id == me, Author.email == sa.bindparam("email")))),
        (None, sa.select(DeclaredConflict.entry_id).where(DeclaredConflict.person_id == me)),
        *(pair for name in sorted(known) for pair in more[name]),
    ]
