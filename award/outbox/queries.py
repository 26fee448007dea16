"""Reading letters."""

import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa

from award.db import Page, db, paged
from award.outbox.drafts import Draft, as_read
from award.outbox.models import Letter
from award.outbox.rendering import Address
from award.outbox.states import LetterState

# What a list shows first: what somebody must do something about.
URGENCY = {LetterState.FAILED: 0, LetterState.WAITING: 1, LetterState.KEPT: 2, LetterState.SENT: 2}

# How many letters are read on one page before they are sent.
ON_A_PAGE = 10


def letter(letter_id: uuid.UUID) -> Letter | None:
    """One letter."""
    return db.session.get(Letter, letter_id)


def letters_page(*, editions: Collection[uuid.UUID] | None, state: LetterState | None, page: int) -> Page:
    """One page of letters of these editions (None: of all, and those of no edition), failed first, then newest.

    Rows of (id, subject, recipient, state, created_at, sent_at, tries, fault).
    """
    conditions = _within(editions) + ([Letter.state == state] if state else [])
    columns = (Letter.id, Letter.subject, Letter.recipient, Letter.state, Letter.created_at, Letter.sent_at)
    urgency = sa.case({state.value: place for state, place in URGENCY.items()}, value=sa.cast(Letter.state, sa.String))
    statement = (
        sa.select(*columns, Letter.tries, Letter.fault)
        .where(*conditions)
        .order_by(urgency, Letter.created_at.desc(), Letter.id.desc())
    )
    return paged(
        statement,
        page=page,
        count=sa.select(sa.func.count()).select_from(Letter).where(*conditions),
        read=lambda rows: [row._asdict() for row in rows],
    )


def counts(*, editions: Collection[uuid.UUID] | None) -> dict[LetterState, int]:
    """How many of these letters are in each state."""
    statement = sa.select(Letter.state, sa.func.count()).where(*_within(editions)).group_by(Letter.state)
    return dict(db.session.execute(statement).all())


def _within(editions: Collection[uuid.UUID] | None) -> list:
    return [] if editions is None else [Letter.edition_id.in_(editions)]


def page_as_read(drafts: Sequence[Draft], number: int, address: Address) -> Page:
    """One page of letters, each as it will be read; a number beyond the last is the last."""
    pages = max(-(-len(drafts) // ON_A_PAGE), 1)
    number = min(number or 1, pages)
    shown = drafts[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return Page([as_read(draft, address) for draft in shown], number, ON_A_PAGE, len(drafts))
