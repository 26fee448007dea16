"""Tables as a workbook: rows in, XLSX out, with flat memory however long the table is.

The same rows give the same bytes. Text that begins with `=`, `+`, `-` or `@` stays text: nothing that somebody typed
becomes a formula or a link.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from tempfile import SpooledTemporaryFile
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from award.kit import clock
from award.kit.text import clean

SPOOLED = 4 * 1024 * 1024
LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
PAPER_A4 = 9
MADE = datetime(2000, 1, 1)
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
# Keeps figures away from the text beside them.
AWAY = {"align": "right", "indent": 1}
FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, "num_format": "@"},
    "number": {"num_format": "0.00", **AWAY},
    "whole": {"num_format": "0", **AWAY},
    "money": {"num_format": "#,##0", **AWAY},
    "date": {"num_format": "dd/mm/yyyy", "align": "left"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm", "align": "left"},
    "days": {"num_format": "dd/mm/yyyy", "align": "left", "text_wrap": True},
}
HEAD = {
    **FONT,
    "bold": True,
    "text_wrap": True,
    "bottom": 1,
    "bg_color": "#F1ECE4",
    "align": "center",
    "valign": "vcenter",
}
# Letters that a page of A4, lying, holds side by side so that they can be read, and the points that a line of heads takes.
ACROSS, LINE = 200, 15
HIGHEST = 400
# How many letters of this face stand in the width of one, which is that of a figure in a wider face.
NARROW = 1.2


@dataclass(frozen=True)
class Column:
    """One column. `kind` is text, number, whole, money, date (a day), days (a sequence of them: one is a date, several
    are a line of text each) or moment (an aware instant, written on the clock of the award's zone); `width` is in
    characters."""

    label: str
    kind: str = "text"
    width: float = 14


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its columns, and rows with a value for each column; None is an empty cell."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def workbook(sheets: Iterable[Sheet], *, created: datetime = MADE) -> SpooledTemporaryFile:
    """The workbook, open at its beginning; the caller closes it. `created` is the date in its properties."""
    body = SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115 -- handed to the caller
    book = xlsxwriter.Workbook(body, OPTIONS)
    book.set_properties({"created": created.replace(tzinfo=None)})
    formats = {kind: book.add_format({**FONT, **wanted}) for kind, wanted in FORMATS.items()}
    head, taken = book.add_format(HEAD), set()
    for sheet in sheets:
        page = book.add_worksheet(sheet_name(sheet.title, taken))
        _frame(page, sheet.columns, formats)
        page.set_row(0, LINE * max(_head_lines(column) for column in sheet.columns) + 3)
        page.write_row(0, 0, [column.label for column in sheet.columns], head)
        last = _fill(page, sheet, formats)
        page.autofilter(0, 0, last, len(sheet.columns) - 1)
    book.close()
    body.seek(0)
    return body


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that a workbook accepts: at most 31 characters, none of `[]:*?/\\`, unlike those in `taken` (added to)."""
    name = " ".join(clean(title).translate(FORBIDDEN_IN_TITLES).split()).strip("'")[:LONGEST_TITLE] or "1"
    number = 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = name[: LONGEST_TITLE - len(ending)] + ending
    taken.add(name.casefold())
    return name


def _frame(page: Worksheet, columns: Sequence[Column], formats: dict[str, Format]) -> None:
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width, formats[column.kind])
    page.freeze_panes(1, 0)
    printed(page, sum(column.width for column in columns))
    page.set_footer("&C&P / &N")


def printed(page: Worksheet, width: float) -> None:
    """Sets a sheet `width` letters wide for A4, lying: the head on each page; where it is wider than can be read on one
    page it goes over several, with its first column on each."""
    across = ceil(width / ACROSS)
    page.set_landscape()
    page.set_paper(PAPER_A4)
    page.repeat_rows(0)
    page.fit_to_pages(across, 0)
    if across > 1:
        page.repeat_columns(0)


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a cell `width` letters wide."""
    return sum(max(1, ceil(len(line) / width / NARROW)) for line in text.split("\n"))


def _head_lines(column: Column) -> int:
    """How many lines a column's head takes, with room for the button of its filter."""
    lines, here = 1, 0
    for word in column.label.split():
        if here and here + 1 + len(word) > column.width - 3:
            lines, here = lines + 1, len(word)
        else:
            here += len(word) + bool(here)
    return lines


def _fill(page: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> int:
    """Writes the rows and returns the number of the last one."""
    writers = [(_WRITERS[column.kind], formats[column.kind]) for column in sheet.columns]
    place, texts = 0, [(index, one.width) for index, one in enumerate(sheet.columns) if one.kind == "text"]
    for place, row in enumerate(sheet.rows, 1):
        # Not every program makes room for a text of several lines by itself.
        lines = max((lines_of(str(row[index]), width) for index, width in texts if row[index]), default=1)
        if lines > 1:
            page.set_row(place, min(LINE * lines, HIGHEST))
        for column, (value, (write, form)) in enumerate(zip(row, writers, strict=True)):
            if value is not None and value != "":
                write(page, place, column, value, form)
    return place


def _text(page: Worksheet, row: int, column: int, value: Any, form: Format) -> None:
    page.write_string(row, column, clean(str(value))[:LONGEST_TEXT], form)


def _number(page: Worksheet, row: int, column: int, value: Any, form: Format) -> None:
    page.write_number(row, column, float(value), form)


def _whole(page: Worksheet, row: int, column: int, value: Any, form: Format) -> None:
    page.write_number(row, column, int(value), form)


def _date(page: Worksheet, row: int, column: int, value: date, form: Format) -> None:
    page.write_datetime(row, column, datetime(value.year, value.month, value.day), form)


def _days(page: Worksheet, row: int, column: int, value: Sequence[date], form: Format) -> None:
    if len(value) == 1:
        _date(page, row, column, value[0], form)
    elif value:
        _text(page, row, column, "\n".join(f"{day:%d/%m/%Y}" for day in value), form)


def _moment(page: Worksheet, row: int, column: int, value: datetime, form: Format) -> None:
    page.write_datetime(row, column, clock.local(value).replace(tzinfo=None), form)


_WRITERS: dict[str, Callable[[Worksheet, int, int, Any, Format], None]] = {
    "text": _text,
    "number": _number,
    "whole": _whole,
    "money": _whole,
    "date": _date,
    "days": _days,
    "moment": _moment,
}
