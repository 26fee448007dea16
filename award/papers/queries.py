"""Reading papers, their register, their scans, and wordings."""

import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from award.accounts.models import Person
from award.db import Page, db, paged
from award.editions.models import Edition, Issuer
from award.files.models import StoredFile
from award.files.states import FileState
from award.papers.models import Paper, PaperScan, PaperText
from award.papers.offering import OFFERS, Offer


@dataclass(frozen=True)
class Drafting:
    """A paper to be made in an edition."""

    __tablename__ = Edition.__tablename__

    edition: Edition
    offer: Offer
    issuers: list[Issuer]

    @property
    def id(self) -> uuid.UUID:
        """The edition, which rules ask about."""
        return self.edition.id


@dataclass(frozen=True)
class ScanOf:
    """A scan with its file and its paper."""

    paper: Paper
    scan: PaperScan
    file: StoredFile


def issuers(edition_id: uuid.UUID) -> list[Issuer]:
    """The bodies that issue papers of an edition, in order."""
    return list(db.session.scalars(sa.select(Issuer).where(Issuer.edition_id == edition_id).order_by(Issuer.position)))


def drafting(code: str, offer: str) -> Drafting | None:
    """An edition and one of the papers that can be made in it."""
    edition = db.session.scalar(sa.select(Edition).where(Edition.code == code))
    if edition is None or offer not in OFFERS:
        return None
    return Drafting(edition, OFFERS[offer], issuers(edition.id))


def paper(paper_id: uuid.UUID) -> Paper | None:
    """A paper with its scans."""
    statement = sa.select(Paper).where(Paper.id == paper_id).options(selectinload(Paper.scans))
    return db.session.scalar(statement)


def paper_by_code(proof: str) -> Paper | None:
    """The paper with this code, typed in whatever case."""
    return db.session.scalar(sa.select(Paper).where(Paper.proof_code == proof.strip().lower()))


def last_number(series: str) -> int:
    """The highest number given in a series, 0 for none."""
    return db.session.scalar(sa.select(sa.func.max(Paper.number)).where(Paper.series == series)) or 0


REGISTERED = (
    Paper.id,
    Paper.number,
    Paper.symbol,
    Paper.frame,
    Paper.day,
    Paper.kind,
    Paper.title,
    Paper.body,
    Paper.signer,
    Paper.state,
    Paper.series_name,
)


def register(edition_id: uuid.UUID, *, page: int) -> Page:
    """One page of the register, the newest paper first: two statements."""
    statement = (
        sa.select(*REGISTERED, sa.exists().where(PaperScan.paper_id == Paper.id).label("scanned"))
        .where(Paper.edition_id == edition_id)
        .order_by(Paper.issued_at.desc(), Paper.id.desc())
    )
    return paged(statement, page=page)


def register_rows(edition_id: uuid.UUID) -> list[Any]:
    """The whole register by series and number, with who wrote each paper in."""
    statement = (
        sa.select(*REGISTERED, Person.full_name.label("by"), Paper.issued_at)
        .join(Person, Person.id == Paper.issued_by_id)
        .where(Paper.edition_id == edition_id)
        .order_by(Paper.series, Paper.number)
    )
    return list(db.session.execute(statement))


def files_of(paper_id: uuid.UUID) -> list[ScanOf]:
    """The scans of a paper with their files, the newest first; those given up are left out."""
    statement = (
        sa.select(Paper, PaperScan, StoredFile)
        .join(PaperScan, PaperScan.paper_id == Paper.id)
        .join(StoredFile, StoredFile.id == PaperScan.file_id)
        .where(Paper.id == paper_id, StoredFile.state != FileState.ABANDONED)
        .order_by(PaperScan.at.desc(), PaperScan.id)
    )
    return [ScanOf(*row) for row in db.session.execute(statement)]


def scan(paper_id: uuid.UUID, file_id: uuid.UUID) -> ScanOf | None:
    """One scan of this very paper."""
    statement = (
        sa.select(Paper, PaperScan, StoredFile)
        .join(PaperScan, PaperScan.paper_id == Paper.id)
        .join(StoredFile, StoredFile.id == PaperScan.file_id)
        .where(Paper.id == paper_id, PaperScan.file_id == file_id)
    )
    row = db.session.execute(statement).first()
    return ScanOf(*row) if row else None


def scan_of_file(file_id: uuid.UUID) -> PaperScan | None:
    """The scan that a file is, if it is one."""
    return db.session.scalar(sa.select(PaperScan).where(PaperScan.file_id == file_id))


def own_text(offer: str) -> PaperText | None:
    """The association's own wording of a paper."""
    return db.session.scalar(sa.select(PaperText).where(PaperText.offer == offer))


def own_texts() -> set[str]:
    """Which papers have a wording of the association's own."""
    return set(db.session.scalars(sa.select(PaperText.offer).order_by(PaperText.offer)))


def our_text(offer: Offer) -> str:
    """The wording that comes with the program."""
    return offer.ours


def text_of(offer: Offer) -> str:
    """The wording in force."""
    own = own_text(offer.code)
    return own.text if own else our_text(offer)


def wording(offer: str) -> Offer | None:
    """One of the papers that can be made."""
    return OFFERS.get(offer)


@dataclass(frozen=True)
class Certificate:
    """One certificate of an issued paper; `number` counts from 1."""

    paper: Paper
    number: int
    name: str
    about: str
    work: str
    prize: str
    award: str
    category: str


def paper_with_certificates(paper_id: uuid.UUID) -> Paper | None:
    """A paper that certificates came with."""
    found = paper(paper_id)
    return found if found is not None and found.certificates else None


def certificate(proof: str, number: int) -> Certificate | None:
    """The certificate in this place of the paper with this code."""
    found = paper_by_code(proof)
    if found is None or not 1 <= number <= len(found.certificates):
        return None
    return Certificate(found, number, **found.certificates[number - 1])
