"""The council's page put together: the prize table with what is given and what it costs, and the works that a prize may
come to."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from award.council.allocation import Proposal
from award.council.departures import Departure
from award.council.places import Contender, Room
from award.council.prize_table import PrizeTable
from award.editions.states import PrizeKind
from award.kit.messages import Message

# How many works without a prize are shown below those with one.
NEXT = 8
# Kinds that are not listed with the works of a category.
APART = (PrizeKind.COLLECTIVE, PrizeKind.OLDEST, PrizeKind.YOUNGEST, PrizeKind.HONOUR)


@dataclass(frozen=True)
class Cell:
    """Prizes of a level given in one category, for one sub-committee or in the whole award, of so many places; `over`
    where they are too many, whatever other places came to it."""

    places: int
    given: int
    over: bool


@dataclass(frozen=True)
class LevelRow:
    """A level of the table: its cells in the order of the columns, its money in whole đồng, what is given of it and what
    all its places would cost."""

    level: Any
    cells: list[Cell | None]
    money: int | None
    given: int
    spent: int
    most: int


@dataclass(frozen=True)
class TableView:
    """The whole table with its columns' names and the sums of money."""

    columns: list[Any]
    whole: bool
    rows: list[LevelRow]
    spent: int
    most: int


@dataclass
class BoardRow:
    """A work on the page: its line, the prizes it holds, the level that the standings propose for it, and why."""

    line: Any
    prizes: list[Any] = field(default_factory=list)
    proposed: Any = None
    told: Message | None = None


@dataclass(frozen=True)
class Section:
    """The works of one category, the highest score first."""

    category: Any
    rows: list[BoardRow]


@dataclass(frozen=True)
class Apart:
    """A level whose prizes go to people or organisations: those given, and what a comparison says."""

    level: Any
    prizes: list[Any]
    compared: Any


def table_view(table: PrizeTable, held: Iterable[Any]) -> TableView:
    """The prize table as it stands."""
    held, edition = list(held), table.edition
    used = {places.scope for row in table.rows for places in row.places}
    columns = [one for one in (*edition.categories, *edition.subcommittees) if one.id in used]
    whole = None in used
    scopes = [one.id for one in columns] + ([None] if whole else [])
    rows = [_level_row(table, row, [one for one in held if one.level_id == row.id], held, scopes) for row in table.rows]
    return TableView(columns, whole, rows, sum(row.spent for row in rows), sum(row.most for row in rows))


def _level_row(table: PrizeTable, row: Any, own: list[Any], held: list[Any], scopes: list[Any]) -> LevelRow:
    levels = table.levels(row.kind)
    level = next(one for one in levels if one.key == row.id)
    over = row.id in Room.of(levels, table.awards(held, row.kind)).exceeded()
    under = [level.scope_of(award) for award in table.awards(own, None)]
    cells = [
        Cell(level.places[scope], sum(scope is None or one == scope for one in under), over)
        if scope in level.places
        else None
        for scope in scopes
    ]
    money = row.amount
    return LevelRow(row, cells, money, len(own), (money or 0) * len(own), (money or 0) * sum(level.places.values()))


def standing_order(contenders: Iterable[Contender]) -> list[Contender]:
    """Contenders from the first to the last as a page lists them."""
    return sorted(contenders, key=lambda one: (-one.score, one.rank or 0, str(one.work)))


def shown_works(held: Iterable[Any], contenders: list[Contender], proposals: Iterable[Proposal]) -> set[uuid.UUID]:
    """The works that the page lists: with a prize, proposed or tied, and the next few of each category."""
    wanted = {prize.entry_id for prize in held if prize.entry_id}
    for proposal in proposals:
        wanted |= {award.work for award in proposal.awards} | {work for tie in proposal.ties for work in tie.works}
    others: dict[Any, list[Contender]] = {}
    for contender in standing_order(contenders):
        if contender.work not in wanted:
            others.setdefault(contender.category, []).append(contender)
    return wanted | {contender.work for group in others.values() for contender in group[:NEXT]}


def sections(
    table: PrizeTable, held: Iterable[Any], lines: dict[uuid.UUID, Any], proposal: Proposal, told: Mapping[Any, Message]
) -> list[Section]:
    """The page's works by category; `lines` are in the order of the standings, `told` says what became of each."""
    names = {level.id: level for level in table.rows}
    proposed = {award.work: names[award.level] for award in proposal.awards}
    prizes: dict[uuid.UUID, list[Any]] = {}
    for prize in held:
        if prize.kind not in APART:
            prizes.setdefault(prize.entry_id, []).append(prize)
    rows = [BoardRow(line, prizes.get(work, []), proposed.get(work), told.get(work)) for work, line in lines.items()]
    found = [
        Section(category, [row for row in rows if row.line.category_id == category.id])
        for category in table.edition.categories
    ]
    return [section for section in found if section.rows]


def apart(table: PrizeTable, held: Iterable[Any], compared: Mapping[Any, Any]) -> list[Apart]:
    """The levels that are not listed with the works of a category."""
    held = list(held)
    return [
        Apart(row, [one for one in held if one.level_id == row.id], compared.get(row.id))
        for row in table.rows
        if row.kind in APART
    ]


def departed(prize: Any) -> list[Departure]:
    """What the council left by giving a prize, as it was noted then."""
    return [Departure(one) for one in prize.departs]


def counted(ballot: Any, works: Iterable[Any]) -> list[tuple[str | None, str, int, bool]] | None:
    """A count as rows to show: (code of the work or None, word, votes, carried); None where nothing was counted."""
    if ballot is None:
        return None
    codes = {work.word: work.code for work in works}
    alone = len(ballot.works) == 1
    won = set(ballot.winners)
    return [
        (codes.get(word), word, votes, (alone and bool(won) and word == "yes") or word in won)
        for word, votes in ballot.votes.items()
    ]
