"""Reading how far the list of an edition's prizes is, and who gets a letter about an organisation's prize."""

import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from award.accounts.models import Person, RoleGrant
from award.accounts.states import Role
from award.council.models import Following, Objection, Posting, Prize, Revocation
from award.council.queries.prizes import Addressee
from award.council.states import PENDING, PrizeState, Ruling
from award.db import db
from award.editions.models import PrizeLevel
from award.entries.models import Entry


def posting(edition_id: uuid.UUID) -> Posting | None:
    """The posting of an edition's list, if there was one."""
    return db.session.scalar(sa.select(Posting).where(Posting.edition_id == edition_id))


def stage(edition_id: uuid.UUID) -> PrizeState:
    """How far the list as a whole is: prepared, posted before the decision, or released. One statement."""
    released = sa.exists().where(Prize.edition_id == edition_id, Prize.released_at.is_not(None))
    posted = sa.exists().where(Posting.edition_id == edition_id)
    row = db.session.execute(sa.select(released, posted)).one()
    return PrizeState.RELEASED if row[0] else PrizeState.POSTED if row[1] else PrizeState.PREPARED


def pending_objections(edition_id: uuid.UUID) -> int:
    """How many objections wait for an answer or a ruling."""
    statement = sa.select(sa.func.count()).select_from(Objection)
    return db.session.scalar(statement.where(Objection.edition_id == edition_id, Objection.state.in_(PENDING)))


def contacts_of(
    organisation_ids: Iterable[uuid.UUID | None], edition_id: uuid.UUID
) -> dict[uuid.UUID, list[Addressee]]:
    """The contacts of organisations, in this edition or in all of them, by the organisation: one statement."""
    wanted = [one for one in organisation_ids if one]
    found: dict[uuid.UUID, dict[str, Addressee]] = {one: {} for one in wanted}
    if not wanted:
        return {}
    statement = (
        sa.select(RoleGrant.outlet_id, Person.email, Person.full_name, Person.id, Person.language)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(
            RoleGrant.outlet_id.in_(wanted),
            RoleGrant.role == Role.CONTACT,
            RoleGrant.revoked_at.is_(None),
            Person.closed_at.is_(None),
            sa.or_(RoleGrant.edition_id == edition_id, RoleGrant.edition_id.is_(None)),
        )
        .order_by(Person.name_key, Person.id)
    )
    for organisation_id, *values in db.session.execute(statement):
        one = Addressee(*values)
        found[organisation_id].setdefault(one.email, one)
    return {organisation: list(people.values()) for organisation, people in found.items()}


def decided(edition_id: uuid.UUID) -> list[Following]:
    """What the council decided on steps after prizes fell, in order."""
    statement = sa.select(Following).where(Following.edition_id == edition_id)
    return list(db.session.scalars(statement.order_by(Following.at, Following.id)))


def followings(edition_id: uuid.UUID) -> list[Any]:
    """What the council decided after prizes fell, in order, as rows with names."""
    before, after = aliased(PrizeLevel), aliased(PrizeLevel)
    statement = (
        sa.select(
            sa.func.coalesce(Entry.code, "").label("code"),
            Following.recipient,
            Following.to_level_id,
            before.name.label("before"),
            after.name.label("to"),
            Following.taken,
            Following.reason,
            Following.at,
            Person.full_name.label("by"),
        )
        .outerjoin(Entry, Entry.id == Following.entry_id)
        .outerjoin(before, before.id == Following.from_level_id)
        .join(after, after.id == Following.to_level_id)
        .join(Person, Person.id == Following.decided_by_id)
        .where(Following.edition_id == edition_id)
        .order_by(Following.at, Following.id)
    )
    return list(db.session.execute(statement))


def revocation(revocation_id: uuid.UUID) -> Revocation | None:
    """One request to revoke a prize."""
    return db.session.get(Revocation, revocation_id)


def waiting_revocations(edition_id: uuid.UUID) -> list[Any]:
    """Requests that wait for a second person, the oldest first, as rows with names."""
    statement = (
        sa.select(Revocation.id, Revocation.reason, Revocation.asked_at, Person.full_name.label("by"), PrizeLevel.name)
        .add_columns(Entry.code, Entry.title, Prize.recipient, Revocation.asked_by_id, Revocation.prize_id)
        .join(Prize, Prize.id == Revocation.prize_id)
        .join(PrizeLevel, PrizeLevel.id == Prize.level_id)
        .join(Person, Person.id == Revocation.asked_by_id)
        .outerjoin(Entry, Entry.id == Prize.entry_id)
        .where(Revocation.edition_id == edition_id, Revocation.agreed.is_(None))
        .order_by(Revocation.asked_at, Revocation.id)
    )
    return list(db.session.execute(statement))


def withdrawn_without_ground() -> list[str]:
    """Withdrawn prizes that neither a ruling on an objection nor two persons stand behind."""
    ruled = sa.exists().where(
        Objection.entry_id == Prize.entry_id, Objection.ruling.in_([Ruling.UPHELD, Ruling.PARTLY])
    )
    agreed = sa.exists().where(Revocation.prize_id == Prize.id, Revocation.agreed.is_(True))
    statement = sa.select(Prize.id).where(Prize.state == PrizeState.WITHDRAWN, ~ruled, ~agreed).order_by(Prize.id)
    return [str(one) for one in db.session.scalars(statement)]


def rulings_by_members_kept_out() -> list[str]:
    """Rulings that somebody made who was kept out."""
    statement = sa.select(Objection.id, Objection.ruled_by_id, Objection.kept_out)
    rows = db.session.execute(statement.where(Objection.ruled_by_id.is_not(None)).order_by(Objection.id))
    return [str(row.id) for row in rows if str(row.ruled_by_id) in row.kept_out]
