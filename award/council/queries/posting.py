"""Reading how far the list of an edition's prizes is, and who gets a letter about an organisation's prize."""

import uuid
from collections.abc import Iterable

import sqlalchemy as sa

from award.accounts.models import Person, RoleGrant
from award.accounts.states import Role
from award.council.models import Objection, Posting, Prize
from award.council.queries.prizes import Addressee
from award.council.states import PENDING, PrizeState
from award.db import db


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
