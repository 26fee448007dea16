"""A ballot on works: what may be chosen, what is still to be said. Pure.

In a ballot of *yes or no* each work gets its own vote. In a ballot of *choices* a judge chooses at most so many works of
each sub-committee; a work that is not chosen got no vote for it.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from award.kit.messages import Message, say

# The one thing that a sheet of a ballot says, as marks say what criteria got.
VOTE = "vote"
YES, NO = "1", "0"

Votes = Mapping[uuid.UUID, bool | None]


@dataclass(frozen=True)
class Line:
    """One work on a ballot: the stored vote (None: none yet), whether it can be voted on, whether the vote counts."""

    id: uuid.UUID
    code: str
    title: str
    category: str
    state: Any
    vote: bool | None
    open: bool
    counts: bool


@dataclass(frozen=True)
class Section:
    """The works of one sub-committee, and how many of them may be chosen (None: no limit)."""

    name: str
    most: int | None
    lines: list[Line]

    def chosen(self, votes: Votes) -> int:
        """How many works have a vote for them, votes that count already included."""
        return sum(bool(line.vote) if line.counts else bool(votes.get(line.id)) for line in self.lines)


def too_many(sections: Sequence[Section], votes: Votes) -> list[Message]:
    """Where more works are chosen than may be."""
    return [
        say(
            "%(subcommittee)s: at most %(most)s works can be chosen; %(chosen)s are.",
            subcommittee=section.name,
            most=section.most,
            chosen=section.chosen(votes),
        )
        for section in sections
        if section.most is not None and section.chosen(votes) > section.most
    ]


def without_vote(sections: Sequence[Section], votes: Votes) -> list[Message]:
    """The works that still lack their vote."""
    lines = [line for section in sections for line in section.lines if line.open and votes.get(line.id) is None]
    return [say("%(code)s has no vote yet.", code=line.code) for line in lines]
