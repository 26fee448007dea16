"""Clauses on the work itself."""

from collections.abc import Iterator

from award.entries.checks.check import Check, Verdict, filled, value
from award.entries.facts import VIETNAMESE, WorkFacts, WorkRules
from award.entries.states import TopicState
from award.entries.steps import Step
from award.kit.messages import Message, mark, say

# The languages of the ethnic groups of the province, and others; the code is what an entry holds.
LANGUAGES = {
    VIETNAMESE: mark("Vietnamese"),
    "bdq": mark("Bahnar"),
    "cjm": mark("Cham"),
    "hre": mark("Hre"),
    "en": mark("English"),
    "other": mark("Another language"),
}


def on_work(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    """Title, genre, theme, topic, language, overlap."""
    yield filled("title", say("Title of the work"), facts.title, Step.WORK, say("Write the title as it was published."))
    if rules.genres:
        yield filled("genre", say("Genre"), facts.genre, Step.WORK, say("Choose the genre."))
    if rules.themes:
        yield filled("theme", say("Theme"), facts.theme, Step.WORK, say("Choose the theme nearest to the work."))
    if rules.topics_first:
        yield _topic(facts)
    if facts.language != VIETNAMESE or not rules.other_languages:
        yield _language(facts, rules)
    if rules.most_overlap is not None:
        yield _overlap(facts, rules.most_overlap)


def _topic(facts: WorkFacts) -> Check:
    limit = say("a topic that was registered and accepted")

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        return Check("topic", say("Topic registered before"), found, limit, verdict, Step.WORK, advice)

    if facts.topic is None:
        return check(Verdict.MISSING, say("Not given yet."), say("Choose the topic that was accepted."))
    if facts.topic.state is TopicState.ACCEPTED:
        return check(Verdict.MET, value(facts.topic.title))
    found = say("“%(title)s”: %(state)s.", title=facts.topic.title, state=facts.topic.state)
    verdict = Verdict.MISSING if facts.topic.state is TopicState.PROPOSED else Verdict.BROKEN
    return check(verdict, found, say("Choose a topic that was accepted, or ask the secretariat."))


def _language(facts: WorkFacts, rules: WorkRules) -> Check:
    title, found = say("Language"), say(LANGUAGES.get(facts.language, LANGUAGES["other"]))
    if rules.other_languages:
        limit = say("Vietnamese, or another language with a translation")
        return Check("language", title, found, limit, Verdict.MET, Step.WORK)
    if facts.language == VIETNAMESE:
        return Check("language", title, found, say("Vietnamese"), Verdict.MET, Step.WORK)
    advice = say("Only works in Vietnamese are taken.")
    return Check(
        "language", title, say("%(language)s.", language=found), say("Vietnamese"), Verdict.BROKEN, Step.WORK, advice
    )


def _overlap(facts: WorkFacts, most: int) -> Check:
    title, limit = say("Text that another work has too"), say("at most %(share)s%%", share=most)
    if facts.overlap is None:
        found = say("No text has been read from the files yet")
        return Check("overlap", title, found, limit, Verdict.UNKNOWN, Step.FILES)
    share = int(facts.overlap * 100)
    if facts.overlap * 100 <= most:
        return Check("overlap", title, say("%(share)s%%", share=share), limit, Verdict.MET, Step.FILES)
    found = say("%(share)s%%, more than %(most)s%%.", share=share, most=most)
    advice = say("Take the part out that was entered elsewhere, or ask the secretariat.")
    return Check("overlap", title, found, limit, Verdict.BROKEN, Step.FILES, advice)
