"""The two frames of Vietnamese official papers as one table of rules: what `docx` writes by and what the tests measure.

A frame is chosen by the body that issues the paper. Sizes and distances are in points, margins in millimetres; every
row says what we write, what the form allows, and where that is said.

**State frame**: Decree 30/2020/NĐ-CP (Nghị định 30/2020/NĐ-CP về công tác văn thư), Appendix I (Phụ lục I), read in a
copy of the official text; sections and points as in `source`:

- I: paper A4 upright; margins 20–25 mm above and below, 30–35 left, 15–20 right; Times New Roman, black; number of the
  page in Arabic figures, 13–14, centred in the upper margin, none on the first page; a wide table may lie;
- II.1: country's name: capitals, 12–13, bold, upper right; motto: 13–14, bold, under it a solid rule as long as it;
- II.2: parent body: capitals, 12–13; issuing body: capitals, 12–13, bold, a rule of a third to a half of the line;
- II.3: number and symbol: 13, "Số:", a leading zero under 10, a slash between them, a hyphen between abbreviations
  (`05/QĐ-HNB`); councils that issue under their parent's seal count for themselves; the numbers begin anew each year;
- II.4: place and date: 13–14, italic, a leading zero for days under 10 and months 1 and 2;
- II.5: kind of paper: capitals, 13–14, bold, centred; its subject in bold 13–14 under it and a rule of a third to a
  half of the line; a letter (công văn) has its subject, "V/v", 12–13, under the number instead;
- II.6: legal grounds in italic, each with ";" and the last with "."; a decision names the body that decides over them
  (Appendix III, form 1.2) and says "QUYẾT ĐỊNH:" under them; text 13–14, justified, first line 1 or 1.27 cm,
  at least 6 pt between paragraphs, lines 1.0 to 1.5;
- II.7: authority (TM., KT., TL., TUQ., Q.) and title of the signer: capitals, 13–14, bold; name: 13–14, bold, without
  academic titles;
- II.9: "Kính gửi" 13–14; "Nơi nhận" 12, bold italic; receivers 11, a dash before and ";" after, the last one ".";
- III.1: annex: label 14, bold; title in capitals, 13–14, bold; "(Kèm theo …)" in italic; pages numbered anew.

**Party frame**: Regulation 399-QĐ/TW of 9 January 2026 with Guidance 05-HD/VPTW of 27 May 2026, which replaces
36-HD/VPTW of 2018. Not the originals but notes on both were at hand, so each row names what it rests on:

- `HD05`: two independent notes on Guidance 05: margins 20, 20, 30 and 15 mm, Times New Roman, text 14, first line 1 cm;
  left: superior body, issuing body in bold, a star, "Số 05-QĐ/BTC" without a colon and with a hyphen before the kind;
  numbers run for each kind of paper over a whole term; T/M, K/T, T/L with a slash; "Nơi nhận" underlined, the last
  line "Lưu …" without "VT"; the text ends with "." and not "./.";
- `HD36`: Guidance 36: "ĐẢNG CỘNG SẢN VIỆT NAM" at the right with a solid rule as long as the text, then place and date
  in italic (read in a copy); the sizes of head, kind, signature and receivers are those in general use under it;
- the notes **disagree** on two things, which are therefore values of a paper's template: the distance of lines, 18 or
  19 pt (ours: exactly 18), and whether the signer's title is bold (ours: it is not; the authority above it is).
"""

from dataclasses import dataclass, field, replace
from typing import Any

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY_NAME = "ĐẢNG CỘNG SẢN VIỆT NAM"
FONT = "Times New Roman"
PAGE = (210, 297)


@dataclass(frozen=True)
class Measure:
    """A distance that we write, the least and the most that the form allows, and where it says so."""

    ours: float
    least: float
    most: float
    source: str


@dataclass(frozen=True)
class Part:
    """How one part of a paper is set: its size in points between `least` and `most`, its face, where it stands on the
    line (centre, left, right, justified), the distance before and after it."""

    size: float
    least: float
    most: float
    source: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False
    align: str = "centre"
    before: float = 0
    after: float = 0


