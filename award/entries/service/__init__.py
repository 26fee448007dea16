"""Every verb on an entry: beginning and filling it, its files, sending it in, and what the office decides."""

from award.entries.service.behalf import fill_for, hand_over
from award.entries.service.deciding import accept, disqualify, prolong_supplement, reject, return_for_supplement
from award.entries.service.filing import attach, begin_upload, detach, finish_upload, move, save_files
from award.entries.service.filling import declare, save_authors, save_parts, save_prizes, save_work
from award.entries.service.linking import ask_for_copies
from award.entries.service.overriding import lift_override, override
from award.entries.service.sending import run_checks, start, submit, withdraw
from award.entries.service.watching import broken_rules

__all__ = [
    "accept",
    "ask_for_copies",
    "attach",
    "begin_upload",
    "broken_rules",
    "declare",
    "detach",
    "disqualify",
    "fill_for",
    "finish_upload",
    "hand_over",
    "lift_override",
    "move",
    "override",
    "prolong_supplement",
    "reject",
    "return_for_supplement",
    "run_checks",
    "save_authors",
    "save_files",
    "save_parts",
    "save_prizes",
    "save_work",
    "start",
    "submit",
    "withdraw",
]
