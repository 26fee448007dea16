"""The wording of a paper as a text that an association can replace: parts under `== name` with places `{name}`.

    # A line like this is a note for whoever edits.
    == subject
    Về việc tặng thưởng {award}
    == grounds
    Căn cứ {rules};
    == body
    Điều 1. Tặng thưởng {count} tác phẩm.
    @prizes
    == form
    lines = 18
    title_bold = no

`@name` on a line of its own is a block made from the data, such as a table. `= text` is a heading, `! text` the word
that a decision turns on. A line whose places are all empty is left out. `form` holds what sources disagree on (see
`documents.frames`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from award.documents.frames import FRAMES
from award.documents.paper import Block, Heading, Resolution
from award.kit.messages import Message, mark, say

PARTS = ("subject", "addressees", "grounds", "body", "recipients", "form")
NEEDED = ("subject", "body")
PLACE = re.compile(r"\{([a-z_]+)\}")
STRAY = re.compile(r"[{}]")
FLAGS = {"yes": True, "no": False}
LONGEST = 20_000
# Everything that a line can begin with or hold, as it is told to whoever edits.
MARKS = (
    (
        "== body",
        mark(
            "A part of the paper begins: subject, addressees, grounds, body, recipients or form, each once. Subject and "
            "body are needed; without recipients the paper has those of its issuing body."
        ),
    ),
    ("= I. NỘI DUNG", mark("A heading in bold, in the body.")),
    (
        "! Quyết định:",
        mark(
            "The word that a decision turns on, in the body: in capitals, bold, in the middle. Where several stand at the "
            "beginning, those before the last name who decides; in the state frame they stand over the grounds."
        ),
    ),
    ("{award}", mark("A place that the data fill. A line whose places are all empty is left out.")),
    ("@…", mark("A block of the data, such as a table, on a line of its own in the body.")),
    ("# …", mark("A note for whoever edits the wording. It does not stand on the paper.")),
    (
        "lines = 1.3",
        mark(
            "In the part form: the distance of lines, 1 to 1.5 in the state frame, 18 or 19 points in the Party's. It "
            "holds in the frame that allows it."
        ),
    ),
    ("title_bold = yes", mark("In the part form: whether the title of who signs is bold, yes or no.")),
)
# A whole wording with all of it but a block, which each paper has of its own.
EXAMPLE = """\
# Dòng này là ghi chú, không in ra.
== subject
Về việc tổng kết {award}
== grounds
Căn cứ {rules}
== body
! {body}
! Quyết định:
Điều 1. Tổng kết {award} vào {date}.
= Tổ chức thực hiện
Điều 2. Ban Thư ký giải chịu trách nhiệm thi hành quyết định này./.
== recipients
Như Điều 2
Lưu: VT
== form
lines = 1.3
title_bold = yes
"""


@dataclass(frozen=True)
class Wording:
    """A text that was read: its lines by part."""

    parts: Mapping[str, Sequence[str]]
    lines: float | None = None
    title_bold: bool | None = None
    faults: Sequence[Message] = field(default_factory=tuple)


def read(text: str) -> Wording:
    """Takes a text apart; what is wrong with it as a text stands in `faults`."""
    found: dict[str, list[str]] = {}
    faults: list[Message] = []
    here: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("=="):
            name = line.strip("= ")
            if name not in PARTS or name in found:
                faults.append(say("Line %(line)s: there is no part “%(name)s” here.", line=number, name=name))
            here = found.setdefault(name, [])
        elif here is None:
            faults.append(say("Line %(line)s stands before the first part (== subject).", line=number))
        else:
            here.append(line)
    missing = [say("The part “%(name)s” is missing or empty.", name=name) for name in NEEDED if not found.get(name)]
    lines, bold, wrong = _form(found.get("form", []))
    return Wording(found, lines, bold, (*faults, *missing, *wrong))


def faults(text: str, places: Iterable[str], blocks: Iterable[str]) -> list[Message]:
    """Everything that keeps a text from being used: read it, and compare its places and blocks with those there are."""
    if len(text) > LONGEST:
        return [say("The text is longer than %(most)s characters.", most=LONGEST)]
    wording, places, blocks = read(text), set(places), set(blocks)
    found = list(wording.faults)
    for name, lines in wording.parts.items():
        for line in lines if name != "form" else ():
            if line.startswith("@"):
                if name != "body" or line[1:] not in blocks:
                    found.append(say("There is no block “%(name)s” here.", name=line[1:]))
                continue
            found += [
                say("There is no place “%(name)s” in this paper.", name=place)
                for place in PLACE.findall(line)
                if place not in places
            ]
            if STRAY.search(PLACE.sub("", line)):
                found.append(say("A brace stands alone in “%(line)s”.", line=line))
    return found


def filled(lines: Iterable[str], values: Mapping[str, str]) -> list[str]:
    """The lines with their places filled; those with places that are all empty are left out. A value of several lines
    makes as many paragraphs."""
    made = []
    for line in lines:
        places = PLACE.findall(line)
        if not places or any(values[place] for place in places):
            text = PLACE.sub(lambda place: values[place[1]], line)
            made += [" ".join(paragraph.split()) for paragraph in text.splitlines() if paragraph.strip()]
    return made


def body(lines: Sequence[str], values: Mapping[str, str], blocks: Mapping[str, Sequence[Block]]) -> list[Block]:
    """The text of the paper: lines filled, blocks in their places."""
    made: list[Block] = []
    for line in lines:
        if line.startswith("@"):
            made += blocks[line[1:]]
            continue
        for text in filled([line], values):
            if text.startswith("! "):
                made.append(Resolution(text[2:]))
            elif text.startswith("= "):
                made.append(Heading(text[2:]))
            else:
                made.append(text)
    return made


def _form(lines: Sequence[str]) -> tuple[float | None, bool | None, list[Message]]:
    spacing, bold, wrong = None, None, []
    most = max(frame.lines.most for frame in FRAMES.values())
    for line in lines:
        name, _, value = (part.strip() for part in line.partition("="))
        if name == "lines" and value.replace(".", "", 1).isdigit() and 1 <= float(value) <= most:
            spacing = float(value)
        elif name == "title_bold" and value in FLAGS:
            bold = FLAGS[value]
        else:
            wrong.append(say("“%(line)s” is no value of the form: lines = 18, title_bold = yes or no.", line=line))
    return spacing, bold, wrong
