"""What the registration form prints of an entry."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from award.accounts.models import Person
from award.db import db
from award.editions.queries import frame_of
from award.editions.states import PersonalNumber
from award.entries.models import Author, Entry
from award.entries.queries.dossiers import outlets, setting
from award.entries.queries.entries import attachments_with_files, entry_whole
from award.entries.queries.numbers import numbers_of
from award.entries.registration import AuthorLine, PartLine, Registration

LABELS = {
    PersonalNumber.NATIONAL_ID: "Số căn cước (CCCD)",
    PersonalNumber.BANK_ACCOUNT: "Số tài khoản, ngân hàng",
    PersonalNumber.BIRTH_DATE: "Ngày sinh",
}


@dataclass(frozen=True)
class ToPrint:
    """An entry and the kind of file that its form is wanted as."""

    entry: Entry
    kind: str

    @property
    def edition_id(self) -> uuid.UUID:
        return self.entry.edition_id


def entry_to_print(entry_id: uuid.UUID, kind: str) -> ToPrint | None:
    """A whole entry for its form."""
    found = entry_whole(entry_id)
    return ToPrint(found, kind) if found is not None else None


def registration(entry: Entry) -> Registration:
    """Everything that the form says of the entry."""
    place = setting(entry)
    edition, genre, theme = place.edition, place.genre(entry.genre_id), place.theme(entry.theme_id)
    return Registration(
        award=edition.title,
        organiser=edition.organiser,
        province=edition.province,
        year=edition.year,
        code=entry.code,
        title=entry.title,
        category=place.category.name,
        genre=genre.name if genre else "",
        theme=theme.name if theme else "",
        language=entry.language,
        summary=entry.summary,
        authors=_authors(entry),
        parts=tuple(_part(part) for part in entry.parts),
        prizes=tuple(_prize(prize) for prize in entry.prizes),
        files=_files(entry),
        numbers=_numbers(entry, edition),
        frame=frame_of(edition.id).value,
    )


def _authors(entry: Entry) -> tuple[AuthorLine, ...]:
    names = outlets({author.outlet_id for author in entry.authors if author.outlet_id})
    ids = [author.person_id for author in entry.authors if author.person_id]
    people = {person.id: person for person in db.session.scalars(sa.select(Person).where(Person.id.in_(ids)))}
    return tuple(_author(author, people.get(author.person_id), names.get(author.outlet_id)) for author in entry.authors)


def _author(author: Author, person: Person | None, outlet: object) -> AuthorLine:
    return AuthorLine(
        name=author.full_name,
        pen_names=author.pen_names,
        outlet=outlet.name if outlet else "",
        branch=person.branch.name if person and person.branch else "",
        position=(person.position or "") if person else "",
        phone=author.phone or "",
        email=author.email or "",
        member=person.is_member if person else None,
        lead=author.is_lead,
        share=author.share,
    )


def _part(part: object) -> PartLine:
    names = ("title", "programme", "published_on", "page", "url", "minutes", "words")
    return PartLine(outlet=part.outlet_name, **{name: getattr(part, name) for name in names})


def _prize(prize: object) -> str:
    words = ", ".join(filter(None, [prize.level, prize.contest, prize.organiser]))
    return f"- {words}{f' ({prize.year})' if prize.year else ''}"


def _files(entry: Entry) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (
            file.requirement + (f", kỳ {file.part_position}" if file.part_position and len(entry.parts) > 1 else ""),
            file.name + (f"\n{file.caption}" if file.caption else ""),
            _size(file.size),
        )
        for file in attachments_with_files([entry.id])[entry.id]
    )


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB".replace(".", ",") if count >= 1_000_000 else f"{max(1, count // 1000)} kB"


def _numbers(entry: Entry, edition: object) -> tuple[tuple[str, str], ...]:
    """What the edition asks for of the lead author: the last three digits of what was given, else room for the hand."""
    lead = next((author for author in entry.authors if author.is_lead), None)
    given = numbers_of(edition.id, lead.email) if lead and lead.email and edition.personal_numbers else {}
    found = []
    for kind in edition.personal_numbers:
        held = given.get(kind)
        text = "; ".join(filter(None, [held.masked, held.bank])) + " (đã khai trong hệ thống)" if held else ""
        found.append((LABELS[PersonalNumber(kind)], text))
    return tuple(found)
