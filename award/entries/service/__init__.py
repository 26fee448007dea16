"""Every verb on an entry: beginning and filling it, its files, sending it in, and what the office decides."""

from award.entries.service.arriving import ask_going_on, declare_bytes, end_promise, finish_upload, go_on
from award.entries.service.behalf import bring_in, fill_for, hand_over
from award.entries.service.confirming import (
    answer_as_author,
    ask_again,
    ask_authors,
    confirm_parts,
    select,
    send_new_link,
)
from award.entries.service.deciding import accept, disqualify, prolong_supplement, reject, return_for_supplement
from award.entries.service.delivering import entrust, hand_in
from award.entries.service.filing import attach, begin_upload, detach, move, save_files
from award.entries.service.filling import declare, save_authors, save_parts, save_prizes, save_work
from award.entries.service.giving_numbers import erase_number, give_number, reveal_number
from award.entries.service.handing_over import answer_offer, offer_to, take_offer_back, transfer
from award.entries.service.linking import ask_for_copies
from award.entries.service.overriding import lift_override, override
from award.entries.service.receiving import ReceivedFile, receive
from award.entries.service.reminding import remind_of_drafts, remind_of_supplement, tell_of_extension
from award.entries.service.sending import run_checks, start, statements_asked, submit, withdraw
from award.entries.service.signing import attach_signed, begin_signed, finish_signed, remove_signed
from award.entries.service.topics import (
    accept_topic,
    decline_topic,
    register_topic,
    why_no_topic,
    withdraw_topic,
)
from award.entries.service.watching import broken_rules

__all__ = [
    "ReceivedFile",
    "accept",
    "accept_topic",
    "answer_as_author",
    "answer_offer",
    "ask_again",
    "ask_authors",
    "ask_for_copies",
    "ask_going_on",
    "attach",
    "attach_signed",
    "begin_signed",
    "begin_upload",
    "bring_in",
    "broken_rules",
    "confirm_parts",
    "declare",
    "declare_bytes",
    "decline_topic",
    "detach",
    "disqualify",
    "end_promise",
    "entrust",
    "erase_number",
    "fill_for",
    "finish_signed",
    "finish_upload",
    "give_number",
    "go_on",
    "hand_in",
    "hand_over",
    "lift_override",
    "move",
    "offer_to",
    "override",
    "prolong_supplement",
    "receive",
    "register_topic",
    "reject",
    "remind_of_drafts",
    "remind_of_supplement",
    "remove_signed",
    "return_for_supplement",
    "reveal_number",
    "run_checks",
    "save_authors",
    "save_files",
    "save_parts",
    "save_prizes",
    "save_work",
    "select",
    "send_new_link",
    "start",
    "statements_asked",
    "submit",
    "take_offer_back",
    "tell_of_extension",
    "transfer",
    "why_no_topic",
    "withdraw",
    "withdraw_topic",
]
