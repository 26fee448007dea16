"""What happened to an entry, in words for those who may see it: acts, not the people behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from award.kit.messages import Message, say

WORDS = {
    "entry.start": say("Draft begun"),
    "entry.submit": say("The work was sent in"),
    "entry.return": say("The secretariat asked for a supplement"),
    "entry.accept": say("Found eligible"),
    "entry.prolong": say("More time for the supplement"),
    "entry.reject": say("Found ineligible"),
    "entry.disqualify": say("Disqualified by the organisers"),
    "entry.withdraw": say("Withdrawn"),
    "entry.discard": say("Draft discarded"),
    "entry.author_confirmed": say("A co-author confirmed"),
    "entry.author_objected": say("A co-author does not agree"),
    "entry.outlet_confirmed": say("The outlet confirmed a part"),
    "entry.outlet_objected": say("The outlet does not agree"),
    "entry.selected": say("Put forward by the branch or outlet"),
    "entry.not_selected": say("Not put forward by the branch or outlet"),
    "entry.transfer": say("The work changed hands"),
    "entry.sign": say("The signed form came in"),
}


@dataclass(frozen=True)
class Told:
    """One act on the timeline."""

    at: datetime
    words: Message
    reason: str


def told(events: Iterable[Any]) -> list[Told]:
    """The acts worth telling, newest first; saving and sending files are not."""
    return [
        Told(event.at, WORDS[event.verb], (event.after or {}).get("reason") or "")
        for event in reversed(list(events))
        if event.verb in WORDS
    ]
