"""Everything that the council writes."""

from award.council.service.prizes import (
    prepare,
    proposal,
    propose,
    release,
    results_are_awaited,
    take_back,
    unready,
)

__all__ = [
    "prepare",
    "proposal",
    "propose",
    "release",
    "results_are_awaited",
    "take_back",
    "unready",
]
