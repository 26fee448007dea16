"""An entry changes hands: to another author of the group who accepts it, or by the office when its owner is gone."""

from typing import Any

from award.accounts.rules import why_not_enter
from award.audit.service import record
from award.db import db
from award.editions.queries import edition_by_id
from award.entries import queries
from award.entries.handing import HANDED_OVER_IN, HANDING, Handing
from award.entries.models import Entry, HandingOver
from award.entries.service.ground import ask_whether_open
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import clean
from award.outbox.service import post


def offer_to(entry: Entry, person: Any, *, actor: Any) -> HandingOver:
    """Offers the entry to another author of the group, who is told by letter. Raises `Refusal` for somebody who is no
    author of it with an account, or may not enter works here; `WrongMoment` where the entry is out."""
    _ask_moment(entry)
    _ask_heir(entry, person)
    if any(one.state is Handing.OFFERED for one in queries.offers(entry.id)):
        raise Refusal(say("This work is offered to somebody already."))
    handing = HandingOver(
        entry_id=entry.id, from_id=entry.owner_id, to_id=person.id, state=Handing.OFFERED, offered_at=clock.now()
    )
    db.session.add(handing)
    db.session.flush()
    record("entry.offer", entry, actor=actor, after={"to": person.full_name})
    _tell("offered", entry, person, by=queries.owner(entry).full_name)
    return handing


def answer_offer(handing: HandingOver, entry: Entry, *, accepts: bool, actor: Any) -> None:
    """The other author takes the entry over or declines; both are told."""
    verb = "accept" if accepts else "decline"
    handing.state, handing.answered_at = HANDING.target(verb, handing.state), clock.now()
    before = queries.owner(entry)
    if accepts:
        _ask_moment(entry)
        _ask_heir(entry, actor)
        _change_hands(entry, actor, reason="", actor=actor)
        _tell("transferred", entry, before, heir=actor.full_name, reason="")
        _tell("transferred", entry, actor, heir=actor.full_name, reason="")
        return
    db.session.flush()
    record("entry.decline_offer", entry, actor=actor, after={"by": actor.full_name})
    _tell("declined", entry, before, by=actor.full_name)


def take_offer_back(handing: HandingOver, entry: Entry, *, actor: Any) -> None:
    """The owner keeps the entry after all."""
    handing.state, handing.answered_at = HANDING.target("take_back", handing.state), clock.now()
    db.session.flush()
    record("entry.take_offer_back", entry, actor=actor)


def transfer(entry: Entry, person: Any, *, reason: str, actor: Any) -> None:
    """The office gives the entry to another author of the group, with a reason that stays on the record; the former and
    the new owner are told."""
    reason = clean(reason or "")
    if not reason:
        raise Refusal(say("Write why the work changes hands; both are told."), "reason")
    _ask_moment(entry)
    _ask_heir(entry, person)
    before = queries.owner(entry)
    for handing in queries.offers(entry.id):
        if handing.state is Handing.OFFERED:
            take_offer_back(handing, entry, actor=actor)
    _change_hands(entry, person, reason=reason, actor=actor)
    for someone in (before, person):
        _tell("transferred", entry, someone, heir=person.full_name, reason=reason)


def _change_hands(entry: Entry, person: Any, *, reason: str, actor: Any) -> None:
    before = {"owner": queries.owner(entry).full_name}
    entry.owner_id = person.id
    entry.entrusted_to_id = None
    entry.version += 1
    db.session.flush()
    after = {"owner": person.full_name, **({"reason": reason} if reason else {})}
    record("entry.transfer", entry, actor=actor, before=before, after=after)


def _ask_heir(entry: Entry, person: Any) -> None:
    if person is None or all(one.id != person.id for one in queries.people_with_account(entry)):
        raise Refusal(say("Choose another author of this work who has an account."), "person_id")
    why_not = why_not_enter(person, edition_by_id(entry.edition_id))
    if why_not is not None:
        raise Refusal(why_not, "person_id")


def _ask_moment(entry: Entry) -> None:
    ask_whether_open(entry)
    if entry.state not in HANDED_OVER_IN:
        raise WrongMoment(say("The work cannot change hands: the state is “%(state)s”.", state=say(entry.state.label)))


def _tell(template: str, entry: Entry, person: Any, **values: Any) -> None:
    edition = edition_by_id(entry.edition_id)
    post(
        f"entries/{template}",
        to=person,
        edition=edition,
        name=person.full_name,
        title=entry.title,
        award=edition.title,
        entry_id=entry.id,
        contact_email=edition.contact_email,
        contact_phone=edition.contact_phone,
        **values,
    )
