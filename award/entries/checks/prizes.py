"""Clauses on prizes that the work has won before."""

from collections.abc import Iterator

from award.entries.checks.check import Check, Verdict, value
from award.entries.facts import BarredAwardRules, PrizeFacts, WorkFacts, WorkRules
from award.entries.steps import Step
from award.kit.messages import Message, say
from award.kit.text import fold


def on_prizes(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    """What is told of earlier prizes, and which of them exclude the work."""
    if facts.prizes:
        yield _told(facts.prizes, rules.prizes_in_full)
    if rules.barred_awards:
        yield _barred(facts.prizes, rules.barred_awards)


def _told(prizes: tuple[PrizeFacts, ...], in_full: bool) -> Check:
    title, limit = say("Earlier prizes"), say("the contest of each")
    needed = ["contest"]
    if in_full:
        needed, limit = ["contest", "organiser", "level"], say("contest, organiser and level of each")
    lacking = sum(1 for prize in prizes if not all(getattr(prize, name) for name in needed))
    if lacking:
        found, advice = (
            say("Prizes without all of it: %(count)s.", count=lacking),
            say("Write what is missing of each prize."),
        )
        return Check("earlier_prizes", title, found, limit, Verdict.MISSING, Step.DECLARATION, advice)
    found = value([prize.contest for prize in prizes])
    return Check("earlier_prizes", title, found, limit, Verdict.MET, Step.DECLARATION)


def _barred(prizes: tuple[PrizeFacts, ...], awards: tuple[BarredAwardRules, ...]) -> Check:
    limit = say("no prize of: %(awards)s", awards=[award.name for award in awards])

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        return Check("barred_award", say("Prizes that exclude a work"), found, limit, verdict, Step.DECLARATION, advice)

    hits = [prize for prize in prizes for award in awards if bars(award, prize)]
    if hits:
        found = say("Won already: %(prizes)s.", prizes=[f"{prize.contest} {prize.level}".strip() for prize in hits])
        return check(
            Verdict.BROKEN, found, say("Such a work cannot be entered; correct the prize if it is another one.")
        )
    unclear = [prize.contest for prize in prizes for award in awards if not prize.level and _is_of(award, prize)]
    if unclear:
        found = say("The level is not given: %(prizes)s.", prizes=unclear)
        return check(Verdict.MISSING, found, say("Write the level of the prize."))
    return check(Verdict.MET, say("none"))


def bars(award: BarredAwardRules, prize: PrizeFacts) -> bool:
    """Whether the prize excludes the work: the award by its name, without diacritics and within a longer one; the level
    where the award names levels."""
    if not _is_of(award, prize):
        return False
    return not award.levels or any(_words(level) in _words(prize.level) for level in award.levels)


def _is_of(award: BarredAwardRules, prize: PrizeFacts) -> bool:
    return _words(award.name) in _words(prize.contest)


def _words(text: str) -> str:
    """Folded, between spaces, so that whole words are found; punctuation parts words."""
    return f" {' '.join(''.join(c if c.isalnum() else ' ' for c in fold(text)).split())} "
