"""What an outlet's contact does for its reporters: takes drafts in trust, hands several works in at once."""

import uuid
from collections.abc import Mapping
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.models import Edition
from award.entries import queries
from award.entries.models import Delivery, DeliveryLine, Entry
from award.entries.service.confirming import confirm_parts
from award.entries.service.ground import changed_meanwhile
from award.entries.service.sending import submit
from award.entries.states import ENTRY
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import NotReady, Refusal
from award.outbox.service import post


def entrust(entry: Entry, outlet_id: uuid.UUID | None, *, actor: Any) -> None:
    """The owner lets the contact of an outlet on the work see the draft and hand it in; None takes that back."""
    ENTRY.target("edit", entry.state)
    if outlet_id is not None and outlet_id not in queries.outlets_on(entry):
        raise Refusal(say("Choose an outlet that stands on the work."), "outlet_id")
    if entry.entrusted_to_id == outlet_id:
        return
    entry.entrusted_to_id = outlet_id
    db.session.flush()
    record("entry.entrust" if outlet_id else "entry.take_trust_back", entry, actor=actor)


def hand_in(edition: Edition, versions: Mapping[uuid.UUID, int], *, actor: Any) -> Delivery:
    """Sends in several drafts in one act, each with its receipt: all or none. `versions` has the version of each draft
    as it was looked at. The contact's own outlets thereby confirm their parts.

    Raises `Refusal` where nothing was chosen or a draft is not the contact's to hand in, `Stale`, and `NotReady` with a
    sentence for each draft that lacks something.
    """
    drafts = [entry for entry in queries.drafts_of_contact(actor, edition) if entry.id in versions]
    if not versions:
        raise Refusal(say("Choose at least one work."))
    if len(drafts) != len(versions):
        raise Refusal(say("One of the chosen works is no longer a draft of this outlet. Look at the list again."))
    if any(entry.version != versions[entry.id] for entry in drafts):
        raise changed_meanwhile()
    delivery = Delivery(edition_id=edition.id, actor_id=actor.id, at=clock.now())
    db.session.add(delivery)
    missing = []
    for position, entry in enumerate(drafts, 1):
        delivery.lines.append(DeliveryLine(entry_id=entry.id, position=position))
        missing += _send(entry, actor)
    if missing:
        raise NotReady(missing)
    record("delivery.hand_in", delivery, actor=actor, after={"codes": [entry.code for entry in drafts]})
    _write(delivery, edition, drafts, actor)
    return delivery


def _write(delivery: Delivery, edition: Edition, entries: list[Entry], actor: Any) -> None:
    post(
        "entries/handed_in",
        to=actor,
        edition=edition,
        name=actor.full_name,
        award=edition.title,
        received=delivery.at,
        works=[{"code": entry.code, "title": entry.title} for entry in entries],
        delivery_id=delivery.id,
        contact_email=edition.contact_email,
        contact_phone=edition.contact_phone,
    )


def _send(entry: Entry, actor: Any) -> list:
    """Sends one draft in; what stands in its way, with its title."""
    if queries.setting(entry).edition.outlet_confirms:
        confirm_parts(entry, {part.position: (True, "") for part in entry.parts}, actor=actor)
    try:
        submit(entry, actor=actor)
    except NotReady as refused:
        title = entry.title or say("Work without a title yet")
        return [say("“%(title)s”: %(what)s", title=title, what=message) for message in refused.messages]
    return []
