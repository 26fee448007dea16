"""An edition of an award, wholly as data: everything that a set of rules can say differently."""

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from award.db import Base
from award.editions.models.categories import Category, FileRequirement, Genre
from award.editions.models.edition import BarredAward, Deadline, DeadlineExtension, Edition, Reason, Theme
from award.editions.models.prizes import Destination, Issuer, PrizeLevel, PrizePlaces
from award.editions.models.rounds import Criterion, Panel, Round, Subcommittee, SubcommitteeScope
from award.kit.codes import new_secret

__all__ = [
    "OWN",
    "BarredAward",
    "Category",
    "Criterion",
    "Deadline",
    "DeadlineExtension",
    "Destination",
    "Edition",
    "FileRequirement",
    "Genre",
    "Issuer",
    "Panel",
    "PrizeLevel",
    "PrizePlaces",
    "Reason",
    "Round",
    "Subcommittee",
    "SubcommitteeScope",
    "Theme",
]


@event.listens_for(Session, "after_flush")
def _stamp(session: Session, _context: object) -> None:
    """In the transaction that changes anything that is kept with an edition, every edition gets a new stamp: they are
    few, and seldom change."""
    if any(_is_kept(thing) for thing in (*session.new, *session.dirty, *session.deleted)):
        stamp = new_secret()
        session.connection().execute(sa.update(Edition.__table__).values(stamp=stamp))
        for thing in (*session.new, *session.identity_map.values()):
            if isinstance(thing, Edition):
                set_committed_value(thing, "stamp", stamp)


def _is_kept(thing: object) -> bool:
    """All that is defined here, and things of other packages as they come to or leave the state which every page of the
    edition tells: their class names it `told_with_edition`."""
    told = getattr(thing, "told_with_edition", None)
    if told is None:
        return isinstance(thing, OWN)
    change = sa.inspect(thing).attrs.state.history
    return told in (*change.added, *change.deleted)


OWN = tuple(mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__module__.startswith(__name__))
