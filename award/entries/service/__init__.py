"""Every verb on an entry: beginning and filling it, its files, sending it in, and what the office decides."""

from award.entries.service.deciding import accept, disqualify, reject, return_for_supplement
from award.entries.service.filling import declare, save_authors, save_parts, save_prizes, save_work
from award.entries.service.sending import start, submit, withdraw
from award.entries.service.watching import broken_rules

__all__ = [
    "accept",
    "broken_rules",
    "declare",
    "disqualify",
    "reject",
    "return_for_supplement",
    "save_authors",
    "save_parts",
    "save_prizes",
    "save_work",
    "start",
    "submit",
    "withdraw",
]
