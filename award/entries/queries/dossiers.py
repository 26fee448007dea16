"""Facts and rules of entries, for the checks: the same number of statements for one entry and for a page of them."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import sqlalchemy as sa

from award.accounts.models import Organisation, Person
from award.accounts.states import OrganisationKind
from award.db import db, digest_of
from award.editions.models import Category
from award.editions.queries import kept
from award.editions.states import MediaType
from award.entries.calendar import own_term
from award.entries.confirmations import PeopleFacts
from award.entries.facts import (
    AuthorFacts,
    BarredAwardRules,
    Dossier,
    FileFacts,
    OverrideFacts,
    PartFacts,
    PeopleRules,
    Range,
    RequirementRules,
    WorkFacts,
    WorkRules,
)
from award.entries.models import Attachment, Entry, Override
from award.entries.promises import end_of_bytes
from award.entries.queries.background import Background, background
from award.entries.queries.overlapping import overlaps
from award.entries.queries.people import people_facts
from award.entries.queries.same_people import OtherWorks, other_works
from award.entries.queries.shapes import Setting
from award.entries.states import EntryState, Statement
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
    files, overrides, others = _files(ids), overrides_of(ids), other_works(entries)
    faults = faults_of(ids) if any(part.url for entry in entries for part in entry.parts) else {}
    known = background(entries, places)
    shares = overlaps(entries, places)
    people = people_facts(entries, {place.edition.id: place.edition for place in places.values()})
    return {
        entry.id: Dossier(
            replace(
                _facts(entry, places[entry.category_id], files[entry.id], overrides[entry.id], others, known, faults),
                people=people.get(entry.id, PeopleFacts()),
                overlap=shares.get(entry.id),
            ),
            rules_of(entry, places[entry.category_id]),
        )
        for entry in entries
    }


def _facts(
    entry: Entry,
    place: Setting,
    files: list[FileFacts],
    overrides: list[OverrideFacts],
    others: dict[uuid.UUID, OtherWorks],
    known: Background,
    faults: dict[tuple[uuid.UUID, str], Fault],
) -> WorkFacts:
    genre, theme = place.genre(entry.genre_id), place.theme(entry.theme_id)
    return WorkFacts(
        title=entry.title,
        genre=genre.name if genre else "",
        genre_code=genre.code if genre else "",
        theme=theme.name if theme else "",
        language=entry.language,
        unpublished=entry.unpublished,
        topic=known.topics.get(entry.topic_id),
        declared=entry.declared,
        statements=frozenset(Statement(one) for one in entry.statements),
        authors=tuple(_author(entry, author, others[author.id], known) for author in entry.authors),
        parts=tuple(_part(part, known, faults.get((entry.id, part.url))) for part in entry.parts),
        files=tuple(files),
        prizes=tuple(known.prizes[entry.id]),
        overrides=tuple(overrides),
        sent_at=entry.arrived_at or entry.submitted_at,
        at=clock.now(),
        returned=entry.state is EntryState.RETURNED,
    )


def _author(entry: Entry, author, works: OtherWorks, known: Background) -> AuthorFacts:
    return AuthorFacts(
        name=author.full_name,
        is_lead=author.is_lead,
        other_works=len(works.same),
        possible_works=len(works.possible),
        barred_as=known.role(entry.edition_id, author),
        is_member=known.members.get(author.person_id),
        share=author.share,
    )


def _part(part, known: Background, fault: Fault | None) -> PartFacts:
    return PartFacts(
        part.position,
        part.outlet_name,
        part.published_on,
        part.url,
        part.minutes,
        part.words,
        known.licences.get(part.outlet_id),
        known.entered_in.get(part.id, ""),
        fault,
    )


def rules_of(entry: Entry, place: Setting) -> WorkRules:
    """The rules that hold for a work of this category and genre."""
    edition, category, genre = place.edition, place.category, place.genre(entry.genre_id)
    return WorkRules(
        window_from=edition.window_from,
        window_to=edition.window_to,
        straddling=edition.straddling,
        broadcast=category.media_type in BROADCAST,
        genres=bool(category.genres),
        themes=bool(edition.themes),
        topics_first=edition.topics_first,
        other_languages=edition.other_languages,
        unpublished_allowed=edition.unpublished_allowed,
        authors=Range(category.least_authors, category.most_authors),
        works_per_author=edition.works_per_author,
        members_only=edition.members_only,
        parts=Range(category.least_parts, category.most_parts),
        words=Range(category.least_words, category.most_words),
        minutes=_nearest("minutes", genre, category),
        photos=_nearest("photos", genre, category),
        link_needed=category.link_needed,
        licensed_outlets=edition.licensed_outlets,
        portals_allowed=edition.portals_allowed,
        requirements=tuple(requirement_of(need) for need in category.requirements),
        prizes_in_full=edition.prizes_in_full,
        barred_awards=tuple(BarredAwardRules(one.name, tuple(one.levels)) for one in edition.barred_awards),
        most_overlap=edition.most_overlap,
        statements=_statements(place),
        term=place.term,
        people=PeopleRules(
            authors_confirm=edition.authors_confirm,
            outlet_confirms=edition.outlet_confirms,
            signed_form=edition.signed_form,
            numbers=bool(edition.personal_numbers),
            selection=edition.selection,
            until=place.supplements or place.term,
        ),
        supplements=own_term(entry.supplement_until, place.supplements),
        articles=edition.clauses,
        bytes_until=end_of_bytes(place.term, edition.grace_hours),
    )


def _nearest(what: str, genre, category: Category) -> Range:
    """The genre's own limits where it has them, else the category's."""
    ends = []
    for end in (f"least_{what}", f"most_{what}"):
        own = getattr(genre, end) if genre else None
        ends.append(getattr(category, end) if own is None else own)
    return Range(*ends)


def requirement_of(need) -> RequirementRules:
    """A requirement of the category as the checks know it."""
    return RequirementRules(
        need.id,
        need.name,
        need.least,
        need.most,
        need.per_part,
        need.captioned,
        need.code,
        frozenset(need.genres),
        need.translation,
        need.photos,
        need.least_pixels,
    )


def _statements(place: Setting) -> frozenset[Statement]:
    asked = {
        Statement.MADE_FOR_ONLINE: place.category.made_for_online,
        Statement.DISCIPLINE: place.edition.discipline_declared,
        Statement.PROVINCE: place.edition.province_only,
    }
    return frozenset(statement for statement, needed in asked.items() if needed)


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
        StoredFile.promised_until,
        StoredFile.probe["seconds"].as_string(),
        StoredFile.type_found,
        StoredFile.probe["width"].as_integer(),
        StoredFile.probe["height"].as_integer(),
    )
    .join(StoredFile, StoredFile.id == Attachment.file_id)
    .where(Attachment.entry_id.in_(_one_of("entries")), StoredFile.state != FileState.ABANDONED)
    .order_by(Attachment.position)
)
OVERRIDES = (
    sa.select(Override.entry_id, Override.clause, Override.part, Override.reason, Person.full_name, Override.at)
    .join(Person, Person.id == Override.actor_id)
    .where(Override.entry_id.in_(_one_of("entries")))
    .order_by(Override.at, Override.id)
)
HIGHEST_NUMBER = sa.select(sa.func.max(Entry.number)).where(Entry.category_id == sa.bindparam("category"))
ACCOUNTS = sa.select(Person.email, Person.id).where(Person.email.in_(_one_of("emails")), Person.closed_at.is_(None))
CARDS = sa.select(Person.id, Person.press_card_no, Person.member_card_no).where(Person.id.in_(_one_of("people")))
OUTLETS = sa.select(Organisation).where(
    Organisation.id.in_(_one_of("outlets")), Organisation.kind == OrganisationKind.OUTLET
)


def _files(entry_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[FileFacts]]:
    found = defaultdict(list)
    for entry_id, *values, seconds, type_found, width, height in db.session.execute(FILES, {"entries": entry_ids}):
        pixels = max(width, height) if width and height and (type_found or "").startswith("image/") else None
        found[entry_id].append(FileFacts(*values, Decimal(seconds) if seconds else None, pixels))
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


def highest_number(category_id: uuid.UUID) -> int | None:
    """The highest number given in a category; the caller holds the writer's lock."""
    return db.session.scalar(HIGHEST_NUMBER, {"category": category_id})


def identities(emails: set[str]) -> dict[str, uuid.UUID]:
    """The accounts behind addresses (lower case): an author with an account is known by it."""
    return dict(db.session.execute(ACCOUNTS, {"emails": list(emails)}).all()) if emails else {}


def cards(person_ids: set[uuid.UUID]) -> dict[uuid.UUID, tuple[str | None, str | None]]:
    """Digests of press card and member card of accounts that have one."""
    rows = db.session.execute(CARDS, {"people": list(person_ids)}) if person_ids else []
    return {person_id: (digest_of(press), digest_of(member)) for person_id, press, member in rows}


def outlets(outlet_ids: set[uuid.UUID]) -> dict[uuid.UUID, Organisation]:
    """Outlets with their names, by identity."""
    if not outlet_ids:
        return {}
    return {outlet.id: outlet for outlet in db.session.scalars(OUTLETS, {"outlets": list(outlet_ids)})}


def owner(entry: Entry) -> Person:
    """Who began the entry."""
    return db.session.get(Person, entry.owner_id)
