"""Clauses on when the work was sent in, first and after a request to supplement."""

from collections.abc import Iterator
from datetime import datetime

from award.entries.calendar import Phase, Term, within
from award.entries.checks.check import Check, Verdict
from award.entries.facts import WorkFacts, WorkRules
from award.entries.steps import Step
from award.kit.messages import Message, say


def on_time(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    """The deadline of the work's category; of a work sent back also the one for supplements."""
    moment = facts.sent_at or facts.at
    if rules.term is not None and moment is not None:
        found = say("Sent in on %(moment)s", moment=moment) if facts.sent_at else say("Now: %(moment)s", moment=moment)
        yield _deadline("deadline", say("Deadline for works"), found, rules.term, moment)
    if facts.returned and rules.supplements is not None and facts.at is not None:
        found = say("Now: %(moment)s", moment=facts.at)
        yield _deadline("supplements", say("Deadline for supplements"), found, rules.supplements, facts.at)


def _deadline(clause: str, title: Message, found: Message, term: Term, moment: datetime) -> Check:
    limit, phase = say("until %(moment)s", moment=term.shown_at), within(term, moment)
    if phase is Phase.OVER:
        late = say("%(found)s, after the end.", found=found)
        return Check(clause, title, late, limit, Verdict.BROKEN, Step.SUBMIT, say("Ask the secretariat."))
    if phase is Phase.GRACE:
        grace = say("%(found)s, within the time added for technical trouble", found=found)
        return Check(clause, title, grace, limit, Verdict.MET, Step.SUBMIT)
    return Check(clause, title, found, limit, Verdict.MET, Step.SUBMIT)
