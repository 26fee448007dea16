"""One task with everything that the rule, the verbs and the sheet's page need."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from award.accounts.models import Person
from award.db import db
from award.editions.criteria import applies, names_of
from award.editions.models import Category, Criterion, Edition, FileRequirement, Genre, Round
from award.editions.queries import kept_at
from award.editions.states import CoverageRule
from award.entries.models import Attachment, Author, Entry, Part
from award.evidence.queries import KeptCopy, copies_of
from award.files import kinds
from award.files.models import StoredFile
from award.files.queries import Renditions, renditions_of, texts_of
from award.files.states import FileState, RenditionKind
from award.files.without import is_without
from award.judging.conflicts import Conflict, conflict_of
from award.judging.models import Assignment, Coverage, ScoreSheet
from award.judging.queries import queues
from award.judging.queries.blinding import hidden_names, hides_names
from award.judging.queries.facts import Judge, facts_of_work, judge_facts
from award.judging.visibility import Matter, Phase, Viewer, phase_of, sees
from award.kit.masking import Names


@dataclass
class Task:
    """A judge's task in hand: the row, its round and work, and whether the judge has a conflict with it."""

    assignment: Assignment
    round: Round
    entry: Entry
    edition: Edition
    category: str
    genre: str | None
    judge_email: str
    judge_outlet_id: uuid.UUID | None
    judge_branch_id: uuid.UUID | None
    coverage: Coverage | None = None

    @property
    def id(self) -> uuid.UUID:
        return self.assignment.id

    @property
    def sheet(self) -> ScoreSheet | None:
        return self.assignment.sheet

    @property
    def version(self) -> int:
        """The edition version of the sheet; 0 before the first save."""
        return self.sheet.version if self.sheet else 0

    @property
    def least_share(self) -> int | None:
        """How much of the work the round asks to be seen, in percent; None where it asks for nothing."""
        return None if self.round.coverage is CoverageRule.OFF else self.round.coverage_share

    @cached_property
    def conflict(self) -> Conflict | None:
        """The judge's conflict with the work, derived from the facts as they are now."""
        judge = Judge(self.assignment.judge_id, self.judge_email, self.judge_outlet_id, self.judge_branch_id)
        return conflict_of(judge_facts(judge, self.edition), facts_of_work(self.entry.id, self.entry.owner_id))

    @cached_property
    def blind(self) -> bool:
        """Whether names are hidden from the judge now."""
        return hides_names(self.round)

    @cached_property
    def title(self) -> str:
        """The work's title as the judge may read it."""
        return self.masked(self.entry.title)

    @cached_property
    def summary(self) -> str:
        """The work's summary as the judge may read it."""
        return self.masked(self.entry.summary)

    @cached_property
    def hidden(self) -> Names:
        """The names that the judge must not read now."""
        return hidden_names(self.round, self.entry.id)

    def masked(self, text: str) -> str:
        """A text of the work as the judge may read it."""
        return self.hidden.masked(text)

    @property
    def viewer(self) -> Viewer:
        """What the task's judge is to the work."""
        return Viewer.IN_CONFLICT if self.conflict else Viewer.JUDGE

    @property
    def phase(self) -> Phase:
        """How far the round is."""
        return phase_of(self.round.state)

    def shows(self, matter: Matter) -> bool:
        """Whether the task's judge sees the matter now."""
        return sees(self.viewer, matter, self.phase, blind=self.blind)

    @cached_property
    def criteria(self) -> Sequence[Criterion]:
        """The criteria of the round that are for works of this kind, in the order of the sheet."""
        kept = kept_at(self.edition.id, self.edition.stamp)
        criteria = next(one.criteria for one in kept.rounds if one.id == self.round.id)
        if not any(criterion.works for criterion in criteria):
            return criteria
        names = _names_of(kept, self.entry)
        return [criterion for criterion in criteria if applies(criterion.works, names)]


def _names_of(edition: Edition, entry: Entry) -> frozenset[str]:
    """By which names a criterion may mean the work."""
    category = next((one for one in edition.categories if one.id == entry.category_id), None)
    if category is None:
        return frozenset()
    genre = next((one.code for one in category.genres if one.id == entry.genre_id), None)
    return names_of(category.code, category.media_type, genre)


JUDGE = (Person.email, Person.outlet_id, Person.branch_id)

# Statements of pages that judges open all day are built once.
TASK_ROWS = (
    sa.select(Assignment, Round, Entry, Edition, Category.name, Genre.name, *JUDGE, Coverage)
    .join(Round, Round.id == Assignment.round_id)
    .join(Entry, Entry.id == Assignment.entry_id)
    .join(Edition, Edition.id == Round.edition_id)
    .join(Category, Category.id == Entry.category_id)
    .outerjoin(Genre, Genre.id == Entry.genre_id)
    .join(Person, Person.id == Assignment.judge_id)
    .outerjoin(Coverage, sa.and_(Coverage.person_id == Assignment.judge_id, Coverage.entry_id == Assignment.entry_id))
    .options(joinedload(Assignment.sheet))
)
TASK_ROW = TASK_ROWS.where(Assignment.id == sa.bindparam("task_id"))


