"""What an edition says beforehand of people's words, numbers and signatures: the rule that its checks then run by."""

from typing import Any

from award.editions.states import PersonalNumber, Selection
from award.entries.calendar import Term
from award.kit.messages import Message, say


def about_people(edition: Any, until: Term | None) -> list[Message]:
    """The edition's rules about the people on a work, as sentences; none where it asks for nothing. `until` is the end
    of the time for supplements."""
    found = []
    if edition.authors_confirm:
        found.append(say("Every co-author with an e-mail address confirms order, share and terms by a link."))
    if edition.outlet_confirms:
        found.append(say("The press outlet's contact confirms use and day of each part."))
    if edition.selection is Selection.BRANCH:
        found.append(say("The branch of the association puts the work forward."))
    if edition.selection is Selection.OUTLET:
        found.append(say("The press outlet puts the work forward."))
    if edition.signed_form:
        found.append(
            say("The registration form is sent back as a scan, signed by the author and the head of the agency.")
        )
    if found:
        found.append(_while_waiting(until))
    if edition.personal_numbers:
        kinds = [say(PersonalNumber(kind).label) for kind in edition.personal_numbers]
        found.append(say("Each author gives the own numbers for the prize money: %(kinds)s.", kinds=kinds))
    return found


def _while_waiting(until: Term | None) -> Message:
    if until is None:
        return say("A work may be sent in before they are there; it is complete with them.")
    return say(
        "A work may be sent in before they are there; it is complete with them, at the latest on %(moment)s.",
        moment=until.shown_at,
    )
