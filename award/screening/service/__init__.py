"""Every verb of the screening: deciding, the queue, works that are alike."""

from award.screening.service.deciding import check_day, checks_of, decide, frozen, prolong, tick
from award.screening.service.pairing import compare, judge
from award.screening.service.queueing import LEASE, claim, forget, postpone, take_next
from award.screening.service.watching import compare_again, compare_all, compare_later

__all__ = [
    "LEASE",
    "check_day",
    "checks_of",
    "claim",
    "compare",
    "compare_again",
    "compare_all",
    "compare_later",
    "decide",
    "forget",
    "frozen",
    "judge",
    "postpone",
    "prolong",
    "take_next",
    "tick",
]
