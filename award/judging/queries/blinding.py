"""Names that judges of a blind round must not read, and whether a round hides them now."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from award.accounts.models import OrganisationName, Person, RoleGrant
from award.accounts.states import Role
from award.db import Page, db, paged
from award.editions.models import Edition, FileRequirement, Round
from award.editions.states import EditionState
from award.entries.models import Attachment, Author, Entry, Part
from award.files.models import StoredFile
from award.files.rendering import blinds
from award.files.states import FileState, RenditionKind
from award.files.without import is_without
from award.judging.models import Assignment
from award.judging.queries.joint import unblinded
from award.judging.states import WITH_JUDGE
from award.kit.masking import NOBODY, Names

# Of how many works names are looked up at once.
AT_ONCE = 500
PEN_NAMES = re.compile(r"[,;/\n|]")
ENTRIES = sa.bindparam("entries", expanding=True)


def hides_names(round_: Round) -> bool:
    """Whether the judges of the round may not know whose works they mark: it is blind and two persons have not lifted
    it."""
    return round_.blind and not unblinded(round_.id)


KNOWING = (Role.SECRETARY, Role.CHAIR, Role.OBSERVER, Role.ADMINISTRATOR)


def who_know_names(round_: Round) -> set[uuid.UUID]:
    """The people whose office in the edition shows them who wrote the works: they do not mark where names are hidden.
    Empty where they are not."""
    if not hides_names(round_):
        return set()
    statement = sa.select(RoleGrant.person_id).where(
        RoleGrant.role.in_(KNOWING),
        RoleGrant.revoked_at.is_(None),
        sa.or_(RoleGrant.edition_id == round_.edition_id, RoleGrant.edition_id.is_(None)),
    )
    return set(db.session.scalars(statement))


def _names() -> sa.CompoundSelect:
    """Rows (work, name or several, pen names as a list, address, telephone) of authors, of who entered the work, of
    outlets and of their contacts in the edition."""
    nothing = sa.null().cast(sa.String)
    none = sa.null().cast(sa.JSON)
    of_author = (Author.entry_id == Entry.id, Entry.id.in_(ENTRIES))
    outlets = sa.union(
        sa.select(Author.entry_id, Author.outlet_id).where(Author.entry_id.in_(ENTRIES)),
        sa.select(Part.entry_id, Part.outlet_id).where(Part.entry_id.in_(ENTRIES)),
    ).subquery()
    contact = sa.and_(
        RoleGrant.outlet_id == outlets.c.outlet_id,
        RoleGrant.role == Role.CONTACT,
        RoleGrant.revoked_at.is_(None),
        sa.or_(RoleGrant.edition_id == Entry.edition_id, RoleGrant.edition_id.is_(None)),
    )
    person = (Person.full_name, Person.pen_names, Person.email, Person.phone)
    return sa.union_all(
        sa.select(Entry.id, Author.full_name, none, Author.email, Author.phone).where(*of_author),
        sa.select(Entry.id, Author.pen_names, none, nothing, nothing).where(*of_author),
        sa.select(Entry.id, *person).join(Person, Person.id == Entry.owner_id).where(Entry.id.in_(ENTRIES)),
        sa.select(Entry.id, *person)
        .join(Author, of_author[0])
        .join(Person, Person.id == Author.person_id)
        .where(Entry.id.in_(ENTRIES)),
        sa.select(Entry.id, *person)
        .join(outlets, outlets.c.entry_id == Entry.id)
        .join(RoleGrant, contact)
        .join(Person, Person.id == RoleGrant.person_id),
        sa.select(Part.entry_id, Part.outlet_name, none, nothing, nothing).where(Part.entry_id.in_(ENTRIES)),
        sa.select(outlets.c.entry_id, OrganisationName.name, none, nothing, nothing).join(
            OrganisationName, OrganisationName.organisation_id == outlets.c.outlet_id
        ),
    )


NAMES = _names()


def names_of(entry_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Names]:
    """What must not be read in what judges get of each work, by the work: one statement."""
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    wanted = list(entry_ids)
    rows = db.session.execute(NAMES, {"entries": wanted}) if wanted else ()
    for entry_id, named, pen_names, email, phone in rows:
        found[entry_id].update(PEN_NAMES.split(named or ""), pen_names or (), (email or "", phone or ""))
    return defaultdict(lambda: NOBODY, {entry_id: Names(names) for entry_id, names in found.items()})


def spelled_names(entry_id: uuid.UUID) -> list[str]:
    """The same of one work as a list, for a process that masks files."""
    return names_of([entry_id])[entry_id].spelled


def hidden_names(round_: Round, entry_id: uuid.UUID) -> Names:
    """The names of the work that judges of the round must not read now: none where the round hides none."""
    return names_of([entry_id])[entry_id] if hides_names(round_) else NOBODY


def masked_title(round_: Any, entry_id: uuid.UUID, title: str) -> str:
    """The title as judges of the round read it, in letters too."""
    return hidden_names(round_, entry_id).masked(title)


def blind_rounds() -> list[Round]:
    """Rounds of editions that are not put away yet in which names are hidden now."""
    statement = sa.select(Round).join(Edition, Edition.id == Round.edition_id)
    wanted = statement.where(Round.blind, Edition.state != EditionState.ARCHIVED)
    return [one for one in db.session.scalars(wanted.order_by(Round.opens_at, Round.id)) if hides_names(one)]


def works_without_copies(round_id: uuid.UUID) -> list[uuid.UUID]:
    """The works before the round's judges with a file of which no copy was made without the names that are known now, in
    a fixed order."""
    copy = aliased(StoredFile)
    made = sa.and_(copy.parent_id == StoredFile.id, copy.rendition == RenditionKind.BLIND, copy.place == 0)
    given = sa.select(Assignment.entry_id).where(Assignment.round_id == round_id, Assignment.state.in_(WITH_JUDGE))
    statement = (
        sa.select(Attachment.entry_id, StoredFile.type_found, copy.probe)
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .outerjoin(copy, made)
        .where(Attachment.entry_id.in_(given), StoredFile.state == FileState.VERIFIED)
        .order_by(Attachment.entry_id)
    )
    lacking: dict[uuid.UUID, None] = {}
    for rows in db.session.execute(statement).partitions(AT_ONCE):
        names = names_of({entry_id for entry_id, _, _ in rows})
        lacking |= {
            one: None for one, kind, probe in rows if blinds(kind) and not is_without(probe, names[one].spelled)
        }
    return list(lacking)


@dataclass(frozen=True)
class Finding:
    """A file of a work before a blind round: what its copy without names may still tell. `copy_id` is None where there is
    none yet; `painted` names were found on its pages, `unread` of them have no text that could be looked through,
    `left_out` pages are not in it since the file is too long; `in_words` says that title or summary name somebody,
    which judges do not see."""

    entry_id: uuid.UUID
    code: str
    title: str
    requirement: str
    kind: str
    copy_id: uuid.UUID | None
    painted: int
    unread: int
    in_words: bool
    left_out: int = 0


def findings(round_: Round, *, page: int) -> Page:
    """One page of the files of the round's works, by the works' codes."""
    copy = aliased(StoredFile)
    given = sa.select(Assignment.entry_id).where(Assignment.round_id == round_.id, Assignment.state.in_(WITH_JUDGE))
    wanted = (Attachment.entry_id.in_(given), StoredFile.state == FileState.VERIFIED)
    itself = (copy.parent_id == StoredFile.id, copy.rendition == RenditionKind.BLIND, copy.place == 0)
    statement = (
        sa.select(
            *(Entry.id, Entry.code, Entry.title, Entry.summary, FileRequirement.name.label("requirement")),
            *(StoredFile.type_found, copy.id.label("copy_id"), copy.probe),
        )
        .select_from(Attachment)
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .join(Entry, Entry.id == Attachment.entry_id)
        .join(FileRequirement, FileRequirement.id == Attachment.requirement_id)
        .outerjoin(copy, sa.and_(*itself))
        .where(*wanted)
        .order_by(Entry.code, Attachment.part_position, Attachment.position, StoredFile.id)
    )
    count = (
        sa.select(sa.func.count()).select_from(Attachment).join(StoredFile, StoredFile.id == Attachment.file_id)
    ).where(*wanted)
    return paged(statement, page=page, count=count, read=_findings)


def _findings(rows: Iterable[Any]) -> list[Finding]:
    rows = list(rows)
    names = names_of({row.id for row in rows})
    return [_finding(row, names[row.id]) for row in rows]


def _finding(row: Any, names: Names) -> Finding:
    """A copy that was made when not all names were known is none: judges do not get it."""
    fresh = is_without(row.probe, names.spelled)
    known = row.probe if fresh else {}
    return Finding(
        *(row.id, row.code, row.title, row.requirement, row.type_found or "", row.copy_id if fresh else None),
        *(known.get("hidden", 0), known.get("unread", 0)),
        bool(names.spans(f"{row.title}\n{row.summary}")),
        known.get("left_out", 0),
    )


@dataclass(frozen=True)
class CopyInRound:
    """A copy without names, as the office looks at it."""

    __tablename__ = Round.__tablename__

    file: StoredFile
    code: str
    round: Round

    @property
    def edition_id(self) -> uuid.UUID:
        """The edition that rules ask about."""
        return self.round.edition_id


def copy_in_round(round_id: uuid.UUID, file_id: uuid.UUID) -> CopyInRound | None:
    """The copy without names of a work before the round."""
    statement = (
        sa.select(StoredFile, Entry.code, Round)
        .join(Attachment, Attachment.file_id == StoredFile.parent_id)
        .join(Entry, Entry.id == Attachment.entry_id)
        .join(Assignment, Assignment.entry_id == Entry.id)
        .join(Round, Round.id == Assignment.round_id)
        .where(Round.id == round_id, StoredFile.id == file_id, StoredFile.rendition == RenditionKind.BLIND)
        .limit(1)
    )
    row = db.session.execute(statement).one_or_none()
    return CopyInRound(*row) if row else None