@dataclass(frozen=True)
class PaperFrame:
    """A frame. `head` and `foot` are the widths of the two columns above and below the text, in millimetres. `lines`
    is the distance of lines: a multiple where `exact_lines` is false, points where it is true."""

    name: str
    margins: dict[str, Measure]
    parts: dict[str, Part]
    head: tuple[float, float]
    foot: tuple[float, float]
    first_line: Measure
    between_paragraphs: Measure
    lines: Measure
    exact_lines: bool
    colon_after_so: bool
    number_joint: str
    authority_joint: str
    receiver_ending: str
    text_ending: str
    # The lengths of the rules under the country's motto or the Party's name, as long as the text above (millimetres).
    rule_under_name: float
    # Whether the body that decides is named over the grounds (Appendix III, form 1.2) or under them.
    body_over_grounds: bool = True
    title_bold: bool = True
    # What is left of a rule of a third to a half of the line above it.
    short_rule: Measure = field(default_factory=lambda: Measure(0.42, 1 / 3, 1 / 2, "II.2, II.5"))

    @property
    def width(self) -> float:
        """The width of the text in millimetres."""
        return PAGE[0] - self.margins["left"].ours - self.margins["right"].ours


STATE = PaperFrame(
    name="state",
    margins={
        "top": Measure(20, 20, 25, "I.4"),
        "bottom": Measure(20, 20, 25, "I.4"),
        "left": Measure(30, 30, 35, "I.4"),
        "right": Measure(20, 15, 20, "I.4"),
    },
    parts={
        "Paper parent body": Part(12, 12, 13, "II.2", capitals=True),
        "Paper issuer": Part(12, 12, 13, "II.2", bold=True, capitals=True),
        "Paper country": Part(12, 12, 13, "II.1", bold=True, capitals=True),
        "Paper motto": Part(13, 13, 14, "II.1", bold=True),
        "Paper number": Part(13, 13, 13, "II.3", before=6),
        "Paper letter subject": Part(12, 12, 13, "II.5", before=3),
        "Paper place and date": Part(13, 13, 14, "II.4", italic=True, before=6),
        "Paper kind": Part(14, 13, 14, "II.5", bold=True, capitals=True, before=12),
        "Paper subject": Part(14, 13, 14, "II.5", bold=True),
        "Paper ground": Part(14, 13, 14, "II.6", italic=True, align="justified", after=6),
        "Paper resolution": Part(14, 13, 14, "II.6", bold=True, capitals=True, before=6, after=12),
        "Paper addressee": Part(14, 13, 14, "II.9", before=18, after=12),
        "Paper addressee in a list": Part(14, 13, 14, "II.9", align="left"),
        "Paper body": Part(14, 13, 14, "II.6", align="justified", after=6),
        "Paper body heading": Part(14, 13, 14, "II.6", bold=True, align="left", before=6, after=6),
        "Paper signer": Part(14, 13, 14, "II.7", bold=True, capitals=True),
        "Paper signer title": Part(14, 13, 14, "II.7", bold=True, capitals=True),
        "Paper signer name": Part(14, 13, 14, "II.7", bold=True, before=72),
        "Paper receivers": Part(12, 12, 12, "II.9", bold=True, italic=True, align="left"),
        "Paper receiver": Part(11, 11, 11, "II.9", align="left"),
        "Paper annex": Part(14, 14, 14, "III.1", bold=True),
        "Paper annex of": Part(14, 13, 14, "III.1", italic=True, after=12),
        "Paper page number": Part(13, 13, 14, "I.7"),
    },
    head=(68, 92),
    foot=(75, 85),
    first_line=Measure(12.7, 10, 12.7, "II.6"),
    between_paragraphs=Measure(6, 6, 12, "II.6"),
    lines=Measure(1.15, 1, 1.5, "II.6"),
    exact_lines=False,
    colon_after_so=True,
    number_joint="/",
    authority_joint=".",
    receiver_ending=";",
    text_ending="./.",
    rule_under_name=57,
)

