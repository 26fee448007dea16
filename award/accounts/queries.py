"""Reading people and organisations."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from award.accounts.models import Person
from award.db import db


def person_of_session(session_id: str) -> Person | None:
    """The person of a session cookie (`identity/key`), with roles; None for a key that no longer holds."""
    identity, _, key = session_id.partition("/")
    try:
        person_id = uuid.UUID(identity)
    except ValueError:
        return None
    statement = (
        sa.select(Person)
        .options(joinedload(Person.grants))
        .where(Person.id == person_id, Person.session_key == key, Person.closed_at.is_(None))
    )
    return db.session.scalars(statement).unique().one_or_none()
