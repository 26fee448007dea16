"""Everything that the council writes."""

from award.council.service.ballots import close_ballot, open_ballot, run_off
from award.council.service.casting import cast, new_code
from award.council.service.prizes import (
    comparisons,
    departures_of,
    prepare,
    prepare_collective,
    proposal,
    propose,
    still_open,
    take_back,
    thematic,
)
from award.council.service.releasing import release, results_are_awaited, unready
from award.council.service.sessions import (
    add_item,
    add_proposed,
    close_session,
    note_opinion,
    open_session,
    set_attendance,
    show_marks,
    step_out,
    take_up,
)

__all__ = [
    "add_item",
    "add_proposed",
    "cast",
    "close_ballot",
    "close_session",
    "comparisons",
    "departures_of",
    "new_code",
    "note_opinion",
    "open_ballot",
    "open_session",
    "prepare",
    "prepare_collective",
    "proposal",
    "propose",
    "release",
    "results_are_awaited",
    "run_off",
    "set_attendance",
    "show_marks",
    "step_out",
    "still_open",
    "take_back",
    "take_up",
    "thematic",
    "unready",
]
