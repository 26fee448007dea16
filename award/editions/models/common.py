"""What every thing of the configuration has."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import identity

CODE = sa.String(40)
NAME = sa.String(300)


def children(target: str, parent: str) -> Mapped:
    """The things of one list of a parent, in their order; they go with it."""
    return relationship(target, order_by=f"{target}.position", cascade="all, delete-orphan", back_populates=parent)


class Configured:
    """A thing with a code, unique in its parent, by which the edition's file finds it again."""

    id: Mapped[uuid.UUID] = identity()
    code: Mapped[str] = mapped_column(CODE)
    position: Mapped[int]
