"""Every verb of forwarding: choosing and freezing, asking for more, making the dossier, what comes back, and taking over
what another installation sent."""

from award.forwarding.service.answering import note_outcome, take_receipt
from award.forwarding.service.asking import KINDS, answer, ask, ask_again, begin_file, give_number, remove_file, waive
from award.forwarding.service.asking import LARGEST as LARGEST_GIVEN
from award.forwarding.service.asking import MOST_FILES as MOST_GIVEN
from award.forwarding.service.building import build_key, build_later, build_now
from award.forwarding.service.choosing import choose, freeze, frozen_record, move, open_batch, remove
from award.forwarding.service.receiving import LARGEST as LARGEST_DOSSIER
from award.forwarding.service.receiving import (
    announce,
    answer_of,
    bring_here,
    carry,
    check_again,
    check_now,
    end_check,
    finish,
    take,
    take_now,
    take_over,
    tried,
)

__all__ = [
    "KINDS",
    "LARGEST_DOSSIER",
    "LARGEST_GIVEN",
    "MOST_GIVEN",
    "announce",
    "answer",
    "answer_of",
    "ask",
    "ask_again",
    "begin_file",
    "bring_here",
    "build_key",
    "build_later",
    "build_now",
    "carry",
    "check_again",
    "check_now",
    "choose",
    "end_check",
    "finish",
    "freeze",
    "frozen_record",
    "give_number",
    "move",
    "note_outcome",
    "open_batch",
    "remove",
    "remove_file",
    "take",
    "take_now",
    "take_over",
    "take_receipt",
    "tried",
    "waive",
]
