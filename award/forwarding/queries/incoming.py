"""Reading dossiers that came from elsewhere."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa

from award.accounts.models import Organisation, OrganisationName
from award.accounts.states import OrganisationKind
from award.council.models import Prize
from award.council.states import PrizeState
from award.db import Page, db, paged
from award.editions.models import Round
from award.editions.states import RoundState
from award.entries.models import Attachment, Author, Entry
from award.files.models import StoredFile
from award.forwarding.models import Incoming, Provenance
from award.forwarding.queries.works import prize_names
from award.forwarding.states import IncomingState, Stage
from award.judging.models import Standing
from award.kit.text import fold


def incoming(incoming_id: uuid.UUID) -> Incoming | None:
    """One dossier that came in."""
    return db.session.get(Incoming, incoming_id)


def incoming_of_file(file_id: uuid.UUID) -> Incoming | None:
    """The dossier whose ZIP this file is."""
    return db.session.scalar(sa.select(Incoming).where(Incoming.file_id == file_id))


def incoming_page(edition_id: uuid.UUID, page: int) -> Page:
    """What came in for an edition, the newest first, as rows."""
    columns = (Incoming.id, Incoming.name, Incoming.state, Incoming.source, Incoming.works, Incoming.number)
    statement = sa.select(*columns, Incoming.created_at, Incoming.taken_at).where(Incoming.edition_id == edition_id)
    order = (Incoming.created_at.desc(), Incoming.id.desc())
    return paged(statement.order_by(*order), page=page, read=lambda rows: rows.all())


def discs_beside(edition_id: uuid.UUID, incoming_id: uuid.UUID, batch: str) -> list[Incoming]:
    """The other ZIPs of the same dossier that are here, not taken over yet."""
    wanted = (Incoming.edition_id == edition_id, Incoming.batch == batch, Incoming.id != incoming_id)
    states = (IncomingState.FAULTY, IncomingState.READY, IncomingState.CHECKING)
    statement = sa.select(Incoming).where(*wanted, Incoming.state.in_(states), Incoming.file_id.is_not(None))
    return list(db.session.scalars(statement.order_by(Incoming.created_at, Incoming.id)))


def taken_before(edition_id: uuid.UUID, batch: str) -> Incoming | None:
    """The dossier of this batch that was taken over, if one was."""
    wanted = (Incoming.edition_id == edition_id, Incoming.batch == batch, Incoming.state == IncomingState.TAKEN)
    return db.session.scalar(sa.select(Incoming).where(*wanted).order_by(Incoming.number.is_(None)).limit(1))


def last_receipt_number(edition_id: uuid.UUID) -> int:
    """The highest number given to a receipt."""
    return db.session.scalar(sa.select(sa.func.max(Incoming.number)).where(Incoming.edition_id == edition_id)) or 0


def sent_before(edition_id: uuid.UUID, source: str, source_edition: str, codes: Sequence[str]) -> dict[str, str]:
    """Works of the same sender that are here from any batch: the code there with the code here."""
    rows = db.session.execute(
        sa.select(Provenance.code, Entry.code)
        .join(Entry, Entry.id == Provenance.entry_id)
        .where(
            Provenance.edition_id == edition_id,
            Provenance.source == source,
            Provenance.source_edition == source_edition,
            Provenance.code.in_(codes),
        )
    )
    return dict(rows.all())


def twins_by_title(edition_id: uuid.UUID, titles: Sequence[str]) -> dict[str, list[tuple[str, set[str]]]]:
    """Works of the edition by folded title, each with its code and its authors' folded names."""
    wanted = {fold(title) for title in titles}
    rows = db.session.execute(
        sa.select(Entry.code, Entry.title, Author.name_folded)
        .join(Author, Author.entry_id == Entry.id)
        .where(Entry.edition_id == edition_id, Entry.code.is_not(None))
        .order_by(Entry.code)
    )
    found: dict[str, dict[str, set[str]]] = {}
    for code, title, name in rows:
        if fold(title) in wanted:
            found.setdefault(fold(title), {}).setdefault(code, set()).add(name)
    return {title: list(works.items()) for title, works in found.items()}


def twins_by_bytes(edition_id: uuid.UUID, hashes: Sequence[str]) -> dict[str, str]:
    """The code of a work of the edition that has a file of these bytes, by hash."""
    rows = db.session.execute(
        sa.select(StoredFile.sha256, Entry.code)
        .join(Attachment, Attachment.file_id == StoredFile.id)
        .join(Entry, Entry.id == Attachment.entry_id)
        .where(Entry.edition_id == edition_id, Entry.code.is_not(None), StoredFile.sha256.in_(hashes))
    )
    return dict(rows.all())


def provenances(edition_id: uuid.UUID, batch: str) -> list[sa.Row]:
    """(code there, entry, code here, title) of the works of a dossier, in the order of codes."""
    statement = (
        sa.select(Provenance.code, Provenance.entry_id, Entry.code.label("here"), Entry.title)
        .join(Entry, Entry.id == Provenance.entry_id)
        .where(Provenance.edition_id == edition_id, Provenance.batch == batch)
        .order_by(Provenance.code)
    )
    return list(db.session.execute(statement))


def stages_of(edition_id: uuid.UUID, entry_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[Stage, str]]:
    """How far works have come here: prized once prizes are released (then the others have none), in the final round where
    a closed round let them pass; the rest is received."""
    prizes = prize_names(entry_ids)
    passed = (
        sa.select(Standing.entry_id)
        .join(Round, Round.id == Standing.round_id)
        .where(Round.state == RoundState.CLOSED, Standing.entry_id.in_(entry_ids), Standing.passed)
    )
    found: dict[uuid.UUID, tuple[Stage, str]] = dict.fromkeys(db.session.scalars(passed), (Stage.SHORTLISTED, ""))
    released = sa.exists().where(Prize.edition_id == edition_id, Prize.state == PrizeState.RELEASED)
    if db.session.scalar(sa.select(released)):
        found = {entry_id: found.get(entry_id, (Stage.NOT_CHOSEN, "")) for entry_id in entry_ids}
    return found | {entry_id: (Stage.PRIZED, ", ".join(names)) for entry_id, names in prizes.items()}


def outlets_by_name() -> dict[str, uuid.UUID]:
    """Every name that an outlet ever had, folded."""
    rows = db.session.execute(
        sa.select(OrganisationName.name, OrganisationName.organisation_id)
        .join(Organisation, Organisation.id == OrganisationName.organisation_id)
        .where(Organisation.kind == OrganisationKind.OUTLET)
        .order_by(OrganisationName.valid_from, OrganisationName.id)
    )
    return {fold(name): organisation_id for name, organisation_id in rows}
