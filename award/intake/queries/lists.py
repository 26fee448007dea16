"""Lists of works in workbooks, and what their cells are compared with."""

import uuid
from typing import Any, NamedTuple

import sqlalchemy as sa

from award.accounts.models import Organisation, OrganisationName, Person
from award.accounts.states import OrganisationKind
from award.db import Page, db, paged, with_children
from award.editions.models import Edition
from award.entries.models import Author, Entry
from award.entries.queries import edition_to_enter
from award.entries.states import EntryState
from award.intake.importing import Bucket, Known, key_of
from award.intake.models import WorkList
from award.intake.states import ListState
from award.kit.text import fold, sort_key


class ListLine(NamedTuple):
    """A list in the list of lists."""

    id: uuid.UUID
    name: str
    state: ListState
    total: int
    made: int
    created_at: Any
    by: str


def edition_to_fill(code: str) -> Edition | None:
    """An edition with its calendar, categories, genres and themes."""
    found = edition_to_enter(code)
    return with_children(found, Edition.themes) if found is not None else None


def work_list(list_id: uuid.UUID) -> WorkList | None:
    """A list by its identity."""
    return db.session.get(WorkList, list_id)


def lists_page(edition_id: uuid.UUID, owner_id: uuid.UUID | None, number: int) -> Page:
    """Lists that were brought, the newest first; of one person where `owner_id` says whose."""
    conditions = [WorkList.edition_id == edition_id, *([WorkList.owner_id == owner_id] if owner_id else [])]
    columns = (WorkList.id, WorkList.name, WorkList.state, WorkList.total, WorkList.made, WorkList.created_at)
    statement = (
        sa.select(*columns, Person.full_name)
        .join(Person, Person.id == WorkList.owner_id)
        .where(*conditions)
        .order_by(WorkList.created_at.desc(), WorkList.id)
    )
    count = sa.select(sa.func.count()).select_from(WorkList).where(*conditions)
    return paged(statement, page=number, count=count, read=lambda rows: [ListLine(*row) for row in rows])


def taken_before(found: WorkList) -> WorkList | None:
    """The same file, byte for byte, that was taken over in this edition earlier."""
    same = sa.select(WorkList).where(
        WorkList.edition_id == found.edition_id,
        WorkList.sha256 == found.sha256,
        WorkList.state == ListState.DONE,
        WorkList.id != found.id,
    )
    return db.session.scalar(same.order_by(WorkList.finished_at).limit(1))


def known_for(edition: Edition, own_ids: set[uuid.UUID] | None) -> Known:
    """What a list for this edition is compared with: the edition, outlets by every name they ever had, and the works
    that are there. `own_ids` are the outlets of a contact; None for the office."""
    newest, outlets = _outlets()
    return Known(
        categories=_by_name(edition.categories, _bucket),
        themes=_by_name(edition.themes, lambda theme: str(theme.id)),
        outlets=outlets,
        window=(edition.window_from, edition.window_to),
        own=None if own_ids is None else {str(one): newest.get(str(one), "") for one in own_ids},
        there=_there(edition.id),
    )


def _by_name(things: Any, value: Any) -> dict[str, Any]:
    return {fold(word): value(thing) for thing in things for word in (thing.code, thing.name)}


def _bucket(category: Any) -> Bucket:
    genres = _by_name(category.genres, lambda genre: str(genre.id))
    return Bucket(str(category.id), category.name, genres, category.most_authors, category.most_parts)


def _outlets() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    rows = db.session.execute(
        sa.select(OrganisationName.organisation_id, OrganisationName.name, OrganisationName.short_name)
        .join(Organisation, Organisation.id == OrganisationName.organisation_id)
        .where(Organisation.kind == OrganisationKind.OUTLET)
        .order_by(OrganisationName.valid_from)
    ).all()
    newest = {str(identity): name for identity, name, _ in rows}
    words = {fold(word): str(identity) for identity, *names in rows for word in names if word}
    return newest, {word: (identity, newest[identity]) for word, identity in words.items()}


def _there(edition_id: uuid.UUID) -> dict[tuple[str, str], str]:
    rows = db.session.execute(
        sa.select(Entry.title, Entry.code, Author.full_name)
        .outerjoin(Author, sa.and_(Author.entry_id == Entry.id, Author.position == 1))
        .where(Entry.edition_id == edition_id, Entry.state != EntryState.WITHDRAWN)
        .order_by(Entry.created_at.desc(), Entry.id)
    )
    return {key_of(title, [{"full_name": name or ""}]): code or title for title, code, name in rows}


def choices_for(edition: Edition, own_ids: set[uuid.UUID] | None) -> dict[str, list[str]]:
    """What is chosen from in the workbook, by column."""
    newest, _ = _outlets()
    names = [name for identity, name in newest.items() if own_ids is None or uuid.UUID(identity) in own_ids]
    genres = [genre.name for category in edition.categories for genre in category.genres]
    return {
        "category": [category.name for category in edition.categories],
        "genre": list(dict.fromkeys(genres)),
        "theme": [theme.name for theme in edition.themes],
        "outlet": sorted(names, key=sort_key),
    }
