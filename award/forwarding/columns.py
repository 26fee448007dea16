"""The list of forwarded works: a value for each column that a destination can choose, from a record's work."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from award.documents.xlsx import Column
from award.editions.listing import COLUMNS, USUAL

Record = dict[str, Any]
LANGUAGES = {"vi": "Tiếng Việt", "en": "Tiếng Anh"}
# The kind and the width, in characters, of columns that are not plain text of usual width.
SHAPES: dict[str, tuple[str, float]] = {
    "place": ("whole", 5),
    "title": ("text", 38),
    "category": ("text", 13),
    "genre": ("text", 13),
    "parts": ("whole", 6),
    "authors": ("text", 28),
    "unit": ("text", 22),
    "branch": ("text", 18),
    "outlet": ("text", 22),
    "published": ("days", 14),
    "links": ("text", 28),
    "prize": ("text", 13),
    "earlier": ("text", 22),
    "contact": ("text", 32),
    "theme": ("text", 24),
    "minutes": ("whole", 9),
    "words": ("whole", 8),
    "summary": ("text", 40),
    "code": ("text", 10),
    "files": ("whole", 6),
    "remarks": ("text", 16),
}


def headings(record: Record) -> list[tuple[str, str]]:
    """(code, heading) of the record's columns."""
    return [tuple(one) for one in record.get("columns", [(code, COLUMNS[code]) for code in USUAL])]


def columns_of(record: Record) -> list[Column]:
    """The columns as a workbook has them."""
    return [Column(heading, *SHAPES.get(code, ("text", 14))) for code, heading in headings(record)]


def rows_of(record: Record) -> list[list[Any]]:
    """A row for each work, with a value for each column; numbers are numbers."""
    codes = [code for code, _ in headings(record)]
    return [[VALUES[code](place, work) for code in codes] for place, work in enumerate(record["works"], 1)]


def authors_text(work: Record) -> str:
    """`Lê Thị An (Lê An), Trần Bình`."""
    return ", ".join(
        f"{author['name']} ({author['pen_names']})" if author["pen_names"] else author["name"]
        for author in work["authors"]
    )


def earlier_prizes_text(work: Record) -> str:
    """`Giải B, Giải báo chí quốc gia (Hội Nhà báo Việt Nam) 2022; …`."""
    return "; ".join(
        ", ".join(filter(None, [prize["level"], prize["contest"]]))
        + (f" ({prize['organiser']})" if prize["organiser"] else "")
        + (f" {prize['year']}" if prize["year"] else "")
        for prize in work["earlier_prizes"]
    )


def contact_text(work: Record) -> str:
    """How to reach the lead author, or the first."""
    lead = next((author for author in work["authors"] if author["lead"]), None) or work["authors"][0]
    return ", ".join(filter(None, [lead["name"], lead["phone"], lead["email"]]))


def outlet_text(part: Record) -> str:
    """Outlet and programme."""
    return ", ".join(filter(None, [part["outlet"], part["programme"]]))


def category_text(work: Record) -> str:
    """What the destination calls the category."""
    return work.get("their_category") or work["category"]


def day(iso: str | None) -> str:
    """`20/10/2023` for `2023-10-20`."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def distinct(texts: Iterable[str]) -> str:
    """Each text once."""
    return "; ".join(dict.fromkeys(filter(None, texts)))


def _remarks(work: Record) -> str:
    foreign = [] if work["language"] == "vi" else [LANGUAGES.get(work["language"], work["language"])]
    return "; ".join([f"{work['label']}, mã {work['code']}", *foreign])


def _sum(work: Record, name: str) -> int | None:
    return sum(part[name] or 0 for part in work["parts"]) or None


VALUES: dict[str, Callable[[int, Record], Any]] = {
    "place": lambda place, _work: place,
    "title": lambda _, work: work["title"],
    "category": lambda _, work: category_text(work),
    "genre": lambda _, work: work["genre"],
    "parts": lambda _, work: len(work["parts"]),
    "authors": lambda _, work: authors_text(work),
    "unit": lambda _, work: distinct(author["unit"] for author in work["authors"]),
    "branch": lambda _, work: distinct(author["branch"] for author in work["authors"]),
    "outlet": lambda _, work: distinct(outlet_text(part) for part in work["parts"]),
    "published": lambda _, work: [
        date.fromisoformat(part["published_on"]) for part in work["parts"] if part["published_on"]
    ],
    "links": lambda _, work: "\n".join(part["url"] for part in work["parts"] if part["url"]),
    "prize": lambda _, work: ", ".join(work["prizes"]),
    "earlier": lambda _, work: earlier_prizes_text(work),
    "contact": lambda _, work: contact_text(work),
    "theme": lambda _, work: work["theme"],
    "minutes": lambda _, work: _sum(work, "minutes"),
    "words": lambda _, work: _sum(work, "words"),
    "summary": lambda _, work: work["summary"],
    "code": lambda _, work: work["code"],
    "files": lambda _, work: len(work["files"]),
    "remarks": lambda _, work: _remarks(work),
}
