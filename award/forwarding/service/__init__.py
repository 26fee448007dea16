"""Every verb of forwarding: choosing and freezing, asking for more, making the dossier, what comes back, and taking over
what another installation sent."""

from award.forwarding.service.answering import note_outcome, take_receipt
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
    "LARGEST_DOSSIER",
    "announce",
    "answer_of",
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
    "move",
    "note_outcome",
    "open_batch",
    "remove",
    "take",
    "take_now",
    "take_over",
    "take_receipt",
    "tried",
]
