"""Clauses on what people have given their word for.

A work may be sent in while others have not yet answered: they are often out of reach on the last evening. It is complete
once they have, until the end of the time for supplements; from then on what is not there stands in the way.
"""

from collections.abc import Iterator, Sequence

from award.editions.states import Selection
from award.entries.calendar import Phase, within
from award.entries.checks.check import Check, Verdict, value
from award.entries.confirmations import SETTLED, WHOLE, PartWord, Signing, Standing
from award.entries.facts import AuthorFacts, WorkFacts, WorkRules
from award.entries.steps import Step
from award.kit.messages import Message, say


def on_people(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    """The declaration, the shares, and whose word, numbers and signature the edition asks for."""
    yield _declaration(facts)
    if any(author.share is not None for author in facts.authors):
        yield _shares(facts.authors)
    if rules.people.authors_confirm and len(facts.people.authors) > 1:
        yield _authors_confirm(facts, rules)
    if rules.people.outlet_confirms:
        yield from (_outlet_confirms(part, facts, rules) for part in facts.people.parts)
    if rules.people.selection is not Selection.NONE:
        yield _selected(facts, rules)
    if rules.people.signed_form:
        yield _signed(facts, rules)
    if rules.people.numbers:
        yield _numbers(facts, rules)


def _declaration(facts: WorkFacts) -> Check:
    title, limit = say("Declaration of the author"), say("agreed to")
    if facts.declared:
        return Check("declaration", title, say("Agreed to"), limit, Verdict.MET, Step.DECLARATION)
    advice = say("Read the declaration and agree to it.")
    return Check("declaration", title, say("Not given yet."), limit, Verdict.MISSING, Step.DECLARATION, advice)


def _shares(authors: Sequence[AuthorFacts]) -> Check:
    """Given for one, a share is given for all, and together they are the whole: exactly."""
    title, limit = say("Shares of the authors"), say("100 percent in all")
    without = [author.name for author in authors if author.share is None]
    total = sum(author.share for author in authors if author.share is not None)
    if without:
        found = say("No share for: %(names)s.", names=without)
        advice = say("Write a share for every author, or for none.")
        return Check("shares", title, found, limit, Verdict.MISSING, Step.AUTHORS, advice)
    if total != WHOLE:
        found = say("%(total)s percent in all.", total=total)
        advice = say("Set the shares so that they make 100 percent.")
        return Check("shares", title, found, limit, Verdict.MISSING, Step.AUTHORS, advice)
    return Check("shares", title, say("100 percent in all"), limit, Verdict.MET, Step.AUTHORS)


def _limit(rules: WorkRules) -> Message:
    if rules.people.until is None:
        return say("needed")
    return say("until %(moment)s", moment=rules.people.until.shown_at)


def _not_there_yet(facts: WorkFacts, rules: WorkRules) -> Verdict:
    """Waiting while there is time, missing after it."""
    late = facts.at is not None and within(rules.people.until, facts.at) is Phase.OVER
    return Verdict.MISSING if late else Verdict.WAITING


def _authors_confirm(facts: WorkFacts, rules: WorkRules) -> Check:
    title, limit = say("Confirmations of the co-authors"), _limit(rules)
    words = facts.people.authors
    against = [word for word in words if word.standing is Standing.OBJECTED]
    if against:
        found = say("%(name)s does not agree: “%(sentence)s”", name=against[0].name, sentence=against[0].sentence)
        advice = say("Settle it with the author; what is changed is confirmed anew.")
        return Check("authors_confirm", title, found, limit, Verdict.BROKEN, Step.AUTHORS, advice)
    silent = [word.name for word in words if word.standing not in SETTLED]
    if silent:
        found = say("Waiting for: %(names)s.", names=silent)
        advice = say("The page “People on the work” shows who was written to, and sends the letters again.")
        return Check("authors_confirm", title, found, limit, _not_there_yet(facts, rules), Step.AUTHORS, advice)
    return Check("authors_confirm", title, say("All have confirmed"), limit, Verdict.MET, Step.AUTHORS)


def _outlet_confirms(part: PartWord, facts: WorkFacts, rules: WorkRules) -> Check:
    title = say("Confirmation of the outlet")
    if len(facts.people.parts) > 1:
        title = say("%(clause)s, part %(number)s", clause=title, number=part.position)

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        return Check("outlet_confirms", title, found, _limit(rules), verdict, Step.PARTS, advice, part.position)

    if part.standing is Standing.CONFIRMED:
        return check(Verdict.MET, say("Confirmed by %(outlet)s", outlet=part.outlet))
    if part.standing is Standing.OBJECTED:
        found = say("%(name)s does not agree: “%(sentence)s”", name=part.outlet, sentence=part.sentence)
        return check(Verdict.BROKEN, found, say("Correct the part, or ask the outlet."))
    advice = say("The outlet's contact confirms use and day of the part.")
    return check(_not_there_yet(facts, rules), say("Waiting for %(outlet)s.", outlet=part.outlet or "…"), advice)


def _selected(facts: WorkFacts, rules: WorkRules) -> Check:
    branch = rules.people.selection is Selection.BRANCH
    title = say("Put forward by the branch") if branch else say("Put forward by the outlet")

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        return Check("selection", title, found, _limit(rules), verdict, Step.SUBMIT, advice)

    people = facts.people
    if people.selection is Standing.CONFIRMED:
        return check(Verdict.MET, say("Put forward"))
    if people.selection is Standing.OBJECTED:
        found = say("Not put forward: “%(sentence)s”", sentence=people.selection_sentence)
        return check(Verdict.BROKEN, found, say("Ask the branch or outlet; without it the work cannot compete."))
    return check(
        _not_there_yet(facts, rules), say("No answer yet."), say("The contact answers on the page of the outlet.")
    )


def _signed(facts: WorkFacts, rules: WorkRules) -> Check:
    title, signing = say("Signed registration form"), facts.people.signing

    def check(verdict: Verdict, advice: Message | None = None) -> Check:
        return Check("signed_form", title, value(signing), _limit(rules), verdict, Step.SUBMIT, advice)

    if signing is Signing.HERE:
        return check(Verdict.MET)
    if signing is Signing.STALE:
        advice = say("Print the form again, have it signed, and send the new scan.")
    else:
        advice = say("Print the form, have it signed, and send the scan on the page “People on the work”.")
    return check(_not_there_yet(facts, rules), advice)


def _numbers(facts: WorkFacts, rules: WorkRules) -> Check:
    title, lacking = say("Personal numbers for the prize money"), facts.people.lacking
    limit = say("from each author alone")
    if not lacking:
        return Check("personal_numbers", title, say("Given"), limit, Verdict.MET, Step.AUTHORS)
    found = say("Not given yet: %(names)s.", names=list(lacking))
    advice = say("Each author gives them alone; nobody else of the group sees them.")
    return Check("personal_numbers", title, found, limit, Verdict.WAITING, Step.AUTHORS, advice)
