"""Reading what prizes for people and organisations are compared by: days of birth declared, works of organisations."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from award.accounts.models import Organisation, Person
from award.accounts.states import OrganisationKind
from award.council.comparing import Candidate, age_on, is_of_age
from award.council.queries.prizes import HeldPrize
from award.db import db
from award.editions.models import Edition
from award.editions.states import Among, Counted, PersonalNumber, PrizeKind
from award.entries.models import Author, Entry, GivenNumber, Part
from award.entries.states import SENT_IN, EntryState
from award.kit import clock


def authors_of(entry_id: uuid.UUID) -> list[str]:
    """The names of a work's authors, in order."""
    statement = sa.select(Author.full_name).where(Author.entry_id == entry_id).order_by(Author.position)
    return list(db.session.scalars(statement))


def candidates(edition: Edition, level: Any, held: Iterable[HeldPrize]) -> list[Candidate]:
    """Who is compared for a prize of age or a counted collective prize; those that have it already are left out."""
    held = list(held)
    if level.kind in (PrizeKind.OLDEST, PrizeKind.YOUNGEST):
        found = _by_age(edition, level, held)
    else:
        found = _counted(edition, level, held)
    given = {(one.entry_id, one.recipient) for one in held if one.level_id == level.id}
    given |= {one.organisation_id for one in held if one.level_id == level.id and one.organisation_id}
    names = {name for _work, name in (one for one in given if isinstance(one, tuple))}
    return [one for one in found if one.organisation_id not in given and not (one.entry_id and one.name in names)]


def _by_age(edition: Edition, level: Any, held: list[HeldPrize]) -> list[Candidate]:
    """Authors who declared their day of birth; each once, with the work that has the highest prize, else the first."""
    main = [one.entry_id for one in held if one.kind is PrizeKind.MAIN]
    order = {work: place for place, work in enumerate(main)}
    statement = (
        sa.select(Author.email, Author.full_name, Entry.id, Entry.code, GivenNumber.number)
        .join(Entry, Entry.id == Author.entry_id)
        .join(GivenNumber, sa.and_(GivenNumber.email == Author.email, GivenNumber.edition_id == Entry.edition_id))
        .where(
            Entry.edition_id == edition.id,
            Entry.state == EntryState.ELIGIBLE,
            GivenNumber.kind == PersonalNumber.BIRTH_DATE,
        )
        .order_by(Entry.code, Author.position)
    )
    rows = [row for row in db.session.execute(statement) if level.among is Among.ELIGIBLE or row.id in order]
    rows.sort(key=lambda row: order.get(row.id, len(order)))
    people: dict[str, Candidate] = {}
    for row in rows:
        born = date.fromisoformat(row.number)
        age = age_on(edition.window_to, born)
        value = born.toordinal() * (-1 if level.kind is PrizeKind.OLDEST else 1)
        if is_of_age(age, level.least_age, level.below_age):
            people.setdefault(row.email, Candidate(row.email, row.full_name, value, age, entry_id=row.id))
    return list(people.values())


def _counted(edition: Edition, level: Any, held: list[HeldPrize]) -> list[Candidate]:
    """Organisations that works name, each work once for each; those with nothing to count are left out."""
    if level.counted is Counted.NAMED:
        return []
    works = _works_of(edition.id, level.recipients, level.counted is Counted.ENTERED)
    main = {one.entry_id: one.level_id for one in held if one.kind is PrizeKind.MAIN}
    ladder = [one.id for one in edition.prize_levels if one.kind is PrizeKind.MAIN]
    statement = sa.select(Organisation).where(Organisation.id.in_(works))
    names = {one.id: one.name_on(clock.today()) for one in db.session.scalars(statement)}
    found = []
    for organisation_id, own in works.items():
        prizes = [main[work] for work in own if work in main]
        count = len(prizes) if level.counted in (Counted.PRIZES, Counted.HIGHEST) else len(own)
        value = tuple(prizes.count(one) for one in ladder) if level.counted is Counted.HIGHEST else count
        if count:
            name = names[organisation_id]
            found.append(Candidate(organisation_id, name, value, count, organisation_id=organisation_id))
    return found


def _works_of(edition_id: uuid.UUID, kind: OrganisationKind, sent_in: bool) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Works by organisation: of outlets those they carried, of branches those of their members."""
    states = SENT_IN if sent_in else (EntryState.ELIGIBLE,)
    if kind is OrganisationKind.BRANCH:
        rows = sa.select(Person.branch_id, Author.entry_id).join(Person, Person.id == Author.person_id)
        column, work = Person.branch_id, Author.entry_id
    else:
        rows, column, work = sa.select(Part.outlet_id, Part.entry_id), Part.outlet_id, Part.entry_id
    rows = rows.join(Entry, Entry.id == work).where(
        Entry.edition_id == edition_id, Entry.state.in_(states), column.is_not(None)
    )
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for organisation_id, entry_id in db.session.execute(rows.distinct()):
        found[organisation_id].add(entry_id)
    return dict(found)