PARTY = replace(
    STATE,
    name="party",
    margins={
        "top": Measure(20, 20, 20, "HD05"),
        "bottom": Measure(20, 20, 20, "HD05"),
        "left": Measure(30, 30, 30, "HD05"),
        "right": Measure(15, 15, 15, "HD05"),
    },
    parts={
        **STATE.parts,
        "Paper parent body": Part(14, 14, 14, "HD36", capitals=True),
        "Paper issuer": Part(14, 14, 14, "HD36", bold=True, capitals=True),
        "Paper star": Part(14, 14, 14, "HD05"),
        "Paper country": Part(15, 15, 15, "HD36", bold=True, capitals=True),
        "Paper number": Part(14, 14, 14, "HD36"),
        "Paper letter subject": Part(12, 12, 12, "HD36", italic=True, before=3),
        "Paper place and date": Part(14, 14, 14, "HD36", italic=True),
        "Paper kind": Part(16, 15, 16, "HD36", bold=True, capitals=True, before=12),
        "Paper subject": Part(15, 14, 15, "HD36", bold=True),
        "Paper ground": Part(14, 14, 15, "HD05", italic=True, align="justified", after=6),
        "Paper body": Part(14, 14, 15, "HD05", align="justified", after=6),
        "Paper signer": Part(14, 14, 14, "HD36", bold=True, capitals=True),
        "Paper signer title": Part(14, 14, 14, "HD36", capitals=True),
        "Paper signer name": Part(14, 14, 14, "HD36", bold=True, before=72),
        "Paper receivers": Part(14, 14, 14, "HD05", underlined=True, align="left"),
        "Paper receiver": Part(12, 12, 12, "HD36", align="left"),
        "Paper page number": Part(14, 14, 14, "HD36"),
    },
    head=(75, 90),
    foot=(78, 87),
    first_line=Measure(10, 10, 10, "HD05"),
    lines=Measure(18, 18, 19, "notes disagree: 18 or 19 pt"),
    exact_lines=True,
    colon_after_so=False,
    number_joint="-",
    authority_joint="/",
    receiver_ending=",",
    text_ending=".",
    rule_under_name=73,
    body_over_grounds=False,
    title_bold=False,
)
FRAMES = {frame.name: frame for frame in (STATE, PARTY)}

# What is no business of the decree: our tables and the forms that authors sign.
OWN_PARTS = {
    "Paper table title": Part(13, 11, 14, "ours", bold=True, align="left", before=6, after=3),
    "Paper table head": Part(12, 11, 14, "ours", bold=True, before=2, after=2),
    "Paper table cell": Part(12, 11, 14, "ours", align="left", before=2, after=2),
    "Paper table figure": Part(12, 11, 14, "ours", before=2, after=2),
    "Paper table amount": Part(12, 11, 14, "ours", align="right", before=2, after=2),
    "Paper signer note": Part(13, 12, 14, "ours", italic=True),
    "Paper proof": Part(9, 8, 10, "ours", align="left"),
    "Form heading": Part(13, 13, 14, "ours", bold=True, align="left", before=9, after=3),
    "Form line": Part(13, 13, 14, "ours", align="left", after=3),
    "Form table head": Part(10.5, 10, 12, "ours", bold=True, before=1, after=1),
    "Form table cell": Part(10.5, 10, 12, "ours", align="left", before=1, after=1),
    "Form table figure": Part(10.5, 10, 12, "ours", before=1, after=1),
    "Form table amount": Part(10.5, 10, 12, "ours", align="right", before=1, after=1),
    "Form signer": Part(12, 12, 14, "ours", bold=True),
    "Form signer note": Part(12, 11, 14, "ours", italic=True),
    "Form small": Part(10, 9, 11, "ours", align="left", after=2),
    "Form footer": Part(9, 8, 10, "ours"),
}


def frame_named(name: str) -> PaperFrame:
    """The frame of this name: `state` or `party`."""
    return FRAMES[name]


def headings(name: str) -> dict[str, Any]:
    """The head of a paper that is made as PDF alone (`head.typ`): the country with its motto, or the Party's name alone,
    what stands before the number, the shares of both columns, the sizes in points, the rules."""
    frame, party = frame_named(name), name == PARTY.name
    parts = {
        "parent": "Paper parent body",
        "issuer": "Paper issuer",
        "country": "Paper country",
        "motto": "Paper motto",
    }
    return {
        "country": PARTY_NAME if party else COUNTRY,
        "motto": "" if party else MOTTO,
        "so": "Số:" if frame.colon_after_so else "Số",
        "head": frame.head,
        "sizes": {key: frame.parts[part].size for key, part in parts.items()},
        "name_rule": frame.rule_under_name,
        "short_rule": frame.short_rule.ours,
    }


def adjusted(frame: PaperFrame, *, lines: float | None = None, title_bold: bool | None = None) -> PaperFrame:
    """The frame with the values that a template may set: the distance of lines and whether the signer's title is bold.

    Raises `ValueError` for a distance that the form does not allow.
    """
    if lines is not None and not frame.lines.least <= lines <= frame.lines.most:
        raise ValueError(f"the distance of lines lies between {frame.lines.least} and {frame.lines.most}")
    bold = frame.title_bold if title_bold is None else title_bold
    title = replace(frame.parts["Paper signer title"], bold=bold)
    return replace(
        frame,
        lines=frame.lines if lines is None else replace(frame.lines, ours=lines),
        title_bold=bold,
        parts={**frame.parts, "Paper signer title": title},
    )
