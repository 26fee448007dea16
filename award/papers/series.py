"""Series of numbers: to which one a paper belongs.

- State frame: a body counts its papers of all kinds together and begins anew every year (Decree 30/2020, Article 15
  and Appendix I, II.3). A council that issues under its parent's seal counts for itself: a series belongs to the body
  that the paper names, never to its parent.
- Party frame: a body counts each kind of paper by itself, over a whole term (nhiệm kỳ); where no term is given the
  series has no end.
"""

from dataclasses import dataclass
from datetime import date

from award.editions.states import Frame
from award.kit.text import fold
from award.papers.kinds import TITLES, PaperKind

LETTER = "Công văn"


@dataclass(frozen=True)
class Series:
    """A series: the key that its numbers are unique under, and what the register calls it."""

    key: str
    name: str


def series_of(frame: Frame, body: str, kind: PaperKind, day: date, term: str | None = None) -> Series:
    """The series that a paper of this kind and day by this body takes its number from."""
    if frame is Frame.STATE:
        return Series(f"{fold(body)}|{day.year}", f"{body}, năm {day.year}")
    title = TITLES[kind] or LETTER
    of_term = f", nhiệm kỳ {term}" if term else ""
    return Series(f"{fold(body)}|{kind}|{fold(term or '')}", f"{body}, {title.lower()}{of_term}")
