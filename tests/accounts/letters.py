"""What tests read in letters: the newest one to an address, and the link in it."""

import re

import sqlalchemy as sa

from award.db import db
from award.outbox.models import Letter
from award.outbox.rendering import addresses, render


def newest_letter(app, address: str) -> tuple[str, str]:
    """Subject and body of the newest letter to the address."""
    statement = (
        sa.select(Letter).where(Letter.recipient == address).order_by(Letter.created_at.desc(), Letter.id.desc())
    )
    letter = db.session.scalars(statement.limit(1)).one()
    return render(letter.template, letter.values, tongue=letter.language, address=addresses(app))


def link_in_letter(app, address: str) -> str:
    """The path of the first link in the newest letter to the address."""
    return re.search(r"http://localhost(/\S+)", newest_letter(app, address)[1])[1]


def count_letters(address: str) -> int:
    """How many letters were written to the address."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Letter).where(Letter.recipient == address))
