"""Reading people and organisations."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from award.accounts import tokens
from award.accounts.addresses import mailbox
from award.accounts.models import Consent, Organisation, OrganisationName, Person, RoleGrant
from award.accounts.states import OrganisationKind, Role
from award.db import Page, db, paged
from award.kit.text import fold, sort_key, with_year

# Editions stand above people; of them only what a person's page names is read here.
EDITION = sa.table("edition", sa.column("id", sa.Uuid), sa.column("short_title", sa.String), sa.column("year"))


@dataclass(frozen=True)
class Link:
    """A link from a letter: whose it is, or nobody's when it is forged, used or too old."""

    token: str
    person: Person | None


# Asked at every request: built once.
OF_SESSION = (
    sa.select(Person)
    .options(joinedload(Person.grants))
    .where(
        Person.id == sa.bindparam("person_id"), Person.session_key == sa.bindparam("key"), Person.closed_at.is_(None)
    )
)


def person_of_session(session_id: str) -> Person | None:
    """The person of a session cookie (`identity/key`), with roles; None for a key that no longer holds."""
    identity, _, key = session_id.partition("/")
    try:
        person_id = uuid.UUID(identity)
    except ValueError:
        return None
    found = db.session.scalars(OF_SESSION, {"person_id": person_id, "key": key})
    return found.unique().one_or_none()


def person(person_id: uuid.UUID) -> Person | None:
    """One person with the roles that hold."""
    statement = sa.select(Person).options(joinedload(Person.grants)).where(Person.id == person_id)
    return db.session.scalars(statement).unique().one_or_none()


def person_by_email(email: str) -> Person | None:
    """The person of an address, however it is written; with the roles that hold."""
    statement = sa.select(Person).options(joinedload(Person.grants)).where(Person.email == mailbox(email))
    return db.session.scalars(statement).unique().one_or_none()


def person_for_office(person_id: uuid.UUID) -> Person | None:
    """One person with roles, outlet and branch, for the office's page."""
    statement = (
        sa.select(Person)
        .options(joinedload(Person.grants), joinedload(Person.outlet), joinedload(Person.branch))
        .where(Person.id == person_id)
    )
    return db.session.scalars(statement).unique().one_or_none()


def anybody_there() -> bool:
    """Whether the installation has any account yet."""
    return db.session.scalar(sa.select(sa.exists().where(Person.id.isnot(None))))


def demo_people_exist() -> bool:
    """Whether accounts of the demo, whose passwords are printed for all to read, are in this database."""
    return db.session.scalar(sa.select(sa.exists().where(Person.demo.is_(True), Person.closed_at.is_(None))))


def confirmation(token: str) -> Link:
    """The account that a confirming link belongs to."""
    return _link(tokens.Purpose.CONFIRM, token)


def resetting(token: str) -> Link:
    """The account whose password a link may set: asked for by its owner, or an invitation."""
    asked = _link(tokens.Purpose.RESET, token)
    return asked if asked.person else _link(tokens.Purpose.INVITE, token)


def _link(purpose: tokens.Purpose, token: str) -> Link:
    found = tokens.read(purpose, token)
    someone = person(found[0]) if found else None
    if someone is None or someone.closed_at or found[1] != someone.link_state:
        return Link(token, None)
    return Link(token, someone)


def people_page(*, search: str, role: Role | None, edition_id: uuid.UUID | None, page: int) -> Page:
    """One page of people by given name, as rows of (id, full_name, email, email_confirmed_at, outlet, grants).

    `search` finds parts of names, pen names and addresses without diacritics. `grants` are rows of (role, edition).
    """
    conditions = [Person.closed_at.is_(None)]
    conditions += [Person.search_text.contains(word, autoescape=True) for word in fold(search).split()]
    if role or edition_id:
        holding = [RoleGrant.person_id == Person.id, RoleGrant.revoked_at.is_(None)]
        holding += [RoleGrant.role == role] if role else []
        holding += [sa.or_(RoleGrant.edition_id == edition_id, RoleGrant.edition_id.is_(None))] if edition_id else []
        conditions.append(sa.exists().where(*holding))
    outlet = _newest_name(Person.outlet_id)
    statement = (
        sa.select(Person.id, Person.full_name, Person.email, Person.email_confirmed_at, outlet.label("outlet"))
        .where(*conditions)
        .order_by(Person.name_key, Person.id)
    )
    return paged(
        statement,
        page=page,
        count=sa.select(sa.func.count()).select_from(Person).where(*conditions),
        read=_with_grants,
    )


def _with_grants(rows: sa.Result) -> list[dict]:
    people = [dict(row) for row in rows.mappings()]
    grants: dict[uuid.UUID, list] = {someone["id"]: [] for someone in people}
    statement = (
        sa.select(RoleGrant.person_id, RoleGrant.role, EDITION.c.short_title.label("edition"))
        .join(EDITION, EDITION.c.id == RoleGrant.edition_id, isouter=True)
        .where(RoleGrant.person_id.in_(grants), RoleGrant.revoked_at.is_(None))
        .order_by(RoleGrant.granted_at, RoleGrant.id)
    )
    for row in db.session.execute(statement):
        grants[row.person_id].append(row)
    return [someone | {"grants": grants[someone["id"]]} for someone in people]


