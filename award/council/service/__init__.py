"""Everything that the council writes."""

from award.council.service.ballots import close_ballot, open_ballot, run_off
from award.council.service.casting import cast, new_code
from award.council.service.letters import drafts, send
from award.council.service.prizes import (
    comparisons,
    departures_of,
    give_reason,
    prepare,
    prepare_collective,
    proposal,
    propose,
    still_open,
    take_back,
    thematic,
)
from award.council.service.releasing import (
    next_act,
    post_list,
    posted_until,
    release,
    results_are_awaited,
    too_early,
    unready,
)
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
    "drafts",
    "give_reason",
    "new_code",
    "next_act",
    "note_opinion",
    "open_ballot",
    "open_session",
    "post_list",
    "posted_until",
    "prepare",
    "prepare_collective",
    "proposal",
    "propose",
    "release",
    "results_are_awaited",
    "run_off",
    "send",
    "set_attendance",
    "show_marks",
    "step_out",
    "still_open",
    "take_back",
    "take_up",
    "thematic",
    "too_early",
    "unready",
]
