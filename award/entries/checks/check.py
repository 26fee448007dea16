"""What a check is: one clause of the rules on one work; and the shapes that clauses share."""

from dataclasses import dataclass
from typing import Any

from award.entries.facts import OverrideFacts, PartFacts
from award.entries.steps import Step
from award.kit.messages import Message, mark, say
from award.kit.states import TitledEnum


class Verdict(TitledEnum):
    """How a clause stands; `missing` can still be filled in, `broken` is against the rules, `unknown` waits for the
    check of a file, `waiting` for other people's word, `noted` is worth a look and no fault: none of the three keeps a
    work from being sent in."""

    MET = "met", mark("Met")
    MISSING = "missing", mark("Still missing")
    BROKEN = "broken", mark("Against the rules")
    UNKNOWN = "unknown", mark("Being checked")
    NOTED = "noted", mark("Worth a look")
    WAITING = "waiting", mark("Waiting")


@dataclass(frozen=True)
class Check:
    """One clause on one work: what was found, what the rules say, the verdict, and what can be done about it.

    `about` tells apart checks of the same clause and part: the requirement of files, the place of an author.
    """

    clause: str
    title: Message
    found: Message
    limit: Message
    verdict: Verdict
    step: Step
    advice: Message | None = None
    part: int | None = None
    about: str = ""
    override: OverrideFacts | None = None

    @property
    def key(self) -> str:
        """What an override names, together with the part: `window`, `files:trang-bao`."""
        return f"{self.clause}:{self.about}" if self.about else self.clause

    @property
    def is_met(self) -> bool:
        """Whether nothing is wrong with it, overridden or not."""
        return self.verdict not in (Verdict.MISSING, Verdict.BROKEN)

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the work cannot be sent in because of this clause."""
        return not self.is_met and self.override is None

    @property
    def sentence(self) -> Message:
        """Clause and finding in one sentence, with what to do."""
        if self.advice is None:
            return say("%(clause)s: %(found)s", clause=self.title, found=self.found)
        return say("%(clause)s: %(found)s %(advice)s", clause=self.title, found=self.found, advice=self.advice)


NEEDED = say("needed")


def value(value: Any) -> Message:
    """A bare value where a sentence is expected; it is said by its type."""
    return Message("%(value)s", {"value": value})


def open_ones(checks: list[Check]) -> list[Check]:
    """The clauses that stand in the way of sending in."""
    return [check for check in checks if check.stands_in_the_way]


def filled(clause: str, title: Message, text: str, step: Step, advice: Message, part: int | None = None) -> Check:
    """A clause that only asks for something to be there."""
    if text:
        return Check(clause, title, value(text), NEEDED, Verdict.MET, step, part=part)
    return Check(clause, title, say("Not given yet."), NEEDED, Verdict.MISSING, step, advice, part)


def at_most(
    clause: str,
    title: Message,
    count: int,
    most: int,
    step: Step,
    advice: Message,
    part: int | None = None,
) -> Check:
    """A clause that counts."""
    limit = say("at most %(most)s", most=most)
    if count <= most:
        return Check(clause, title, value(count), limit, Verdict.MET, step, part=part)
    found = say("%(count)s, more than %(most)s.", count=count, most=most)
    return Check(clause, title, found, limit, Verdict.BROKEN, step, advice, part)


def of_part(title: Message, part: PartFacts, alone: bool) -> Message:
    return title if alone else say("%(clause)s, part %(number)s", clause=title, number=part.position)