def grants_of(person_id: uuid.UUID) -> list[tuple[RoleGrant, str | None, str | None]]:
    """All roles that a person holds or held, newest first, with the edition's and the outlet's name."""
    outlet = _newest_name(RoleGrant.outlet_id)
    statement = (
        sa.select(RoleGrant, EDITION.c.short_title, outlet)
        .join(EDITION, EDITION.c.id == RoleGrant.edition_id, isouter=True)
        .where(RoleGrant.person_id == person_id)
        .order_by(RoleGrant.revoked_at.is_not(None), RoleGrant.granted_at.desc(), RoleGrant.id)
    )
    return [tuple(row) for row in db.session.execute(statement)]


def grant(grant_id: uuid.UUID) -> RoleGrant | None:
    """One role that holds."""
    return db.session.scalar(sa.select(RoleGrant).where(RoleGrant.id == grant_id, RoleGrant.revoked_at.is_(None)))


def holders(role: Role, edition_id: uuid.UUID) -> list[Person]:
    """Who holds a role in an edition now, in the order of their names."""
    held = sa.exists().where(
        RoleGrant.person_id == Person.id,
        RoleGrant.role == role,
        RoleGrant.edition_id == edition_id,
        RoleGrant.revoked_at.is_(None),
    )
    statement = sa.select(Person).where(held, Person.closed_at.is_(None)).order_by(Person.name_key, Person.id)
    return list(db.session.scalars(statement))


def grant_exists(person_id: uuid.UUID, role: Role, edition_id: uuid.UUID | None) -> bool:
    """Whether the person holds just this role in just this edition (None: everywhere)."""
    same = RoleGrant.edition_id.is_(None) if edition_id is None else RoleGrant.edition_id == edition_id
    conditions = (RoleGrant.person_id == person_id, RoleGrant.role == role, RoleGrant.revoked_at.is_(None), same)
    return db.session.scalar(sa.select(sa.exists().where(*conditions)))


def count_administrators() -> int:
    """How many people administer the installation."""
    statement = (
        sa.select(sa.func.count())
        .select_from(RoleGrant)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.role == Role.ADMINISTRATOR, RoleGrant.revoked_at.is_(None), Person.closed_at.is_(None))
    )
    return db.session.scalar(statement)


def edition_choices() -> list[tuple[uuid.UUID, str]]:
    """The editions in which a role can be given, newest first."""
    statement = sa.select(EDITION.c.id, EDITION.c.short_title, EDITION.c.year).order_by(
        EDITION.c.year.desc(), EDITION.c.short_title, EDITION.c.id
    )
    return [(row.id, with_year(row.short_title, row.year, " · ")) for row in db.session.execute(statement)]


def edition_by_code(code: str) -> sa.Row | None:
    """The identity of an edition, for commands that give roles."""
    table = sa.table("edition", sa.column("id", sa.Uuid), sa.column("code", sa.String))
    return db.session.execute(sa.select(table).where(table.c.code == code)).one_or_none()


def organisation(organisation_id: uuid.UUID) -> Organisation | None:
    """One organisation with its names."""
    return db.session.scalar(sa.select(Organisation).where(Organisation.id == organisation_id))


def organisations(kind: OrganisationKind) -> list[Organisation]:
    """All of one kind that have no successor, by their newest name, in the order of the Vietnamese alphabet."""
    found = db.session.scalars(
        sa.select(Organisation).where(Organisation.kind == kind, Organisation.successor_id.is_(None))
    )
    return sorted(found, key=lambda one: (sort_key(one.name), str(one.id)))


def outlets() -> list[Organisation]:
    """The press outlets of today, by name."""
    return organisations(OrganisationKind.OUTLET)


def branches() -> list[Organisation]:
    """The association's branches of today, by name."""
    return organisations(OrganisationKind.BRANCH)


def organisations_page(*, search: str, kind: OrganisationKind | None, page: int) -> Page:
    """One page of organisations by newest name, as rows of (id, kind, licensed, media_types, name, names, successor).

    `search` finds any name that one ever had, without diacritics; there are at most some hundreds, so names are
    folded here.
    """
    names = sa.select(OrganisationName.organisation_id, OrganisationName.name).order_by(OrganisationName.valid_from)
    known: dict[uuid.UUID, list[str]] = {}
    for organisation_id, name in db.session.execute(names):
        known.setdefault(organisation_id, []).append(name)
    columns = (Organisation.id, Organisation.kind, Organisation.licensed, Organisation.media_types)
    rows = db.session.execute(sa.select(*columns, Organisation.successor_id)).all()
    wanted = fold(search)
    kept = [
        row._asdict() | {"name": known[row.id][-1], "names": known[row.id], "successor": known.get(row.successor_id)}
        for row in rows
        if row.id in known and kind in (None, row.kind) and any(wanted in fold(name) for name in known[row.id])
    ]
    kept.sort(key=lambda row: (sort_key(row["name"]), str(row["id"])))
    number = min(max(page, 1), max(1, -(-len(kept) // 25)))
    return Page(kept[(number - 1) * 25 : number * 25], number, 25, len(kept))


def _newest_name(organisation_id: sa.ColumnElement) -> sa.ColumnElement:
    """The newest name of an organisation, as an expression for a list's column."""
    return (
        sa.select(OrganisationName.name)
        .where(OrganisationName.organisation_id == organisation_id)
        .order_by(OrganisationName.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )


def consents_of(person_id: uuid.UUID) -> dict[str, Consent]:
    """For each purpose the newest agreement that the person gave, whether it holds or was withdrawn."""
    statement = sa.select(Consent).where(Consent.person_id == person_id).order_by(Consent.given_at, Consent.id)
    return {consent.purpose: consent for consent in db.session.scalars(statement)}
