"""Clauses on the authors: named, one of them leading, not too many, not with too many works, nobody who may not enter."""

from collections.abc import Iterator
from dataclasses import replace

from award.entries.checks.check import Check, Verdict, counted, value
from award.entries.facts import AuthorFacts, Range, WorkFacts, WorkRules
from award.entries.steps import Step
from award.kit.messages import say


def on_authors(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    yield _names(facts.authors)
    if facts.authors:
        yield _lead(facts.authors)
    yield from (_barred(author) for author in facts.authors if author.barred_as)
    if rules.authors:
        advice = say("Add or take out authors, or ask the secretariat about collective works.")
        yield counted("author_count", say("Number of authors"), len(facts.authors), rules.authors, Step.AUTHORS, advice)
    named = [author for author in facts.authors if author.name]
    if rules.members_only:
        yield from (_member(author) for author in named)
    if rules.works_per_author is not None:
        yield from (_works_of(author, rules.works_per_author) for author in named)


def _names(authors: tuple[AuthorFacts, ...]) -> Check:
    title, nameless = say("Names of the authors"), sum(1 for author in authors if not author.name)
    limit = say("every author by full name")
    if not authors:
        advice = say("Write the authors in the order of the by-line.")
        return Check("authors", title, say("Not given yet."), limit, Verdict.MISSING, Step.AUTHORS, advice)
    if nameless:
        found = say("Authors without a name: %(count)s.", count=nameless)
        return Check("authors", title, found, limit, Verdict.MISSING, Step.AUTHORS, say("Write their full names."))
    found = value([author.name for author in authors])
    return Check("authors", title, found, limit, Verdict.MET, Step.AUTHORS)


def _lead(authors: tuple[AuthorFacts, ...]) -> Check:
    title, limit = say("Lead author"), say("exactly one")
    leads = [author.name for author in authors if author.is_lead]
    if len(leads) == 1:
        return Check("lead_author", title, value(leads), limit, Verdict.MET, Step.AUTHORS)
    found = say("Authors marked as lead: %(count)s.", count=len(leads))
    return Check("lead_author", title, found, limit, Verdict.MISSING, Step.AUTHORS, say("Mark one author as lead."))


def _barred(author: AuthorFacts) -> Check:
    title = say("%(name)s as an author", name=author.name)
    limit = say("nobody who organises or judges this edition")
    found = say("The role in this edition is “%(role)s”.", role=author.barred_as)
    advice = say("Take this author out.")
    return Check("barred_author", title, found, limit, Verdict.BROKEN, Step.AUTHORS, advice, about=author.about)


def _member(author: AuthorFacts) -> Check:
    title, limit = say("%(name)s as a member", name=author.name), say("a member of the association")
    if author.is_member:
        return Check("members", title, say("Member"), limit, Verdict.MET, Step.AUTHORS, about=author.about)
    if author.is_member is None:
        found = say("No account is known; the secretariat looks it up")
        return Check("members", title, found, limit, Verdict.UNKNOWN, Step.AUTHORS, about=author.about)
    advice = say("Say so in the profile if this is wrong, or take this author out.")
    found = say("Not a member by the profile.")
    return Check("members", title, found, limit, Verdict.BROKEN, Step.AUTHORS, advice, about=author.about)


def _works_of(author: AuthorFacts, most: int) -> Check:
    """This work is counted too. Works of somebody who may be another person are told of and stop nobody."""
    title = say("Works of %(name)s, alone and in groups", name=author.name)
    advice = say("Withdraw another work of this author first, or enter this one without the author.")
    sure = author.other_works + 1
    found = counted("works_per_author", title, sure, Range(None, most), Step.AUTHORS, advice)
    if found.is_met and sure + author.possible_works > most:
        text = say("%(count)s; %(more)s more of an author of this name", count=sure, more=author.possible_works)
        found = replace(found, found=text, verdict=Verdict.NOTED)
    return replace(found, about=author.about)