def task(task_id: uuid.UUID) -> Task | None:
    """The task, whoever asks; `rules.may_judge` decides who may see it."""
    row = db.session.execute(TASK_ROW, {"task_id": task_id}).one_or_none()
    return Task(*row) if row else None


def task_for(judge_id: uuid.UUID, round_id: uuid.UUID, entry_id: uuid.UUID) -> Task | None:
    """The task of a judge on a work in a round."""
    statement = sa.select(Assignment.id).where(
        Assignment.round_id == round_id, Assignment.entry_id == entry_id, Assignment.judge_id == judge_id
    )
    found = db.session.scalar(statement)
    return task(found) if found else None


MOST_TEXT = 100_000


@dataclass(frozen=True)
class Shown:
    """A file of the work as the sheet's page shows it; its name is not shown, since names tell who wrote it. Where names
    are hidden, `type`, `pages` and `size` are of the copy that tells none, which `file_of` answers for `id`, and `left_out` says
    how many of the last pages are not in it (None for an original). `text` is there for documents that no browser shows as
    pages."""

    id: uuid.UUID
    type: str
    caption: str
    requirement: str
    part: int | None
    pages: int | None
    size: int
    copies: Renditions
    text: str = ""
    left_out: int | None = None

    @property
    def plays(self) -> bool:
        """Whether it is sound or film."""
        return self.type.startswith(("audio/", "video/"))

    @property
    def is_picture(self) -> bool:
        return self.type.startswith("image/")


@dataclass(frozen=True)
class ShownPart:
    """A part of the work; `outlet_name`, `programme` and `url` are empty where its origin is hidden. `copy` is the kept
    copy of its page."""

    position: int
    title: str
    outlet_name: str
    programme: str
    published_on: date | None
    page: str
    url: str
    copy: KeptCopy | None = None


@dataclass(frozen=True)
class Work:
    """What a judge sees of a work; `authors` is empty where names are hidden, `waiting` says how many files have no copy
    without names yet."""

    parts: Sequence[ShownPart]
    files: Sequence[Shown]
    authors: Sequence[tuple[str, str]]
    waiting: int = 0


OF_ENTRY = sa.bindparam("entry_id")
PARTS = (
    sa.select(Part.position, Part.title, Part.outlet_name, Part.programme, Part.published_on, Part.page, Part.url)
    .where(Part.entry_id == OF_ENTRY)
    .order_by(Part.position)
)
AUTHORS = sa.select(Author.full_name, Author.pen_names).where(Author.entry_id == OF_ENTRY).order_by(Author.position)
FILES = (
    sa.select(
        StoredFile.id,
        StoredFile.type_found,
        Attachment.caption,
        FileRequirement.name,
        Attachment.part_position,
        StoredFile.probe,
        StoredFile.size,
    )
    .join(Attachment, Attachment.file_id == StoredFile.id)
    .join(FileRequirement, FileRequirement.id == Attachment.requirement_id)
    .where(Attachment.entry_id == OF_ENTRY, StoredFile.state == FileState.VERIFIED)
    .order_by(Attachment.part_position, FileRequirement.position, Attachment.position, StoredFile.id)
)


def work_of(task: Task) -> Work:
    """The work of a task, as its judge may see it: a statement each."""
    entry = {"entry_id": task.entry.id}
    rows = db.session.execute(FILES, entry).all()
    copies = renditions_of(row.id for row in rows)
    files = [_file(task, row, copies[row.id]) for row in rows]
    shown = _with_texts(task, [file for file in files if file is not None])
    authors = db.session.execute(AUTHORS, entry).all() if task.shows(Matter.NAMES) else []
    return Work(_parts(task), shown, authors, len(files) - len(shown))


def _file(task: Task, row: sa.Row, copies: Renditions) -> Shown | None:
    file_id, kind, caption, requirement, part, probe, size = row
    if task.shows(Matter.ORIGINALS):
        return Shown(file_id, kind or "", caption, requirement, part, (probe or {}).get("pages"), size, copies)
    one = copies.blind
    if one is None or not is_without(one.probe, task.hidden.spelled):
        return None
    known, light = one.probe, without_labels(kind, copies)
    told = (task.masked(caption), requirement, part, known.get("pages"), one.size, light)
    return Shown(file_id, one.type, *told, left_out=known.get("left_out", 0))


