"""An official paper as rows and texts: what is on it, before anybody asks for DOCX or PDF."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, is_dataclass, replace
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from award.documents.frames import PARTY, STATE, PaperFrame, adjusted, frame_named

AUTHORITIES = re.compile(r"^\s*(TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T/UQ)\s*[./]?\s+", re.IGNORECASE)
LETTERS_OF = {"TM": "T/M", "KT": "K/T", "TL": "T/L", "TUQ": "T/UQ", "Q": "Q/"}
# The beginning of a paragraph that stands out: an article of a decision.
ARTICLE = re.compile(r"^Điều \d+\.")
# What a column of figures holds, and one of money.
FIGURE, AMOUNT = re.compile(r"^[\d.,/%]+$"), re.compile(r"^\d{1,3}(\.\d{3})+$")
LONGEST_FIGURE = 12
ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True)
class Table:
    """A table in the text; `widths` are in millimetres, every row has a text for each column."""

    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    title: str = ""


@dataclass(frozen=True)
class Heading:
    """A line in bold over what follows."""

    text: str


@dataclass(frozen=True)
class Resolution:
    """The word that a decision turns on, on a line of its own: `QUYẾT ĐỊNH:`."""

    text: str


Block = str | Table | Heading | Resolution


@dataclass(frozen=True)
class Annex:
    """A table that comes with a paper; `label` is `Phụ lục` or empty, a `lying` one has its page turned."""

    title: str
    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    label: str = "Phụ lục"
    lying: bool = False


@dataclass(frozen=True)
class Signer:
    """Somebody who signs beside the one whose signature makes the paper, at the left."""

    title: str
    name: str
    authority: str = ""
    note: str = ""


@dataclass(frozen=True)
class PaperProof:
    """What proves a paper: the address in its QR code, its short code, the hash of its data."""

    address: str
    code: str
    digest: str


@dataclass(frozen=True)
class LetterText:
    """Everything on the paper. `number` is None where the registry writes it by hand; `kind` (`TỜ TRÌNH`) is empty
    for a letter (công văn), whose subject stands under its number; `authority` is a line such as `TM. BAN CHẤP HÀNH`.

    `symbol` is what follows the number: `HNB-VP`, `QĐ-HNB`, or `QĐ/BTC` in the Party frame. `frame` is `state` or
    `party`; `lines` and `title_bold` are the values that a template may set (see `frames`). Without a `day` the paper
    leaves it to the hand. `signer_note` stands under the title of who signs by hand.
    """

    issuer: str
    symbol: str
    place: str
    day: date | None
    subject: str
    paragraphs: Sequence[Block]
    signer_title: str
    signer_name: str
    number: int | None = None
    parent: str = ""
    kind: str = ""
    addressees: Sequence[str] = ()
    authority: str = ""
    recipients: Sequence[str] = ()
    annex: Annex | None = None
    frame: str = "state"
    grounds: Sequence[str] = ()
    annexes: Sequence[Annex] = ()
    beside: Sequence[Signer] = ()
    proof: PaperProof | None = None
    lines: float | None = None
    title_bold: bool | None = None
    signer_note: str = ""

    @property
    def form(self) -> PaperFrame:
        """The frame with the template's values."""
        return adjusted(frame_named(self.frame), lines=self.lines, title_bold=self.title_bold)

    @property
    def every_annex(self) -> list[Annex]:
        """All annexes in order."""
        return [*([self.annex] if self.annex else []), *self.annexes]


def symbol_of(frame: str, abbreviation: str, issuer: str) -> str:
    """What follows a number: `QĐ-HNB` or, in the Party frame, `QĐ/BTC`; a letter of a state body has its issuer alone,
    one of the Party `CV/BTC`."""
    if frame == PARTY.name:
        return f"{abbreviation or 'CV'}/{issuer}"
    return f"{abbreviation}-{issuer}" if abbreviation else issuer


def number_and_symbol(number: int | None, symbol: str, frame: PaperFrame = STATE) -> str:
    """`Số: 05/HNB-VP` or, in the Party frame, `Số 05-QĐ/BTC`; room for the hand where there is no number yet."""
    so = "Số:" if frame.colon_after_so else "Số"
    return f"{so} {f'{number:02d}' if number is not None else '        '}{frame.number_joint}{symbol}"


def place_and_date(place: str, day: date | None) -> str:
    """`Bình Định, ngày 05 tháng 02 năm 2024`; with room for the hand where the day is not known."""
    if day is None:
        return f"{place}, ngày      tháng      năm        "
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def hour_and_date(at: datetime) -> str:
    """`22 giờ 05 phút, ngày 05 tháng 02 năm 2024` for a time on the clock of the award's zone."""
    return f"{at:%H giờ %M phút}{place_and_date('', at.date())}"


def authority_line(text: str, frame: PaperFrame) -> str:
    """`TM. BAN CHẤP HÀNH` or, in the Party frame, `T/M BAN CHẤP HÀNH`, however it was typed."""
    found = AUTHORITIES.match(text)
    if not found:
        return text.upper()
    plain = found[1].upper().replace("/", "")
    begun = LETTERS_OF[plain] if frame.authority_joint == "/" else f"{plain}."
    return f"{begun} {text[found.end() :]}".upper()


