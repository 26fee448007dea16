"""A section of figures: a table, and the chart that is drawn from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from award.documents.charts import Bar
from award.kit.messages import Message, say

# More bars than these are no picture any more; the table has all.
MOST_BARS = 20
WHOLE, SHARE, TEXT, DAY = "whole", "share", "text", "date"


@dataclass(frozen=True)
class Column:
    """A column of figures: `kind` is whole, share (per cent) or text."""

    label: str
    kind: str = WHOLE


@dataclass(frozen=True)
class Line:
    """What the figures of a line are of, and the figures, one for each column; `beside` stands under the name."""

    label: Any
    figures: tuple[Any, ...]
    beside: Any = ""

    @property
    def name(self) -> Any:
        """The label as it is said; a year is no amount, so nothing parts its thousands."""
        return str(self.label) if isinstance(self.label, int) else self.label


@dataclass(frozen=True)
class Section:
    """A table with its chart: `first` says what the lines are. The chart shows column `bar`, as a part of column
    `part_of` where that is given; `over_time` lines stand side by side. `note` is what must be known to read it, `missing`
    a sentence on what is not there; `nothing` stands in place of an empty table."""

    code: str
    title: str
    first: str
    columns: tuple[Column, ...]
    lines: Sequence[Line]
    nothing: str
    sum: tuple[Any, ...] = ()
    bar: int = 0
    part_of: int | None = None
    over_time: bool = False
    note: Message | None = None
    missing: Message | None = None

    @property
    def charted(self) -> Sequence[Line]:
        """The lines that the chart shows."""
        return self.lines if self.over_time else self.lines[:MOST_BARS]

    @property
    def chart_note(self) -> Message | None:
        """What the chart leaves out, or what its pale part is."""
        if len(self.charted) < len(self.lines):
            return say("The chart shows the first %(count)s lines.", count=MOST_BARS)
        return None


def bars(section: Section, said: Any) -> list[Bar]:
    """The chart's bars in words of the reader."""
    return [
        Bar(said(line.name), *_measured(line.figures[section.bar], _whole(section, line), said))
        for line in section.charted
    ]


def _measured(value: Any, whole: Any, said: Any) -> tuple[Any, str, Any]:
    return value, said(Decimal(value)) if whole is None else f"{said(Decimal(value))} / {said(Decimal(whole))}", whole


def _whole(section: Section, line: Line) -> Any:
    return None if section.part_of is None else line.figures[section.part_of]