def without_labels(kind: str | None, copies: Renditions) -> Renditions:
    """The copies that tell no names of a file of this type. What was made of a page tells what stands on it, so of
    pages only those without names are shown."""
    light = (
        Renditions(copies.thumbnail, copies.small, copies.large, copies.light) if kind not in PAGED else Renditions()
    )
    light.pages = copies.blind_pages
    return light


def _with_texts(task: Task, files: list[Shown]) -> list[Shown]:
    """Documents without pages get the text that was found in them, where what they say may be seen as it is."""
    bare = [file.id for file in files if file.type == kinds.DOCX and not file.copies.pages]
    texts = texts_of(bare) if task.shows(Matter.ORIGINALS) else {}
    return [replace(file, text=texts[file.id][:MOST_TEXT]) if file.id in texts else file for file in files]


def _parts(task: Task) -> list[ShownPart]:
    parts = [ShownPart(*row) for row in db.session.execute(PARTS, {"entry_id": task.entry.id})]
    copies = copies_of(task.entry.id, with_text=True) if any(part.url for part in parts) else {}
    parts = [replace(part, copy=copies.get(part.url)) for part in parts]
    return parts if task.shows(Matter.ORIGIN) else [_without_origin(part, task.masked) for part in parts]


def _without_origin(part: ShownPart, masked: Callable[[str], str]) -> ShownPart:
    copy = part.copy.without_names(masked) if part.copy else None
    return replace(
        part, title=masked(part.title), outlet_name="", programme="", url="", page=masked(part.page), copy=copy
    )


PAGED = frozenset({kinds.PDF, kinds.DOCX})
# Copies of pictures, sound and film are made without what was written into the original.
WITHOUT_LABELS = [RenditionKind.SMALL, RenditionKind.LARGE, RenditionKind.LIGHT, RenditionKind.THUMBNAIL]


def file_ids(entry_id: uuid.UUID) -> list[str]:
    """The files of a work, as text."""
    statement = sa.select(Attachment.file_id).where(Attachment.entry_id == entry_id).order_by(Attachment.file_id)
    return [str(one) for one in db.session.scalars(statement)]


def file_of(task: Task, file_id: uuid.UUID) -> StoredFile | None:
    """A file of the task's work or a copy of one, if the judge may see it and it was found acceptable; in place of an
    original that tells names the copy that tells none."""
    original = aliased(StoredFile)
    statement = (
        sa.select(StoredFile)
        .join(original, original.id == sa.func.coalesce(StoredFile.parent_id, StoredFile.id))
        .join(Attachment, Attachment.file_id == original.id)
        .where(Attachment.entry_id == task.entry.id, StoredFile.state == FileState.VERIFIED)
    )
    if task.shows(Matter.ORIGINALS):
        return db.session.scalar(statement.where(StoredFile.id == file_id))
    blind = StoredFile.rendition == RenditionKind.BLIND
    light = sa.and_(StoredFile.rendition.in_(WITHOUT_LABELS), original.type_found.not_in(PAGED))
    instead = sa.and_(original.id == file_id, blind, StoredFile.place == 0)
    itself = sa.and_(StoredFile.id == file_id, sa.or_(blind, light))
    found = db.session.scalar(statement.where(sa.or_(instead, itself)))
    told = found is not None and found.rendition is RenditionKind.BLIND
    return None if told and not is_without(found.probe, task.hidden.spelled) else found


def verified_files(entry_id: uuid.UUID) -> list[uuid.UUID]:
    """The files of a work that judges may come to see, in the order of its page."""
    return [row.id for row in db.session.execute(FILES, {"entry_id": entry_id})]


@dataclass(frozen=True)
class Neighbours:
    """Where a task stands in its judge's queue, from 1, of how many, with the tasks before and after it."""

    place: int
    count: int
    before: uuid.UUID | None
    after: uuid.UUID | None


def _neighbours() -> sa.Select:
    mine = queues.MINE
    order, here = Assignment.position, sa.bindparam("position")
    number = sa.select(sa.func.count()).select_from(Assignment).where(mine)
    one = sa.select(Assignment.id).where(mine).limit(1)
    return sa.select(
        number.where(order <= here).scalar_subquery(),
        number.scalar_subquery(),
        one.where(order < here).order_by(order.desc()).scalar_subquery(),
        one.where(order > here).order_by(order).scalar_subquery(),
    )


NEIGHBOURS = _neighbours()


def neighbours(task: Task) -> Neighbours:
    """One statement for what is hidden from the judge, and one by the index of the queue."""
    held = task.assignment
    judge = Judge(held.judge_id, task.judge_email, task.judge_outlet_id, task.judge_branch_id)
    hidden = [one.id for one in queues.hidden_tasks(judge, task.round)]
    values = {"judge_id": held.judge_id, "round_id": held.round_id, "position": held.position, "hidden": hidden}
    return Neighbours(*db.session.execute(NEIGHBOURS, values).one())
