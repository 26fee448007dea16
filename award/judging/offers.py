"""The paper that a closed round makes: its tally."""

from typing import Any
from uuid import UUID

from award.documents.paper import hour_and_date
from award.editions.states import RoundMode, RoundState, TallyMethod
from award.judging import papers, queries
from award.kit import clock
from award.kit.messages import Message, mark, say
from award.kit.refusals import WrongMoment
from award.papers.kinds import PaperKind
from award.papers.offering import Content, Offer, offer

METHODS = {
    TallyMethod.MEAN: "trung bình cộng các phiếu",
    TallyMethod.TRIMMED_MEAN: "trung bình cộng sau khi bỏ phiếu cao nhất và phiếu thấp nhất",
    TallyMethod.MEDIAN: "số trung vị của các phiếu",
}


def _closed_rounds(edition: Any) -> list[tuple[str, str]]:
    """The rounds of marks that are closed and have a ranking, by identity."""
    rounds = (round_ for round_, _counts in queries.rounds_of(edition.id) if not round_.calibration)
    return [(str(one.id), one.name) for one in rounds if one.state is RoundState.CLOSED and one.mode is RoundMode.MARKS]


def _tally(edition: Any, about: str) -> Content:
    if about not in dict(_closed_rounds(edition)):
        raise WrongMoment(say("A tally is made of a round that is closed."))
    round_ = queries.round_by_id(UUID(about))
    closing = queries.closing(round_.id)
    closed = hour_and_date(clock.local(closing.at)) if closing else ""
    return papers.tally(
        round_.name,
        queries.standing_rows(round_),
        queries.marks(round_),
        closed=closed,
        method=METHODS.get(round_.method, ""),
    )


def _kept_from(edition: Any, about: str, person: Any) -> Message | None:
    """A tally is one whole: who is not shown one of its sub-committees leaves it to others of the office."""
    round_ = queries.round_by_id(UUID(about)) if about in dict(_closed_rounds(edition)) else None
    without = queries.withheld(person, round_) if round_ else ()
    if not without:
        return None
    names = [one.name for one in queries.subcommittees(edition.id) if one.id in without]
    return say(
        "There is a conflict of interest with a work of %(names)s, so this paper is made and read by others of the office.",
        names=names,
    )


offer(
    Offer(
        "judging.tally",
        PaperKind.TALLY,
        mark("Tally of a closed round"),
        "council",
        _tally,
        places=("round", "works", "passed", "judges", "closed", "method"),
        abouts=_closed_rounds,
        kept_from=_kept_from,
    )
)
