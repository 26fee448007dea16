"""Facts and rules of entries, for the checks: the same number of statements for one entry and for a page of them."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from award.accounts.models import Organisation, Person, RoleGrant
from award.accounts.states import BARRED_FROM_ENTERING, OrganisationKind, Role
from award.db import db
from award.editions.queries import kept
from award.editions.states import MediaType
from award.entries.confirmations import PeopleFacts
from award.entries.facts import (
    AuthorFacts,
    Dossier,
    FileFacts,
    OverrideFacts,
    PartFacts,
    PeopleRules,
    RequirementRules,
    WorkFacts,
    WorkRules,
)
from award.entries.models import Attachment, Author, Entry, Override
from award.entries.queries.people import people_facts
from award.entries.queries.shapes import Setting
from award.entries.states import COUNTED_FOR_LIMITS
from award.evidence.queries import faults_of
from award.evidence.states import Fault
from award.files.models import StoredFile
from award.files.states import FileState
from award.kit import clock

BROADCAST = frozenset({MediaType.RADIO, MediaType.TELEVISION, MediaType.BROADCAST})


def setting(entry: Entry) -> Setting:
    """Where one entry stands: to be read only."""
    return settings([entry])[entry.category_id]


def settings(entries: Sequence[Entry]) -> dict[uuid.UUID, Setting]:
    """Where entries stand, by category; one statement."""
    editions = kept({entry.edition_id for entry in entries})
    return {category.id: Setting(edition, category) for edition in editions.values() for category in edition.categories}


def dossier(entry: Entry, place: Setting | None = None) -> Dossier:
    """One entry's facts and rules; give its setting where it is at hand."""
    return dossiers([entry], {entry.category_id: place} if place else None)[entry.id]


def dossiers(entries: Sequence[Entry], places: dict[uuid.UUID, Setting] | None = None) -> dict[uuid.UUID, Dossier]:
    """Facts and rules of entries by their identity. Load their authors and parts with them."""
    if not entries:
        return {}
    if places is None:
        places = settings(entries)
    ids = [entry.id for entry in entries]
    files, overrides = _files(ids), overrides_of(ids)
    faults = faults_of(ids) if any(part.url for entry in entries for part in entry.parts) else {}
    others, roles = _other_works(entries), _barring_roles(entries)
    people = people_facts(entries, {place.edition.id: place.edition for place in places.values()})
    return {
        entry.id: Dossier(
            replace(
                _facts(entry, places[entry.category_id], files[entry.id], others, roles, overrides[entry.id], faults),
                people=people.get(entry.id, PeopleFacts()),
            ),
            _rules(entry, places[entry.category_id]),
        )
        for entry in entries
    }


def _facts(
    entry: Entry,
    place: Setting,
    files: list[FileFacts],
    others: dict[uuid.UUID, int],
    roles: dict[tuple, Role],
    overrides: list[OverrideFacts],
    faults: dict[tuple[uuid.UUID, str], Fault],
) -> WorkFacts:
    genre, theme = place.genre(entry.genre_id), place.theme(entry.theme_id)
    return WorkFacts(
        title=entry.title,
        genre=genre.name if genre else "",
        theme=theme.name if theme else "",
        declared=entry.declared,
        authors=tuple(
            AuthorFacts(
                author.full_name,
                author.is_lead,
                others[author.id],
                roles.get((entry.edition_id, author.person_id)),
                author.share,
            )
            for author in entry.authors
        ),
        parts=tuple(
            PartFacts(
                part.position,
                part.outlet_name,
                part.published_on,
                part.url,
                part.minutes,
                part.words,
                faults.get((entry.id, part.url)),
            )
            for part in entry.parts
        ),
        files=tuple(files),
        overrides=tuple(overrides),
        sent_at=entry.arrived_at or entry.submitted_at,
        at=clock.now(),
    )


def _rules(entry: Entry, place: Setting) -> WorkRules:
    edition, category, genre = place.edition, place.category, place.genre(entry.genre_id)
    return WorkRules(
        window_from=edition.window_from,
        window_to=edition.window_to,
        broadcast=category.media_type in BROADCAST,
        genres=bool(category.genres),
        themes=bool(edition.themes),
        most_authors=category.most_authors,
        works_per_author=edition.works_per_author,
        most_parts=category.most_parts,
        most_words=category.most_words,
        most_minutes=(genre.most_minutes if genre else None) or category.most_minutes,
        link_needed=category.link_needed,
        requirements=tuple(
            RequirementRules(need.id, need.name, need.least, need.most, need.per_part, need.captioned, need.code)
            for need in category.requirements
        ),
        term=place.term,
        people=PeopleRules(
            authors_confirm=edition.authors_confirm,
            outlet_confirms=edition.outlet_confirms,
            signed_form=edition.signed_form,
            numbers=bool(edition.personal_numbers),
            selection=edition.selection,
            until=place.supplements or place.term,
        ),
    )


def _one_of(name: str) -> sa.BindParameter:
    return sa.bindparam(name, expanding=True)


