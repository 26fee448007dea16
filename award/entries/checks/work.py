"""Clauses on the work itself."""

from collections.abc import Iterator

from award.entries.checks.check import Check, filled
from award.entries.facts import WorkFacts, WorkRules
from award.entries.steps import Step
from award.kit.messages import say


def on_work(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    yield filled("title", say("Title of the work"), facts.title, Step.WORK, say("Write the title as it was published."))
    if rules.genres:
        yield filled("genre", say("Genre"), facts.genre, Step.WORK, say("Choose the genre."))
    if rules.themes:
        yield filled("theme", say("Theme"), facts.theme, Step.WORK, say("Choose the theme nearest to the work."))
