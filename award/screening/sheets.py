"""The sheets of the list's export: every work with what the committee needs to know, and how many are in which state."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from award.documents.xlsx import Column, Sheet
from award.entries.states import EntryState
from award.kit.messages import mark, say
from award.screening.figures import Figures, OfGroup
from award.screening.states import Verdict

Say = Callable[[Any], str]
Names = dict[uuid.UUID, str]

COLUMNS = (
    (mark("Code"), "text", 10),
    (mark("Title"), "text", 44),
    (mark("Category"), "text", 16),
    (mark("Genre"), "text", 16),
    (mark("Theme"), "text", 24),
    (mark("Number of parts"), "whole", 8),
    (mark("Authors"), "text", 32),
    (mark("Published by"), "text", 24),
    (mark("Days of publication"), "days", 22),
    (mark("Links"), "text", 30),
    (mark("Earlier prizes"), "text", 24),
    (mark("State"), "text", 18),
    (mark("Reason"), "text", 40),
    (mark("Supplement until"), "moment", 18),
    (mark("Sent in"), "moment", 18),
    (mark("Last act"), "moment", 18),
    (mark("Contact"), "text", 28),
)
STATES = [state for state in EntryState if state is not EntryState.DRAFT]


def works(found: Iterable[Any], names: Names, said: Say) -> Sheet:
    """One row a work; `names` tells categories, genres and themes by identity, `said` speaks the reader's language."""
    columns = [Column(said(say(label)), kind, width) for label, kind, width in COLUMNS]
    return Sheet(said(say("Works")), columns, (_row(work, names, said) for work in found))


def counts(found: Iterable[tuple[uuid.UUID, EntryState, int]], names: Names, said: Say) -> Sheet:
    """One row a category, one column a state, and the sums."""
    table = Counter({(category, state): count for category, state, count in found})
    columns = [Column(said(say("Category")), "text", 24), *(Column(said(state), "whole", 12) for state in STATES)]
    return Sheet(
        said(say("Counts")), [*columns, Column(said(say("In all")), "whole", 10)], _counted(table, names, said)
    )


def by_line(authors: Iterable[Any]) -> str:
    """Authors in order, pen names in brackets: `Lê Thị An (Lê An), Trần Bình`."""
    return ", ".join(f"{a.full_name} ({a.pen_names})" if a.pen_names else a.full_name for a in authors)


def _row(work: Any, names: Names, said: Say) -> list[Any]:
    entry, parts = work.entry, work.parts
    return [
        entry.code,
        entry.title,
        names.get(entry.category_id),
        names.get(entry.genre_id),
        names.get(entry.theme_id),
        len(parts),
        by_line(work.authors),
        ", ".join(dict.fromkeys(part.outlet_name for part in parts if part.outlet_name)),
        [part.published_on for part in parts if part.published_on],
        "\n".join(part.url for part in parts if part.url),
        "; ".join(_prize(prize) for prize in work.prizes),
        said(entry.state),
        entry.state_reason,
        entry.supplement_until if entry.state is EntryState.RETURNED else None,
        entry.submitted_at,
        entry.acted_at,
        _contact(work.authors),
    ]


def _prize(prize: Any) -> str:
    return ", ".join(str(part) for part in (prize.contest, prize.level, prize.year) if part)


def _contact(authors: list[Any]) -> str:
    lead = next((author for author in authors if author.is_lead), authors[0] if authors else None)
    return ", ".join(part for part in (lead.phone, lead.email) if part) if lead else ""


def _counted(table: Counter, names: Names, said: Say) -> Iterator[list[Any]]:
    categories = [identity for identity in names if any(category == identity for category, _ in table)]
    for category in categories:
        row = [table[category, state] for state in STATES]
        yield [names[category], *row, sum(row)]
    sums = [sum(table[category, state] for category in categories) for state in STATES]
    yield [said(say("In all")), *sums, sum(sums)]


def statistics(found: Figures, reasons: dict[str, str], categories: Names, said: Say) -> list[Sheet]:
    """Reasons, categories, outlets and weeks, a sheet each."""
    return [
        Sheet(
            said(say("Reasons")),
            _columns(said, mark("Reason"), mark("Ineligible"), mark("Needs a supplement"), mark("In all")),
            ([reasons.get(one.code, one.code), one.ineligible, one.returned, one.total] for one in found.reasons),
        ),
        _groups(
            said(say("Categories")), mark("Category"), found.categories, lambda one: categories.get(one.name), said
        ),
        _groups(said(say("Outlets")), mark("Press outlet"), found.outlets, lambda one: one.name, said),
        Sheet(
            said(say("Weeks")),
            [Column(said(say("Week from")), "date", 14), *(Column(said(one), "whole", 14) for one in Verdict)],
            ([one.monday, *(one.counts.get(verdict, 0) for verdict in Verdict)] for one in found.weeks),
        ),
    ]


def _columns(said: Say, first: str, *counts: str) -> list[Column]:
    return [Column(said(say(first)), "text", 40), *(Column(said(say(label)), "whole", 14) for label in counts)]


def _groups(title: str, first: str, groups: list[OfGroup], name: Callable[[OfGroup], Any], said: Say) -> Sheet:
    columns = _columns(said, first, mark("Works"), mark("Needs a supplement"), mark("Ineligible"))
    share = Column(said(say("Ineligible, per cent")), "number", 14)
    rows = ([name(one), one.total, one.returned, one.ineligible, one.share] for one in groups)
    return Sheet(title, [*columns, share], rows)
