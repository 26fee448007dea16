"""How much of a work was seen or heard: distinct seconds and pages, never the same one twice.

A stretch is a half-open pair of whole numbers: `[10, 25)` are the fifteen seconds from the tenth on, `[0, 3)` the first
three pages. Where a work has sound or film its seconds count, and pages beside it (a script) do not; otherwise pages and
pictures count. A work with nothing to count (only a link) has no share at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from award.kit.messages import Message, say

Spans = Mapping[str, Iterable[Iterable[int]]]
MOST_SPANS = 500


@dataclass(frozen=True)
class Countable:
    """A file as far as it can be counted: `seconds` as its probe says them, `pages` as many as are shown here."""

    file: str
    type: str
    seconds: str | None = None
    pages: int = 0


def wholes(files: Iterable[Countable]) -> dict[str, int]:
    """The units of each file that counts, by file: whole seconds, or pages and pictures."""
    files = list(files)
    played = {one.file: _seconds(one.seconds) for one in files if _plays(one.type)}
    if any(played.values()):
        return {file: units for file, units in played.items() if units}
    shown = {one.file: 1 if one.type.startswith("image/") else one.pages for one in files}
    return {file: units for file, units in shown.items() if units}


def _plays(kind: str) -> bool:
    return kind.startswith(("audio/", "video/"))


def _seconds(text: str | None) -> int:
    try:
        return int(Decimal(text or 0))
    except (InvalidOperation, ValueError):
        return 0


def read(given: Any) -> dict[str, list[tuple[int, int]]]:
    """What a browser sent, `{file: [[from, to], …]}`; whatever is not of this form is left out."""
    found: dict[str, list[tuple[int, int]]] = {}
    for file, spans in given.items() if isinstance(given, dict) else ():
        if isinstance(spans, list):
            found[str(file)] = [tuple(span) for span in spans[:MOST_SPANS] if _is_span(span)]
    return found


def _is_span(span: Any) -> bool:
    return (
        isinstance(span, list)
        and len(span) == 2
        and all(isinstance(end, int) and not isinstance(end, bool) for end in span)
    )


def merged(before: Spans, added: Spans, units: Mapping[str, int]) -> dict[str, list[list[int]]]:
    """The union of both for the files in `units`, cut to what each file has: nobody has heard more than there is."""
    return {
        file: kept
        for file, whole in units.items()
        if (kept := union([*before.get(file, ()), *added.get(file, ())], whole))
    }


def union(spans: Iterable[Iterable[int]], whole: int) -> list[list[int]]:
    """The stretches within `[0, whole)` in order, apart from each other."""
    cut = sorted((max(first, 0), min(last, whole)) for first, last in spans)
    found: list[list[int]] = []
    for first, last in cut:
        if first >= last:
            continue
        if found and first <= found[-1][1]:
            found[-1][1] = max(found[-1][1], last)
        else:
            found.append([first, last])
    return found


def counted(spans: Spans) -> int:
    """The units in stretches that are apart."""
    return sum(last - first for file in spans.values() for first, last in file)


def share(seen: int, whole: int) -> int | None:
    """The share in whole percent, rounded down, so that 100 means all of it; None where nothing can be counted."""
    return 100 * seen // whole if whole else None


def words(share: int | None, least: int | None) -> Message:
    """How much was seen, in a sentence; `least` is what the round asks for, None where it asks for nothing."""
    if share is None:
        return say("What is seen of this work cannot be counted here.")
    if least is None or share >= least:
        return say("%(share)s%% of the work seen or heard.", share=share)
    return say("%(share)s%% of the work seen or heard; this round asks for %(least)s%%.", share=share, least=least)
