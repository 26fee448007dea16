"""The council's page put together: the prize table with what is left, and the works that a prize may come to."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from award.council import prize_table
from award.council.allocation import Contender, Proposal, free_places

# How many works without a prize are shown below those with one.
NEXT = 8


@dataclass(frozen=True)
class Cell:
    """Places of a level in one category (or in the whole award): how many there are and how many are left."""

    places: int
    left: int


@dataclass
class BoardRow:
    """A work on the page: its line, the prizes it holds, the level that the standings propose for it."""

    line: Any
    prizes: list[Any] = field(default_factory=list)
    proposed: Any = None
    tied: bool = False


@dataclass(frozen=True)
class Section:
    """The works of one category, the highest score first."""

    category: Any
    rows: list[BoardRow]


def cells(edition: Any, held: Iterable[Any]) -> dict[tuple[uuid.UUID, uuid.UUID | None], Cell]:
    """The prize table by (level, category), with (level, None) for the whole award."""
    table = prize_table.levels(edition.prize_levels, None)
    left = free_places(table, prize_table.awards(held, None))
    return {
        (level.key, category): Cell(places, left[level.key, category])
        for level in table
        for category, places in level.places.items()
    }


def shown_works(held: Iterable[Any], contenders: list[Contender], proposal: Proposal) -> set[uuid.UUID]:
    """The works that the page lists: with a prize, proposed or tied, and the next few of each category."""
    wanted = {prize.entry_id for prize in held} | {award.work for award in proposal.awards}
    wanted |= {work for tie in proposal.ties for work in tie.works}
    others: dict[Any, list[Contender]] = {}
    for contender in sorted(contenders, key=lambda c: -c.score):
        if contender.work not in wanted:
            others.setdefault(contender.category, []).append(contender)
    return wanted | {contender.work for group in others.values() for contender in group[:NEXT]}


def sections(edition: Any, held: Iterable[Any], proposal: Proposal, lines: dict[uuid.UUID, Any]) -> list[Section]:
    """The page's works by category; `lines` are in the order of the scores."""
    names = {level.id: level for level in edition.prize_levels}
    proposed = {award.work: names[award.level] for award in proposal.awards}
    tied = {work for tie in proposal.ties for work in tie.works}
    prizes: dict[uuid.UUID, list[Any]] = {}
    for prize in held:
        prizes.setdefault(prize.entry_id, []).append(prize)
    rows = [BoardRow(line, prizes.get(work, []), proposed.get(work), work in tied) for work, line in lines.items()]
    found = [
        Section(category, [row for row in rows if row.line.category_id == category.id])
        for category in edition.categories
    ]
    return [section for section in found if section.rows]
