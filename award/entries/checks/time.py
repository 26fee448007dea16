"""Clauses on when the work was sent in."""

from collections.abc import Iterator

from award.entries.calendar import Phase, within
from award.entries.checks.check import Check, Verdict
from award.entries.facts import WorkFacts, WorkRules
from award.entries.steps import Step
from award.kit.messages import say


def on_time(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    moment = facts.sent_at or facts.at
    if rules.term is None or moment is None:
        return
    title = say("Deadline for works")
    limit = say("until %(moment)s", moment=rules.term.shown_at)
    found = say("Sent in on %(moment)s", moment=moment) if facts.sent_at else say("Now: %(moment)s", moment=moment)
    phase = within(rules.term, moment)
    if phase is Phase.OVER:
        late = say("%(found)s, after the end.", found=found)
        yield Check("deadline", title, late, limit, Verdict.BROKEN, Step.SUBMIT, say("Ask the secretariat."))
    elif phase is Phase.GRACE:
        grace = say("%(found)s, within the time added for technical trouble", found=found)
        yield Check("deadline", title, grace, limit, Verdict.MET, Step.SUBMIT)
    else:
        yield Check("deadline", title, found, limit, Verdict.MET, Step.SUBMIT)