def receivers(recipients: Sequence[str], frame: PaperFrame) -> list[str]:
    """The lines under `Nơi nhận`, each with its dash and its ending; the last one ends with a full stop."""
    plain = [recipient.strip().rstrip(" .;,") for recipient in recipients]
    if frame.name == PARTY.name:
        plain = [re.sub(r"^Lưu:?\s*(?:VT\b)?", lambda found: _filed(found[0]), one) for one in plain]
    return [
        f"- {one}{'.' if place == len(plain) else frame.receiver_ending}" for place, one in enumerate(plain, 1) if one
    ]


def _filed(words: str) -> str:
    """How the Party's frame begins the line of the copy that is kept: without a colon, the office in full."""
    return "Lưu Văn phòng" if words.endswith("VT") else "Lưu "


def enacting(text: LetterText) -> tuple[list[str], list[Block]]:
    """The names that stand over the legal grounds, and the text under them: in the state frame a decision names the body
    that decides over its grounds, in the Party frame under them."""
    leading = list(takewhile(lambda block: isinstance(block, Resolution), text.paragraphs))
    over = leading[:-1] if text.grounds and text.form.body_over_grounds else []
    return [block.text for block in over], list(text.paragraphs[len(over) :])


def alignments(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """How each column stands: `amount` for money (right), `figure` for other figures (centre), `cell` for text (left)."""
    return [_alignment([row[place] for row in rows if row[place]]) for place in range(len(columns))]


def _alignment(texts: Sequence[str]) -> str:
    if texts and all(AMOUNT.match(text) for text in texts):
        return "amount"
    short = all(len(text) <= LONGEST_FIGURE for text in texts)
    return "figure" if short and any(FIGURE.match(text) for text in texts) else "cell"


def signers_of(text: LetterText) -> list[Signer]:
    """Who signs, from the left; where only some sign by authority the others get an empty line, so that all names stand
    on one."""
    found = [*text.beside, Signer(text.signer_title, text.signer_name, text.authority, text.signer_note)]
    return [
        replace(one, title=f"{one.title}\n") if not one.authority and any(other.authority for other in found) else one
        for one in found
    ]


def grounds(texts: Sequence[str]) -> list[str]:
    """Legal grounds, each ending with ";" and the last with "."."""
    plain = [text.strip().rstrip(" .;,") for text in texts if text.strip()]
    return [f"{text}{'.' if place == len(plain) else ';'}" for place, text in enumerate(plain, 1)]


def ended(text: str, frame: PaperFrame) -> str:
    """The text's last paragraph with the ending of its frame: `./.` becomes `.` on a paper of the Party."""
    return f"{text[:-3]}{frame.text_ending}" if text.endswith("./.") else text


def belonging(text: LetterText) -> str:
    """`(Kèm theo Quyết định số 05/QĐ-HNB ngày 05 tháng 11 năm 2023 của Hội …)`."""
    number = number_and_symbol(text.number, text.symbol, text.form).partition(" ")[2]
    day = place_and_date("", text.day).removeprefix(", ")
    return f"(Kèm theo {text.kind.capitalize() or 'Công văn'} số {number} {day} của {text.issuer})"


def annex_label(annex: Annex, place: int, count: int) -> str:
    """`PHỤ LỤC`, numbered in Roman figures where there are several; empty for a list that stands under its title."""
    if not annex.label:
        return ""
    return f"{annex.label} {roman(place)}".upper() if count > 1 else annex.label.upper()


def roman(number: int) -> str:
    """`XIV` for 14; for numbers under 400."""
    made = ""
    for value, letters in ROMAN:
        made += letters * (number // value)
        number %= value
    return made


def proof_words(proof: PaperProof) -> list[str]:
    """What stands beside the QR code."""
    return [
        "Quét mã để đối chiếu văn bản với dữ liệu đang lưu.",
        f"Mã đối chiếu: {proof.code}",
        f"SHA-256: {proof.digest}",
    ]


_BLOCKS = {"table": Table, "heading": Heading, "resolution": Resolution}


def as_values(text: LetterText) -> dict[str, Any]:
    """The paper as plain values, to be kept as JSON; `from_values` makes it again."""
    blocks = [
        one if isinstance(one, str) else {"is": type(one).__name__.lower(), **asdict(one)} for one in text.paragraphs
    ]
    found = {name: _plain(getattr(text, name)) for name in text.__dataclass_fields__}
    return {**found, "paragraphs": blocks, "day": text.day.isoformat() if text.day else None}


def from_values(values: dict[str, Any]) -> LetterText:
    """The paper that `as_values` kept."""
    made = dict(values)
    made["paragraphs"] = [one if isinstance(one, str) else _block(one) for one in values["paragraphs"]]
    made["day"] = date.fromisoformat(values["day"]) if values["day"] else None
    made["annex"] = Annex(**values["annex"]) if values["annex"] else None
    made["annexes"] = [Annex(**one) for one in values["annexes"]]
    made["beside"] = [Signer(**one) for one in values["beside"]]
    made["proof"] = PaperProof(**values["proof"]) if values["proof"] else None
    return LetterText(**made)


def numbered(text: LetterText, number: int, day: date) -> LetterText:
    """The paper with its number and its day."""
    return replace(text, number=number, day=day)


def _block(values: dict[str, Any]) -> Block:
    values = dict(values)
    return _BLOCKS[values.pop("is")](**values)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return asdict(value)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value
