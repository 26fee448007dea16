"""What the checks ask beside the works themselves, each only where a rule of the edition asks for it."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Organisation, Person, RoleGrant
from award.accounts.states import BARRED_FROM_ENTERING, Role
from award.db import db
from award.entries.facts import LicenceFacts, PrizeFacts, TopicFacts
from award.entries.models import EarlierPrize, Entry, Part, Topic
from award.entries.queries.shapes import Setting
from award.entries.states import SENT_IN
from award.kit.text import fold


def _one_of(name: str) -> sa.BindParameter:
    return sa.bindparam(name, expanding=True)


BARRING_ROLES = (
    sa.select(RoleGrant.edition_id, RoleGrant.person_id, Person.email, RoleGrant.role)
    .join(Person, Person.id == RoleGrant.person_id)
    .where(
        sa.or_(RoleGrant.person_id.in_(_one_of("people")), Person.email.in_(_one_of("emails"))),
        RoleGrant.edition_id.in_(_one_of("editions")),
        RoleGrant.role.in_(BARRED_FROM_ENTERING),
        RoleGrant.revoked_at.is_(None),
    )
)
MEMBERS = sa.select(Person.id, Person.is_member).where(Person.id.in_(_one_of("people")))
LICENCES = sa.select(
    Organisation.id,
    Organisation.licensed,
    Organisation.carrier,
    Organisation.licensed_from,
    Organisation.licensed_until,
).where(Organisation.id.in_(_one_of("outlets")))
PRIZES = (
    sa.select(EarlierPrize.entry_id, EarlierPrize.contest, EarlierPrize.organiser, EarlierPrize.level)
    .where(EarlierPrize.entry_id.in_(_one_of("entries")))
    .order_by(EarlierPrize.entry_id, EarlierPrize.position)
)
TOPICS = sa.select(Topic.id, Topic.title, Topic.state).where(Topic.id.in_(_one_of("topics")))
EARLIER_PARTS = (
    sa.select(
        Part.url, Part.outlet_id, Part.published_on, Part.title, Entry.title.label("work"), Entry.code, Entry.edition_id
    )
    .join(Entry, Entry.id == Part.entry_id)
    .where(
        Entry.state.in_(SENT_IN),
        sa.or_(
            Part.url.in_(_one_of("urls")),
            sa.and_(Part.published_on.in_(_one_of("days")), Part.outlet_id.in_(_one_of("outlets"))),
        ),
    )
    .order_by(Entry.submitted_at, Entry.id, Part.position)
)


@dataclass
class Background:
    """What was read, by identities of editions, people, outlets, entries, topics and parts."""

    roles: dict[tuple[uuid.UUID, Any], Role] = field(default_factory=dict)
    members: dict[uuid.UUID, bool] = field(default_factory=dict)
    licences: dict[uuid.UUID, LicenceFacts] = field(default_factory=dict)
    prizes: dict[uuid.UUID, list[PrizeFacts]] = field(default_factory=lambda: defaultdict(list))
    topics: dict[uuid.UUID, TopicFacts] = field(default_factory=dict)
    entered_in: dict[uuid.UUID, str] = field(default_factory=dict)

    def role(self, edition_id: uuid.UUID, author: Any) -> Role | None:
        """The role of an author that does not go with entering, by account or by address."""
        return self.roles.get((edition_id, author.person_id)) or self.roles.get((edition_id, author.email))


def background(entries: Sequence[Entry], places: dict[uuid.UUID, Setting]) -> Background:
    """At most one statement for each kind of rule, whatever the number of entries."""
    editions = [place.edition for place in places.values()]
    found = Background(roles=_barring_roles(entries))
    people = list({author.person_id for entry in entries for author in entry.authors} - {None})
    if people and any(edition.members_only for edition in editions):
        found.members = dict(db.session.execute(MEMBERS, {"people": people}).all())
    outlets = list({part.outlet_id for entry in entries for part in entry.parts} - {None})
    if outlets and any(edition.licensed_outlets for edition in editions):
        rows = db.session.execute(LICENCES, {"outlets": outlets})
        found.licences = {outlet_id: LicenceFacts(*values) for outlet_id, *values in rows}
    if any(edition.prizes_in_full or edition.barred_awards for edition in editions):
        for entry_id, *values in db.session.execute(PRIZES, {"entries": [entry.id for entry in entries]}):
            found.prizes[entry_id].append(PrizeFacts(*values))
    topics = list({entry.topic_id for entry in entries} - {None})
    if topics:
        rows = db.session.execute(TOPICS, {"topics": topics})
        found.topics = {topic_id: TopicFacts(*values) for topic_id, *values in rows}
    found.entered_in = _entered_before(entries, places)
    return found


def _barring_roles(entries: Sequence[Entry]) -> dict[tuple[uuid.UUID, Any], Role]:
    """Roles of authors that keep them from entering, by edition and account or address."""
    authors = [author for entry in entries for author in entry.authors]
    people = list({author.person_id for author in authors} - {None})
    emails = list({author.email for author in authors} - {None})
    if not people and not emails:
        return {}
    editions = list({entry.edition_id for entry in entries})
    roles: dict[tuple[uuid.UUID, Any], Role] = {}
    values = {"people": people, "emails": emails, "editions": editions}
    for edition_id, person_id, email, role in db.session.execute(BARRING_ROLES, values):
        roles[edition_id, person_id] = roles[edition_id, email] = role
    return roles


def _entered_before(entries: Sequence[Entry], places: dict[uuid.UUID, Setting]) -> dict[uuid.UUID, str]:
    """Parts published before the window that a work of another edition held: by link, or by outlet, day and title."""
    early = [
        (entry, part)
        for entry in entries
        for part in entry.parts
        if part.published_on
        and places[entry.category_id].edition.straddling
        and part.published_on < places[entry.category_id].edition.window_from
    ]
    if not early:
        return {}
    values = {
        "urls": list({part.url for _, part in early if part.url}),
        "days": list({part.published_on for _, part in early}),
        "outlets": list({part.outlet_id for _, part in early} - {None}),
    }
    known = db.session.execute(EARLIER_PARTS, values).all()
    found = {}
    for entry, part in early:
        codes = [row.code for row in known if row.edition_id != entry.edition_id and _same_part(row, entry, part)]
        found[part.id] = codes[0] if codes else ""
    return found


def _same_part(row: Any, entry: Entry, part: Part) -> bool:
    if part.url and row.url == part.url:
        return True
    same_place = part.outlet_id and (row.outlet_id, row.published_on) == (part.outlet_id, part.published_on)
    return bool(same_place) and fold(row.title or row.work) == fold(part.title or entry.title)
