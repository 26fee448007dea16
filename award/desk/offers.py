"""The yearly report: the figures of an edition as an official paper."""

from typing import Any

from award.desk import papers, queries, years
from award.desk.figures import Knows
from award.kit.messages import mark
from award.papers.kinds import PaperKind
from award.papers.offering import Asked, Content, Offer, offer


def _report(edition: Any, about: str) -> Content:
    """All of it is known to who issues papers; of other editions only what is public."""
    counted = queries.years_counted()
    told = years.chosen(counted, edition, lambda one: one.released)
    forwarded = queries.forwarded_of(one.edition_id for one in told)
    beside = years.beside(told, forwarded, lambda one: True, lambda one: True)
    whole = Knows(prizes=True, prized_outlets=True, progress=True)
    return papers.report(queries.facts(edition.id, whole, beside, forwarded))


offer(
    Offer(
        "desk.report",
        PaperKind.REPORT,
        mark("Statistics for the committee"),
        "organiser",
        _report,
        places=papers.PLACES,
        blocks=papers.BLOCKS,
        asks=[Asked("addressee", mark("To whom it reports"))],
    )
)
