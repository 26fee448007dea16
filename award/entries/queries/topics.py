"""Reading topics: one's own, the office's list, and those that a work may name."""

import uuid
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import Page, db, paged
from award.editions.models import Edition, Theme
from award.entries.models import Entry, Topic
from award.entries.states import TopicState

OF_PERSON = (
    sa.select(
        Topic.id, Topic.title, Topic.note, Topic.state, Topic.answer, Topic.registered_at, Theme.name.label("theme")
    )
    .outerjoin(Theme, Theme.id == Topic.theme_id)
    .where(Topic.edition_id == sa.bindparam("edition_id"), Topic.person_id == sa.bindparam("person_id"))
    .order_by(Topic.registered_at.desc(), Topic.id)
)


def topic(topic_id: uuid.UUID) -> Topic | None:
    """A topic by identity."""
    return db.session.get(Topic, topic_id)


def edition_of(topic: Topic) -> Edition:
    """The edition of a topic."""
    return db.session.get(Edition, topic.edition_id)


def topic_owner(topic: Topic) -> Person:
    """Who registered a topic."""
    return db.session.get(Person, topic.person_id)


def topic_of(topic_id: Any, entry: Entry) -> Topic | None:
    """The topic that a work may name: of its edition, and of its owner or one of its authors."""
    found = db.session.get(Topic, topic_id) if topic_id else None
    people = {entry.owner_id, *(author.person_id for author in entry.authors)}
    return found if found is not None and found.edition_id == entry.edition_id and found.person_id in people else None


def own_topics(edition: Edition, person: Person) -> list[Any]:
    """The topics that a person registered in an edition, the newest first."""
    return list(db.session.execute(OF_PERSON, {"edition_id": edition.id, "person_id": person.id}))


def topic_choices(entry: Entry) -> list[Any]:
    """The accepted topics that a work may name, and the one it names already, as (id, name)."""
    people = {entry.owner_id, *(author.person_id for author in entry.authors)} - {None}
    statement = (
        sa.select(Topic.id, Topic.title.label("name"))
        .where(
            Topic.edition_id == entry.edition_id,
            Topic.person_id.in_(people),
            sa.or_(Topic.state == TopicState.ACCEPTED, Topic.id == entry.topic_id),
        )
        .order_by(Topic.registered_at, Topic.id)
    )
    return list(db.session.execute(statement))


def topics_page(edition: Edition, *, state: TopicState | None = None, page: int = 1) -> Page:
    """The office's list, those that wait first, then the newest."""
    conditions = [Topic.edition_id == edition.id]
    if state is not None:
        conditions.append(Topic.state == state)
    statement = (
        sa.select(
            Topic.id,
            Topic.title,
            Topic.note,
            Topic.state,
            Topic.answer,
            Topic.registered_at,
            Theme.name.label("theme"),
            Person.full_name.label("person"),
        )
        .join(Person, Person.id == Topic.person_id)
        .outerjoin(Theme, Theme.id == Topic.theme_id)
        .where(*conditions)
        .order_by(Topic.state != TopicState.PROPOSED, Topic.registered_at.desc(), Topic.id)
    )
    count = sa.select(sa.func.count()).select_from(Topic).where(*conditions)
    return paged(statement, page=page, count=count)
