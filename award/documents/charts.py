"""Figures drawn as SVG: bars that lie under their labels, and columns for time. One colour, every figure in words.

A drawing is a picture to a screen reader, with a title and a description that says every figure. It carries colours of
print; a page sets its own by the classes `chart-bar`, `chart-whole`, `chart-text` and `chart-line`. Its coordinates are
about those of a telephone's screen, so that its letters stay as large as the text around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup, escape

WIDTH = 360
ROOM_FOR_FIGURES = 84
LETTERS_A_LINE = 42
LINES = 3
LINE = 19
THICK = 12
GAP = 12
HEIGHT = 120
LABEL_EVERY = 86
INK, MUTED, RED, PALE = "#221D18", "#5F574D", "#9C1B1E", "#E2DBD1"
FONT = "Source Serif Pro"


@dataclass(frozen=True)
class Bar:
    """A figure: what it is of, how large it is, how it is written. `whole` is what it is a part of, None for no such."""

    label: str
    value: float
    text: str
    whole: float | None = None


def bar_chart(name: str, title: str, about: str, bars: Sequence[Bar]) -> Markup:
    """Bars under each other, each under its label and with its figure at its end; `name` is unique on the page."""
    longest = max((max(bar.value, bar.whole or 0) for bar in bars), default=0)
    parts, top = [], 0
    for bar in bars:
        lines = _lines(bar.label)
        for number, line in enumerate(lines, 1):
            parts.append(_text(0, top + number * LINE - 4, line))
        top += len(lines) * LINE + 2
        parts += _bar(bar, top, longest)
        top += THICK + GAP
    return _drawing(name, title, about, bars, parts, top)


def column_chart(name: str, title: str, about: str, bars: Sequence[Bar]) -> Markup:
    """Columns beside each other in the order of time. Labels that have no room are left out, and so are figures over
    columns that stand close; the table beside has them all."""
    highest = max((bar.value for bar in bars), default=0)
    slot = min(WIDTH / max(len(bars), 1), 60)
    every = max(round(LABEL_EVERY / slot + 0.49), 1)
    parts = [_line(0, LINE + HEIGHT, WIDTH, LINE + HEIGHT)]
    for place, bar in enumerate(bars):
        tall = _share(bar.value, highest, HEIGHT)
        left, top = place * slot, LINE + HEIGHT - tall
        parts.append(_rect(left + slot * 0.14, top, slot * 0.72, tall, "bar", RED))
        if slot >= 20 or bar.value == highest:
            parts.append(_text(left + slot / 2, top - 5, bar.text, "middle"))
        if place % every == 0 and (left + LABEL_EVERY <= WIDTH or not place):
            parts.append(_text(left + slot * 0.14, LINE + HEIGHT + 16, bar.label, muted=True))
    return _drawing(name, title, about, bars, parts, LINE + HEIGHT + 22)


def _bar(bar: Bar, top: float, longest: float) -> list[Markup]:
    most = WIDTH - ROOM_FOR_FIGURES
    wide, whole = _share(bar.value, longest, most), _share(bar.whole or 0, longest, most)
    parts = [_rect(0, top, whole, THICK, "whole", PALE)] if whole else []
    parts.append(_rect(0, top, wide, THICK, "bar", RED) if wide else _line(0, top, 0, top + THICK))
    return [*parts, _text(max(wide, whole) + 7, top + THICK - 1, bar.text)]


def _share(value: float, longest: float, most: float) -> float:
    """The length of a bar; never so short that it cannot be seen, unless it is nothing."""
    return max(float(value) / float(longest) * most, 2) if value and longest else 0


def _lines(label: str) -> list[str]:
    found = wrap(label, LETTERS_A_LINE) or [""]
    return found if len(found) <= LINES else [*found[: LINES - 1], f"{found[LINES - 1]} …"]


def _text(left: float, base: float, text: str, anchor: str = "start", muted: bool = False) -> Markup:
    kind, colour = ("chart-text chart-muted", MUTED) if muted else ("chart-text", INK)
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}" fill="{}">{}</text>').format(
        kind, left, base, anchor, colour, text
    )


def _rect(left: float, top: float, width: float, height: float, kind: str, colour: str) -> Markup:
    return Markup('<rect class="chart-{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}"/>').format(
        kind, left, top, width, height, colour
    )


def _line(left: float, top: float, right: float, bottom: float) -> Markup:
    return Markup('<line class="chart-line" x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}"/>').format(
        left, top, right, bottom, MUTED
    )


def _drawing(name: str, title: str, about: str, bars: Sequence[Bar], parts: list[Markup], height: float) -> Markup:
    figures = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    description = f"{about} {figures}".strip()
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="{name}-title {name}-about" '
        'viewBox="0 0 {width} {height:.0f}" font-family="{font}" font-size="15">'
        '<title id="{name}-title">{title}</title><desc id="{name}-about">{about}</desc>{parts}</svg>'
    ).format(
        name=name,
        width=WIDTH,
        height=height,
        font=FONT,
        title=escape(title),
        about=escape(description),
        parts=Markup("").join(parts),
    )
