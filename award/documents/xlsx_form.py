"""A workbook to be filled in: headings, lists to choose from, an example row, a sheet of instructions."""

from collections.abc import Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from award.documents.xlsx import FONT, HEAD, LINE, MADE, OPTIONS, SPOOLED, lines_of, printed
from award.kit.text import clean

FILLED = 1000
WIDE = 110  # letters of a line of instructions
EXAMPLE = {**FONT, "italic": True, "font_color": "#5F574D", "text_wrap": True, "num_format": "@"}
# A cell of text never turns `3/4` into a day; a day is typed as text too and read as people write it.
TYPED = {**FONT, "text_wrap": True, "num_format": "@"}


@dataclass(frozen=True)
class FormColumn:
    """A column to fill in: its heading, what is chosen from (nothing: free text), an example, a note at the heading."""

    heading: str
    width: float
    example: str = ""
    choices: Sequence[str] = ()
    note: str = ""


def form_workbook(
    columns: Sequence[FormColumn],
    *,
    title: str,
    lists: str,
    instructions: tuple[str, Sequence[str]],
    wrong: str,
) -> SpooledTemporaryFile:
    """The workbook, open at its beginning. `title` names the sheet to fill in, `lists` the one with the choices,
    `instructions` are name and lines of the last; `wrong` is said by the program when a choice is not in its list."""
    body = SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115 -- handed to the caller
    book = xlsxwriter.Workbook(body, OPTIONS | {"constant_memory": False})
    book.set_properties({"created": MADE})
    page = book.add_worksheet(title)
    _fill_in(book, page, columns)
    _choices(book.add_worksheet(lists), page, columns, lists, wrong)
    _instruct(book, *instructions)
    book.close()
    body.seek(0)
    return body


def _fill_in(book: Any, page: Any, columns: Sequence[FormColumn]) -> None:
    head, example, typed = (book.add_format(wanted) for wanted in (HEAD, EXAMPLE, TYPED))
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width, typed)
        page.write_string(0, place, column.heading, head)
        if column.note:
            page.write_comment(0, place, column.note, {"x_scale": 2, "y_scale": 1.4})
        if column.example:
            page.write_string(1, place, column.example, example)
    page.freeze_panes(1, 1)
    printed(page, sum(column.width for column in columns))
    page.set_row(0, 32)


def _choices(hidden: Any, page: Any, columns: Sequence[FormColumn], name: str, wrong: str) -> None:
    for place, column in enumerate(columns):
        if not column.choices:
            continue
        hidden.write_string(0, place, column.heading)
        for row, choice in enumerate(column.choices, 1):
            hidden.write_string(row, place, clean(choice))
        letter = xl_col_to_name(place)
        source = f"='{name}'!${letter}$2:${letter}${len(column.choices) + 1}"
        told = {"error_title": column.heading[:32], "error_message": wrong[:255], "error_type": "warning"}
        page.data_validation(1, place, FILLED, place, {"validate": "list", "source": source, **told})


def _instruct(book: Any, name: str, lines: Sequence[str]) -> None:
    page, form = book.add_worksheet(name), book.add_format({**FONT, "text_wrap": True})
    first: Format = book.add_format({**FONT, "bold": True, "font_size": 14})
    page.set_column(0, 0, WIDE)
    page.fit_to_pages(1, 0)
    for row, line in enumerate(lines):
        page.set_row(row, LINE * lines_of(line, WIDE) + (8 if row == 0 else 0))
        page.write_string(row, 0, line, first if row == 0 else form)