# Asked at every page of a work: built once, since building a statement costs more than running it.
FILES = (
    sa.select(
        Attachment.entry_id,
        Attachment.requirement_id,
        StoredFile.state,
        Attachment.part_position,
        Attachment.caption,
    )
    .join(StoredFile, StoredFile.id == Attachment.file_id)
    .where(Attachment.entry_id.in_(_one_of("entries")), StoredFile.state != FileState.ABANDONED)
    .order_by(Attachment.position)
)
WORKS_OF_AUTHORS = (
    sa.select(Author.identity_key, Author.email, Author.entry_id, Entry.edition_id)
    .join(Entry)
    .where(
        Entry.edition_id.in_(_one_of("editions")),
        Entry.state.in_(COUNTED_FOR_LIMITS),
        sa.or_(Author.identity_key.in_(_one_of("keys")), Author.email.in_(_one_of("emails"))),
    )
)
BARRING_ROLES = sa.select(RoleGrant.edition_id, RoleGrant.person_id, RoleGrant.role).where(
    RoleGrant.person_id.in_(_one_of("people")),
    RoleGrant.edition_id.in_(_one_of("editions")),
    RoleGrant.role.in_(BARRED_FROM_ENTERING),
    RoleGrant.revoked_at.is_(None),
)
OVERRIDES = (
    sa.select(Override.entry_id, Override.clause, Override.part, Override.reason, Person.full_name, Override.at)
    .join(Person, Person.id == Override.actor_id)
    .where(Override.entry_id.in_(_one_of("entries")))
    .order_by(Override.at, Override.id)
)
HIGHEST_NUMBER = sa.select(sa.func.max(Entry.number)).where(Entry.category_id == sa.bindparam("category"))
ACCOUNTS = sa.select(Person.email, Person.id).where(Person.email.in_(_one_of("emails")), Person.closed_at.is_(None))
OUTLETS = sa.select(Organisation).where(
    Organisation.id.in_(_one_of("outlets")), Organisation.kind == OrganisationKind.OUTLET
)


def _files(entry_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[FileFacts]]:
    found = defaultdict(list)
    for entry_id, *values in db.session.execute(FILES, {"entries": entry_ids}):
        found[entry_id].append(FileFacts(*values))
    return found


def overrides_of(entry_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[OverrideFacts]]:
    """Checks set aside, by entry, the oldest first; one statement for all."""
    found = defaultdict(list)
    for entry_id, *values in db.session.execute(OVERRIDES, {"entries": list(entry_ids)}):
        found[entry_id].append(OverrideFacts(*values))
    return found


def override_rows(entry_id: uuid.UUID, clause: str, part: int | None) -> list[Override]:
    """The rows by which a check is set aside."""
    statement = sa.select(Override).where(
        Override.entry_id == entry_id, Override.clause == clause, Override.part.is_not_distinct_from(part)
    )
    return list(db.session.scalars(statement.order_by(Override.at, Override.id)))


def _other_works(entries: Sequence[Entry]) -> Counter:
    """How many other works sent in each author (by the author's row) has in the same edition, over all groups.

    An author is the same by the key of identity, or by the address, which may have become an account meanwhile.
    """
    authors = [(entry, author) for entry in entries for author in entry.authors]
    found = Counter()
    if not authors:
        return found
    values = {
        "editions": list({entry.edition_id for entry in entries}),
        "keys": list({author.identity_key for _, author in authors}),
        "emails": list({author.email for _, author in authors if author.email}),
    }
    works = defaultdict(set)
    for key, email, entry_id, edition_id in db.session.execute(WORKS_OF_AUTHORS, values):
        works[edition_id, key].add(entry_id)
        works[edition_id, f"email:{email}"].add(entry_id)
    for entry, author in authors:
        own = works[entry.edition_id, author.identity_key] | (
            works[entry.edition_id, f"email:{author.email}"] if author.email else set()
        )
        found[author.id] = len(own - {entry.id})
    return found


def _barring_roles(entries: Sequence[Entry]) -> dict[tuple[uuid.UUID, uuid.UUID | None], Role]:
    """Roles of authors with an account that keep them from entering, by edition and person."""
    people = {author.person_id for entry in entries for author in entry.authors if author.person_id}
    if not people:
        return {}
    editions = list({entry.edition_id for entry in entries})
    rows = db.session.execute(BARRING_ROLES, {"people": list(people), "editions": editions})
    return {(edition_id, person_id): role for edition_id, person_id, role in rows}


def highest_number(category_id: uuid.UUID) -> int | None:
    """The highest number given in a category; the caller holds the writer's lock."""
    return db.session.scalar(HIGHEST_NUMBER, {"category": category_id})


def identities(emails: set[str]) -> dict[str, uuid.UUID]:
    """The accounts behind addresses (lower case): an author with an account is known by it."""
    return dict(db.session.execute(ACCOUNTS, {"emails": list(emails)}).all()) if emails else {}


def outlets(outlet_ids: set[uuid.UUID]) -> dict[uuid.UUID, Organisation]:
    """Outlets with their names, by identity."""
    if not outlet_ids:
        return {}
    return {outlet.id: outlet for outlet in db.session.scalars(OUTLETS, {"outlets": list(outlet_ids)})}


def owner(entry: Entry) -> Person:
    """Who began the entry."""
    return db.session.get(Person, entry.owner_id)
