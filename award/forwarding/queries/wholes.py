"""Reading whole works for the moment when they are frozen; the number of statements does not depend on theirs."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.accounts.models import Organisation, Person
from award.db import db
from award.editions.models import Category, FileRequirement, Genre, Theme
from award.editions.states import MediaType
from award.entries.models import Attachment, Author, Entry, Part
from award.evidence.models import Look
from award.evidence.queries import first_copies
from award.evidence.texts import from_json
from award.files.models import StoredFile
from award.files.states import FileState
from award.forwarding.queries.works import PRESENT, prize_names
from award.forwarding.wholes import AuthorWhole, EarlierPrizeWhole, FileWhole, PageWhole, PartWhole, WorkWhole


def wholes(entry_ids: Sequence[uuid.UUID], day: date) -> list[WorkWhole]:
    """The works in the order asked for, with organisations called as on `day`."""
    statement = (
        sa.select(Entry, Category.name, Category.code, Category.media_type, Genre.name, Theme.name)
        .join(Category, Category.id == Entry.category_id)
        .outerjoin(Genre, Genre.id == Entry.genre_id)
        .outerjoin(Theme, Theme.id == Entry.theme_id)
        .where(Entry.id.in_(entry_ids))
        .options(selectinload(Entry.authors), selectinload(Entry.parts), selectinload(Entry.prizes))
    )
    rows = {row[0].id: row for row in db.session.execute(statement)}
    files, prizes, pages = _files(entry_ids), prize_names(entry_ids), _pages(entry_ids)
    authors = _authors([author for entry, *_ in rows.values() for author in entry.authors], day)
    return [
        _whole(*rows[entry_id], authors[entry_id], prizes.get(entry_id, []), files.get(entry_id, []), pages)
        for entry_id in entry_ids
    ]


def _whole(
    entry: Entry,
    category: str,
    category_code: str,
    media_type: MediaType,
    genre: str | None,
    theme: str | None,
    authors: Iterable[AuthorWhole],
    prizes: Iterable[str],
    files: Iterable[FileWhole],
    pages: Mapping[tuple[uuid.UUID, str], Look],
) -> WorkWhole:
    return WorkWhole(
        code=entry.code or "",
        title=entry.title,
        summary=entry.summary,
        language=entry.language,
        category=category,
        category_code=category_code,
        media_type=media_type.value,
        genre=genre or "",
        theme=theme or "",
        authors=tuple(authors),
        parts=tuple(
            PartWhole(p.title, p.outlet_name, p.programme, p.published_on, p.page, p.url, p.minutes, p.words)
            for p in entry.parts
        ),
        prizes=tuple(prizes),
        earlier_prizes=tuple(EarlierPrizeWhole(p.contest, p.organiser, p.level, p.year) for p in entry.prizes),
        files=tuple(files),
        pages=tuple(_page(p, pages[entry.id, p.url]) for p in entry.parts if (entry.id, p.url) in pages),
        statements=tuple(entry.statements or ()),
    )


def _pages(entry_ids: Sequence[uuid.UUID]) -> dict[tuple[uuid.UUID, str], Look]:
    """The kept copies of the pages that the parts link to, by work and link."""
    return {(entry_id, url): look for entry_id, url, look in first_copies(entry_ids)}


def _page(part: Part, look: Look) -> PageWhole:
    lines = tuple(from_json(look.text).lines)
    kept = (look.warc_key, look.warc_size, look.warc_sha256)
    return PageWhole(part.position, part.url, look.at, look.body_sha256, lines, *kept)


def _authors(authors: Sequence[Author], day: date) -> dict[uuid.UUID, list[AuthorWhole]]:
    branches = _branches({author.person_id for author in authors if author.person_id})
    wanted = {author.outlet_id for author in authors if author.outlet_id} | set(branches.values())
    names = {
        organisation.id: organisation.name_on(day)
        for organisation in db.session.scalars(sa.select(Organisation).where(Organisation.id.in_(wanted)))
    }
    found: dict[uuid.UUID, list[AuthorWhole]] = defaultdict(list)
    for author in authors:
        found[author.entry_id].append(
            AuthorWhole(
                name=author.full_name,
                pen_names=author.pen_names,
                unit=names.get(author.outlet_id, ""),
                branch=names.get(branches.get(author.person_id), ""),
                phone=author.phone or "",
                email=author.email or "",
                lead=author.is_lead,
            )
        )
    return found


def _branches(person_ids: set[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    rows = db.session.execute(
        sa.select(Person.id, Person.branch_id).where(Person.id.in_(person_ids), Person.branch_id.isnot(None))
    )
    return dict(rows.all())


def _files(entry_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[FileWhole]]:
    file = StoredFile
    statement = (
        sa.select(
            Attachment.entry_id,
            file.key,
            file.name,
            file.size,
            file.sha256,
            file.crc32,
            (file.state == FileState.VERIFIED).label("verified"),
            FileRequirement.name,
            Attachment.part_position,
            Attachment.caption,
        )
        .join(file, file.id == Attachment.file_id)
        .join(FileRequirement, FileRequirement.id == Attachment.requirement_id)
        .where(Attachment.entry_id.in_(entry_ids), file.state.in_(PRESENT))
        .order_by(
            FileRequirement.position, sa.func.coalesce(Attachment.part_position, 0), Attachment.position, Attachment.id
        )
    )
    found: dict[uuid.UUID, list[FileWhole]] = defaultdict(list)
    for entry_id, *values in db.session.execute(statement):
        found[entry_id].append(FileWhole(*values))
    return found
