"""Who may, on an entry."""

from typing import Any

from award.accounts.rules import is_chair, is_secretary
from award.accounts.states import Role
from award.editions.rules import may_see_office
from award.entries.states import SENT_IN, EntryState


def may_come_to_enter(person: Any, edition: Any) -> bool:
    """Whoever has signed in may come to the page of entering; a role that may not enter is told so there."""
    return person is not None


def owns(person: Any, entry: Any) -> bool:
    """Who began the entry: edits it, sends it in, withdraws it."""
    return person is not None and entry.owner_id == person.id


def fills(person: Any, entry: Any) -> bool:
    """Who fills the entry in: its owner, and the secretary where it came to the office on paper, disc or in a list."""
    return owns(person, entry) or (entry.filled_by_id is not None and is_secretary(person, entry))


def is_author(person: Any, entry: Any) -> bool:
    """Who is named as an author and has an account."""
    return person is not None and any(author.person_id == person.id for author in entry.authors)


def is_its_contact(person: Any, entry: Any) -> bool:
    """The contact of an outlet sees what its people have sent in."""
    if person is None or entry.state not in SENT_IN:
        return False
    outlets = {named.outlet_id for named in (*entry.authors, *entry.parts)} - {None}
    return any(
        grant.role is Role.CONTACT and grant.edition_id in (entry.edition_id, None) and grant.outlet_id in outlets
        for grant in person.grants
    )


def is_its_office(person: Any, entry: Any) -> bool:
    """Secretary and chair see what was sent in; a draft is nobody's business but its owner's."""
    sent = entry.state in SENT_IN or entry.code is not None
    return sent and (is_secretary(person, entry) or is_chair(person, entry))


def may_override(person: Any, entry: Any) -> bool:
    """The secretariat sets checks aside, also on a draft that cannot be sent in without it."""
    return is_secretary(person, entry)


def may_see(person: Any, entry: Any) -> bool:
    """The entry's page and files: its people, its outlet's contact, the office."""
    return (
        fills(person, entry)
        or is_author(person, entry)
        or is_its_contact(person, entry)
        or is_entrusted(person, entry)
        or is_its_office(person, entry)
    )


def registered(person: Any, topic: Any) -> bool:
    """A topic belongs to who registered it."""
    return person is not None and topic.person_id == person.id


def may_read_topics(person: Any, edition: Any) -> bool:
    """Whoever sees the office of the edition reads its topics."""
    return may_see_office(person, edition)


def may_answer_topics(person: Any, thing: Any) -> bool:
    """The secretariat answers topics of its edition; given the edition or a topic of it."""
    return is_secretary(person, thing)


def owns_at_step(person: Any, at: Any) -> bool:
    """A step belongs to who fills the entry in."""
    return fills(person, at.entry)


def owns_file(person: Any, held: Any) -> bool:
    """A file belongs to who fills the entry in."""
    return fills(person, held.entry)


def sees_file(person: Any, held: Any) -> bool:
    """Whoever may see the entry may see its files."""
    return may_see(person, held.entry)


def is_contact(person: Any, edition: Any) -> bool:
    """The contact of some outlet or branch in the edition."""
    return person is not None and Role.CONTACT in person.roles_in(edition.id)


def is_entrusted(person: Any, entry: Any) -> bool:
    """The contact of the outlet that a draft is entrusted to."""
    return (
        person is not None
        and entry.state is EntryState.DRAFT
        and entry.entrusted_to_id is not None
        and entry.entrusted_to_id in person.contact_of(entry.edition_id)
    )


def may_ask_people(person: Any, entry: Any) -> bool:
    """Who fills the entry in asks its co-authors; the secretary may once it is sent in."""
    return fills(person, entry) or (entry.state in SENT_IN and is_secretary(person, entry))


def is_offered(person: Any, offered: Any) -> bool:
    """To whom the work is offered."""
    return person is not None and offered.handing.to_id == person.id


def offers(person: Any, offered: Any) -> bool:
    """Whose work is offered."""
    return owns(person, offered.entry)


def may_transfer(person: Any, entry: Any) -> bool:
    """The secretary gives a work to another author when its owner is gone: one that was sent in, or a draft that came to
    the office; a draft of an author's own is nobody else's business."""
    return is_secretary(person, entry) and (is_its_office(person, entry) or fills(person, entry))


def may_sign(person: Any, entry: Any) -> bool:
    """Who prints the registration form and sends the scan: who fills the entry in, its outlet's contact, the secretary."""
    return (
        fills(person, entry)
        or speaks_for_outlet(person, entry)
        or (is_its_office(person, entry) and is_secretary(person, entry))
    )


def speaks_for_outlet(person: Any, entry: Any) -> bool:
    """The contact of an outlet on the work, once it is sent in or entrusted."""
    return is_its_contact(person, entry) or is_entrusted(person, entry)


def speaks_for_selector(person: Any, found: Any) -> bool:
    """The contact of an outlet or branch that may put the work forward."""
    if person is None or not person.contact_of(found.edition_id) & found.selectors:
        return False
    return found.entry.state in SENT_IN or is_entrusted(person, found.entry)


def handed_in(person: Any, delivery: Any) -> bool:
    """Who handed the works in, and the office."""
    return person is not None and (
        delivery.actor_id == person.id or is_secretary(person, delivery) or is_chair(person, delivery)
    )


def signs_delivery(person: Any, delivery: Any) -> bool:
    """Who handed the works in sends the scan for them."""
    return person is not None and delivery.actor_id == person.id


def sees_signed(person: Any, signed: Any) -> bool:
    """The scan of a signed form: never a judge."""
    return may_sign(person, signed.entry) or is_its_office(person, signed.entry)


def signs(person: Any, signed: Any) -> bool:
    """The scan of a signed form, to take it away."""
    return may_sign(person, signed.entry)


def may_print(person: Any, wanted: Any) -> bool:
    """The registration form: who fills the entry in, its outlet's contact, the office."""
    return may_sign(person, wanted.entry) or is_its_office(person, wanted.entry)


def sees_copy(person: Any, held: Any) -> bool:
    """Whoever may see the entry may see the kept copies of its pages."""
    return may_see(person, held.entry)


def asks_for_a_look(person: Any, held: Any) -> bool:
    """Who entered the work, and the secretary once it was sent in, may have its pages looked at again."""
    return fills(person, held.entry) or (is_its_office(person, held.entry) and is_secretary(person, held.entry))
