"""A workbook that somebody filled in, read with bounds: what it may weigh, how many rows and columns, what a cell is.

It comes from outside, so it may be anything: a bomb, another format, formulas, merged cells, days as text. Nothing in
it is executed or fetched, and no more of it is read than the bounds allow.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import IO, Any
from warnings import catch_warnings, simplefilter

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from award.kit.messages import Message, say
from award.kit.text import clean, whole

LARGEST = 3 * 1024 * 1024
MOST_PARTS = 200
LARGEST_PART = 24 * 1024 * 1024
LARGEST_UNPACKED = 48 * 1024 * 1024
MOST_MERGED = 50
CHUNK = 64 * 1024
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
FILLED = re.compile(rb'<(?:\w+:)?c [^>]*?r="[A-Z]{1,3}(\d{1,7})"[^>/]*><')
LONGEST_TAG = 512
# Numbers of days from 1980 to 2080: a day whose cell was not told to look like one.
DAYS = range(29_221, 65_746)


class Unreadable(Exception):
    """The file is no workbook that can be read; `message` says why."""

    def __init__(self, message: Message):
        super().__init__(str(message))
        self.message = message


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True)
class Cell:
    """A cell that is not empty: its kind, and its value as text (a day as `2023-05-19`)."""

    kind: Kind
    value: str


@dataclass(frozen=True)
class Read:
    """The first sheet: rows from 1 by number, each with its cells by column from 0; rows without any are left out.
    `more` says that there is more below than was read, `merged` names joined cells."""

    rows: dict[int, dict[int, Cell]]
    more: bool
    merged: tuple[str, ...]


def read(body: IO[bytes], *, most_rows: int, most_columns: int) -> Read:
    """Reads the first sheet of an XLSX file. Raises `Unreadable` with a sentence for anything that is none."""
    seen = _look(body)
    body.seek(0)
    try:
        with catch_warnings():
            simplefilter("ignore")
            book = load_workbook(body, read_only=True, data_only=False, keep_links=False)
            try:
                return _first_sheet(book, most_rows, most_columns, seen)
            finally:
                book.close()
    except Unreadable:
        raise
    # The library answers a damaged file with whatever its parser stumbled over.
    except Exception as fault:
        raise Unreadable(say("The workbook is damaged. Save it again as XLSX.")) from fault


def _first_sheet(book: Any, most_rows: int, most_columns: int, seen: "_Seen") -> Read:
    if not book.worksheets:
        raise Unreadable(say("The workbook has no sheet with cells."))
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    rows = {}
    for number, cells in enumerate(sheet.iter_rows(max_row=most_rows, max_col=most_columns), 1):
        found = {column: cell for column, cell in enumerate(_cells(cells)) if cell is not None}
        if found:
            rows[number] = found
    return Read(rows, seen.lowest > most_rows, seen.merged)


def _cells(cells: Any) -> Iterator[Cell | None]:
    for cell in cells:
        yield None if cell.value is None else _cell(cell)


def _cell(cell: Any) -> Cell | None:
    value, kind = cell.value, cell.data_type
    if kind == "f" or not isinstance(value, (str, int, float, date, bool)):
        return Cell(Kind.FORMULA, "")
    if kind == "e":
        return Cell(Kind.ERROR, str(value))
    if isinstance(value, date):
        return Cell(Kind.DAY, f"{value:%Y-%m-%d}")
    if isinstance(value, str):
        text = clean(value)
        return Cell(Kind.TEXT, text) if text else None
    number = int(value) if float(value).is_integer() else value
    return Cell(Kind.NUMBER, str(number))


def day_of_number(number: str) -> date | None:
    """The day that a bare number stands for, if it looks like one."""
    count = whole(number)
    if count is None or count not in DAYS:
        return None
    found = from_excel(count)
    return found.date() if isinstance(found, datetime) else None


@dataclass(frozen=True)
class _Seen:
    """What a glance at the first sheet's text tells: its joined cells, and the lowest row with something in it."""

    merged: tuple[str, ...]
    lowest: int


def _look(body: IO[bytes]) -> _Seen:
    """Weighs the file before anything of it is unpacked; answers a glance at its first sheet."""
    body.seek(0, 2)
    if body.tell() > LARGEST:
        raise Unreadable(say("The workbook is larger than 3 MB. Take pictures out of it, or cut the list in two."))
    body.seek(0)
    try:
        with zipfile.ZipFile(body) as package:
            parts = package.infolist()
            _weigh(parts)
            sheets = sorted(
                (part.filename for part in parts if SHEET.search(part.filename)), key=lambda name: (len(name), name)
            )
            if not sheets:
                raise Unreadable(say("This is no XLSX workbook. Fill in the template and save it as XLSX."))
            for part in parts:
                _ask_no_entities(package, part)
            return _glance(package, sheets[0])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise Unreadable(say("This is no XLSX workbook. Fill in the template and save it as XLSX.")) from fault


def _weigh(parts: list[zipfile.ZipInfo]) -> None:
    """What the file says of its unpacked size holds: unpacking never gives more than a part announces."""
    sizes = [part.file_size for part in parts]
    if len(parts) > MOST_PARTS or max(sizes, default=0) > LARGEST_PART or sum(sizes) > LARGEST_UNPACKED:
        raise Unreadable(say("Unpacked the workbook is far too large. Copy the list alone into the template."))
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(say("The workbook is protected by a password. Save it without one."))


def _ask_no_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No workbook declares a document type; one that does wants to be blown up while it is parsed."""
    if part.filename.endswith((".xml", ".rels")):
        with package.open(part) as stream:
            if b"<!DOCTYPE" in stream.read(4096).upper().replace(b"\0", b""):
                raise Unreadable(say("The workbook is damaged. Save it again as XLSX."))


def _glance(package: zipfile.ZipFile, name: str) -> _Seen:
    """Reads the sheet's text once in pieces: a row far below costs the parser all the rows that are not there."""
    merged: list[str] = []
    lowest, kept = 0, b""
    with package.open(name) as stream:
        while chunk := stream.read(CHUNK):
            window = kept + chunk
            merged += [place[1].decode() for place in MERGED.finditer(window)]
            lowest = max([lowest, *(int(place[1]) for place in FILLED.finditer(window))])
            kept = window[window.rfind(b"<") :][-LONGEST_TAG:]
    return _Seen(tuple(dict.fromkeys(merged))[:MOST_MERGED], lowest)
