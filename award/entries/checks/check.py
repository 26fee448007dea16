"""What a check is: one clause of the rules on one work; and the shapes that clauses share."""

from dataclasses import dataclass
from typing import Any

from award.entries.facts import OverrideFacts, PartFacts, Range
from award.entries.steps import Step
from award.kit.messages import Message, mark, say
from award.kit.states import TitledEnum


class Verdict(TitledEnum):
    """How a clause stands; `missing` can still be filled in, `broken` is against the rules, `unknown` waits for a file to
    be checked or for a person to look, `promised` for the bytes of a file, `waiting` for other people's word, `noted` is
    worth a look and no fault: none of the four keeps a work from being sent in."""

    MET = "met", mark("Met")
    MISSING = "missing", mark("Still missing")
    BROKEN = "broken", mark("Against the rules")
    UNKNOWN = "unknown", mark("Being checked")
    PROMISED = "promised", mark("Promised")
    NOTED = "noted", mark("Worth a look")
    WAITING = "waiting", mark("Waiting")


@dataclass(frozen=True)
class Check:
    """One clause on one work: what was found, what the rules say, the verdict, and what can be done about it.

    `about` tells apart checks of the same clause and part: the requirement of files, the name of an author. `article` is
    where the clause stands in the rules.
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
    article: str = ""
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
        clause = self.title
        if self.article:
            clause = say("%(clause)s (%(article)s)", clause=clause, article=self.article)
        if self.advice is None:
            return say("%(clause)s: %(found)s", clause=clause, found=self.found)
        return say("%(clause)s: %(found)s %(advice)s", clause=clause, found=self.found, advice=self.advice)


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


def between(limits: Range) -> Message:
    """A range in words."""
    if limits.least is None:
        return say("at most %(most)s", most=limits.most)
    if limits.most is None:
        return say("at least %(least)s", least=limits.least)
    if limits.least == limits.most:
        return say("exactly %(count)s", count=limits.most)
    return say("%(least)s to %(most)s", least=limits.least, most=limits.most)


def counted(
    clause: str, title: Message, count: int, limits: Range, step: Step, advice: Message, part: int | None = None
) -> Check:
    """A clause that counts; both ends of the range still meet it."""
    limit = between(limits)
    found, verdict = value(count), Verdict.MET
    if limits.most is not None and count > limits.most:
        found, verdict = say("%(count)s, more than %(most)s.", count=count, most=limits.most), Verdict.BROKEN
    elif limits.least is not None and count < limits.least:
        found, verdict = say("%(count)s, fewer than %(least)s.", count=count, least=limits.least), Verdict.BROKEN
    return Check(clause, title, found, limit, verdict, step, advice if verdict is Verdict.BROKEN else None, part)


def of_part(title: Message, part: PartFacts, alone: bool) -> Message:
    return title if alone else say("%(clause)s, part %(number)s", clause=title, number=part.position)
