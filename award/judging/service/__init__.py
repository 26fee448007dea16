"""Every write of judging, by what it is about."""

from award.judging.service.assigning import (
    Proposal,
    Wishes,
    ask_for_proposal,
    drop_proposal,
    gather,
    keep_proposal,
    propose,
    solve,
)
from award.judging.service.ballots import confirm_ballot, reopen_ballot, save_ballot
from award.judging.service.blinding import ask_for_blind_copies, ask_for_works
from award.judging.service.calibration import choose_work, drop_work
from award.judging.service.coverage import note_coverage
from award.judging.service.interests import declare_interest
from award.judging.service.joint import agree, ask, decline
from award.judging.service.paper import LARGEST_SCAN, ask_for_pack, expect_scan, keep_pack, type_sheet, type_with_scan
from award.judging.service.publishing import publication_letters, publish
from award.judging.service.reassigning import reassign
from award.judging.service.reliability import count_report, for_report, keep_report, store_report
from award.judging.service.reminding import remind_by_date, remind_now
from award.judging.service.rounds import close_round, open_round
from award.judging.service.seats import seat, set_cap, unseat
from award.judging.service.sheets import (
    abstain,
    confirm_sheet,
    confirm_sheets,
    declare_conflict,
    later,
    open_task,
    reopen_sheet,
    save_sheet,
)
from award.judging.service.ties import decide_tie

__all__ = [
    "LARGEST_SCAN",
    "Proposal",
    "Wishes",
    "abstain",
    "agree",
    "ask",
    "ask_for_blind_copies",
    "ask_for_pack",
    "ask_for_proposal",
    "ask_for_works",
    "choose_work",
    "close_round",
    "confirm_ballot",
    "confirm_sheet",
    "confirm_sheets",
    "count_report",
    "decide_tie",
    "declare_conflict",
    "declare_interest",
    "decline",
    "drop_proposal",
    "drop_work",
    "expect_scan",
    "for_report",
    "gather",
    "keep_pack",
    "keep_proposal",
    "keep_report",
    "later",
    "note_coverage",
    "open_round",
    "open_task",
    "propose",
    "publication_letters",
    "publish",
    "reassign",
    "remind_by_date",
    "remind_now",
    "reopen_ballot",
    "reopen_sheet",
    "save_ballot",
    "save_sheet",
    "seat",
    "set_cap",
    "solve",
    "store_report",
    "type_sheet",
    "type_with_scan",
    "unseat",
]
