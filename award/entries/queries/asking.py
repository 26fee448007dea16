"""Who is asked for a word on a work, and who is offered one."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from award.accounts import tokens
from award.accounts.models import Person
from award.db import db
from award.entries.confirmations import Kind, Standing, standing_of
from award.entries.handing import HANDED_OVER_IN, Handing
from award.entries.models import Author, Confirmation, Entry, HandingOver
from award.entries.queries.entries import entry
from award.entries.queries.people import authorship_of, word_of

# As many as a desk has room for.
MOST = 10


@dataclass(frozen=True)
class Asked:
    """One author before the page of confirming: by a link from a letter, or signed in. `old` means that the link's time
    is over; `token` is empty for who signed in."""

    entry: Entry
    author: Author
    confirmation: Confirmation | None
    token: str = ""
    old: bool = False

    @property
    def edition_id(self) -> uuid.UUID:
        return self.entry.edition_id

    @property
    def digest(self) -> str:
        """Of what the page shows now."""
        return authorship_of(self.entry, self.author.position)

    @property
    def standing(self) -> Standing:
        """How the author's word stands."""
        return standing_of(word_of(self.confirmation) if self.confirmation else None, self.digest)


@dataclass(frozen=True)
class Offer:
    """An entry offered to another author."""

    handing: HandingOver
    entry: Entry

    @property
    def edition_id(self) -> uuid.UUID:
        return self.entry.edition_id


def confirmation_of(entry_id: uuid.UUID, kind: Kind, subject: str) -> Confirmation | None:
    """The row of one word."""
    return db.session.scalar(
        sa.select(Confirmation).where(
            Confirmation.entry_id == entry_id, Confirmation.kind == kind, Confirmation.subject == subject
        )
    )


def asked_by_link(token: str) -> Asked | None:
    """Who a letter's link belongs to; None where it is forged, or the address is not an author's any more."""
    opened = tokens.opened(tokens.Purpose.COAUTHOR, token)
    row = db.session.get(Confirmation, opened.identity) if opened else None
    if row is None or row.kind is not Kind.AUTHOR or opened.state != tokens.fingerprint(row.subject):
        return None
    found = entry(row.entry_id)
    author = next((one for one in found.authors if one.email == row.subject), None)
    return Asked(found, author, row, token, opened.old) if author else None


def asked_in_person(entry: Entry, person: Person) -> Asked | None:
    """The author of an entry who has signed in; None for who is not named on it with an address."""
    author = next((one for one in entry.authors if person.id == one.person_id and one.email), None)
    if author is None:
        return None
    return Asked(entry, author, confirmation_of(entry.id, Kind.AUTHOR, author.email))


def offers(entry_id: uuid.UUID) -> list[HandingOver]:
    """The offers of an entry to another author, newest first."""
    return list(
        db.session.scalars(
            sa.select(HandingOver).where(HandingOver.entry_id == entry_id).order_by(HandingOver.offered_at.desc())
        )
    )


def offer(handing_id: uuid.UUID) -> Offer | None:
    """An offer with its entry."""
    handing = db.session.get(HandingOver, handing_id)
    return Offer(handing, entry(handing.entry_id)) if handing else None


def asked_of(person: Person) -> list[sa.Row]:
    """What others wait for from a person, the oldest first: works to take over and works to confirm, as rows of
    (entry_id, title, by, offered, since). One statement."""
    columns = (Entry.id.label("entry_id"), Entry.title, Person.full_name.label("by"))
    offered = (
        sa.select(*columns, sa.true().label("offered"), HandingOver.offered_at.label("since"))
        .join(HandingOver, HandingOver.entry_id == Entry.id)
        .join(Person, Person.id == HandingOver.from_id)
        .where(HandingOver.to_id == person.id, HandingOver.state == Handing.OFFERED)
    )
    unanswered = sa.or_(Confirmation.answered_at.is_(None), Confirmation.answered_at < Confirmation.asked_at)
    named = sa.exists().where(Author.entry_id == Entry.id, Author.person_id == person.id)
    to_confirm = (
        sa.select(*columns, sa.false().label("offered"), Confirmation.asked_at.label("since"))
        .join(Confirmation, Confirmation.entry_id == Entry.id)
        .join(Person, Person.id == Entry.owner_id)
        .where(
            Confirmation.kind == Kind.AUTHOR,
            Confirmation.subject == person.email,
            Confirmation.asked_at.is_not(None),
            unanswered,
            named,
            Entry.owner_id != person.id,
            Entry.state.in_(HANDED_OVER_IN),
        )
    )
    both = sa.union_all(offered, to_confirm).subquery()
    return list(db.session.execute(sa.select(both).order_by(both.c.since, both.c.entry_id).limit(MOST)))


def people_with_account(entry: Entry) -> list[Person]:
    """The other authors of a work who can sign in, in the order of the by-line."""
    ids = [author.person_id for author in entry.authors if author.person_id and author.person_id != entry.owner_id]
    found = {
        person.id: person
        for person in db.session.scalars(sa.select(Person).where(Person.id.in_(ids), Person.closed_at.is_(None)))
    }
    return [found[one] for one in ids if one in found]


@dataclass(frozen=True)
class OfferToAnswer(Offer):
    """An offer with the answer that the address names."""

    accepts: bool = False


def offer_to_answer(handing_id: uuid.UUID, act: str) -> OfferToAnswer | None:
    """An offer that is being accepted or declined."""
    found = offer(handing_id)
    return OfferToAnswer(found.handing, found.entry, act == "accept") if found else None
