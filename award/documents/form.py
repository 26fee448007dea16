"""A form that people sign: the heading of its frame, facts and tables under numbered headings, a statement, places for
signatures, and a code that leads to the proof of its data. As PDF (`form_pdf`) and as DOCX (`form_docx`)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

# What stands where a hand is to write; the PDF draws a dotted line for it.
BLANK = ""


@dataclass(frozen=True)
class FormTable:
    """A table: `widths` are shares of the page's width, every row has a text for each column."""

    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class FormSection:
    """A numbered part of the form: pairs of a label and a text (BLANK is left to the hand), a table, sentences."""

    title: str
    pairs: Sequence[tuple[str, str]] = ()
    table: FormTable | None = None
    sentences: Sequence[str] = ()


@dataclass(frozen=True)
class Signature:
    """A place to sign: who, what is to be done there, and the name under it."""

    title: str
    note: str
    name: str = ""


@dataclass(frozen=True)
class OfficialForm:
    """Everything on the form. `code` and `digest` stand beside the QR code, which holds `proof`; `footer` stands with
    the number of every page; `frame` (`state` or `party`) is that of the body that gives the form out."""

    issuer: str
    title: str
    subject: str
    addressee: str
    place: str
    sections: Sequence[FormSection]
    signatures: Sequence[Signature]
    proof: str
    code: str
    digest: str
    proof_words: Sequence[str]
    footer: str
    year: int
    annotations: Sequence[str] = field(default_factory=tuple)
    frame: str = "state"


def date_line(form: OfficialForm) -> str:
    """`Bình Định, ngày …… tháng …… năm 2023`, to be completed by hand."""
    return f"{form.place}, ngày …… tháng …… năm {form.year}"
