"""The papers of a frozen batch as the register issues them: the letter, and the minutes of choosing."""

from typing import Any
from uuid import UUID

from award.forwarding import queries
from award.forwarding.papers import LETTER, MINUTES, PLACES, letter_content
from award.forwarding.proofs import minutes_content
from award.kit.messages import mark, say
from award.kit.refusals import WrongMoment
from award.papers.kinds import PaperKind
from award.papers.offering import Asked, Content, Offer, offer


def _frozen(edition: Any) -> list[tuple[str, str]]:
    """The frozen batches, by identity."""
    return [(str(one.id), one.name) for one in queries.frozen_batches(edition.id)]


def _unnumbered(edition: Any) -> list[tuple[str, str]]:
    """Those whose letter has no number yet, by hand or from the register."""
    return [(str(one.id), one.name) for one in queries.frozen_batches(edition.id) if one.letter_number is None]


def _record(edition: Any, about: str) -> dict[str, Any]:
    known = {str(one.id) for one in queries.frozen_batches(edition.id)}
    if about not in known:
        raise WrongMoment(say("Letter and minutes are made of a batch that is frozen."))
    return queries.batch(UUID(about)).record


def _letter(edition: Any, about: str) -> Content:
    return letter_content(_record(edition, about))


def _minutes(edition: Any, about: str) -> Content:
    return minutes_content(_record(edition, about))


offer(
    Offer(
        LETTER,
        PaperKind.LETTER,
        mark("Letter with the works that are forwarded"),
        "organiser",
        _letter,
        places=PLACES,
        abouts=_unnumbered,
    )
)
offer(
    Offer(
        MINUTES,
        PaperKind.MINUTES,
        mark("Minutes of choosing the works that are forwarded"),
        "organiser",
        _minutes,
        places=PLACES,
        blocks=("conditions",),
        asks=[
            Asked("hour", mark("When the meeting began")),
            Asked("where", mark("Where it was held")),
            Asked("present", mark("Who was there"), lines=True),
            Asked("ended", mark("When the meeting ended")),
        ],
        abouts=_frozen,
    )
)
