"""Outlets, bodies and branches, and what they are called from which day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from award.accounts.models import Organisation, OrganisationName, Person
from award.accounts.states import Carrier, OrganisationKind
from award.audit.service import record
from award.db import db
from award.kit.messages import say
from award.kit.refusals import Refusal


def add_organisation(
    kind: OrganisationKind,
    name: str,
    valid_from: date,
    *,
    short_name: str | None = None,
    licensed: bool = True,
    media_types: Sequence[str] = (),
    actor: Person | None,
) -> Organisation:
    """A new organisation with its first name."""
    made = Organisation(kind=kind, licensed=licensed, media_types=list(media_types))
    made.names = [OrganisationName(name=name, short_name=short_name or None, valid_from=valid_from)]
    db.session.add(made)
    db.session.flush()
    record("organisation.added", made, actor=actor, after={"kind": kind, "name": name, "from": valid_from})
    return made


def rename_organisation(
    organisation: Organisation,
    name: str,
    valid_from: date,
    *,
    short_name: str | None = None,
    actor: Person | None,
) -> OrganisationName:
    """A name that holds from that day on; works published before keep the name of their day."""
    if any(one.valid_from == valid_from for one in organisation.names):
        raise Refusal(say("There is a name that begins on this day already."), "valid_from")
    before = organisation.name_on(valid_from)
    added = OrganisationName(name=name, short_name=short_name or None, valid_from=valid_from)
    organisation.names.append(added)
    db.session.flush()
    db.session.expire(organisation, ["names"])
    record(
        "organisation.renamed",
        organisation,
        actor=actor,
        before={"name": before},
        after={"name": name, "from": valid_from},
    )
    return added


@dataclass(frozen=True)
class Licence:
    """What is known of an outlet's licence; days of None are not known."""

    licensed: bool = True
    carrier: Carrier = Carrier.PRESS
    number: str = ""
    since: date | None = None
    until: date | None = None


def change_organisation(
    organisation: Organisation,
    *,
    licence: Licence,
    media_types: Sequence[str],
    successor: Organisation | None,
    actor: Person | None,
) -> None:
    """Sets the licence, the media types and what it was merged into."""
    _check_successor(organisation, successor)
    if licence.since and licence.until and licence.until < licence.since:
        raise Refusal(say("The licence ends before it begins."), "licensed_until")
    before = _facts(organisation)
    organisation.licensed, organisation.carrier, organisation.licence_no = (
        licence.licensed,
        licence.carrier,
        licence.number,
    )
    organisation.licensed_from, organisation.licensed_until = licence.since, licence.until
    organisation.media_types = list(media_types)
    organisation.successor_id = successor.id if successor else None
    if _facts(organisation) != before:
        record("organisation.changed", organisation, actor=actor, before=before, after=_facts(organisation))


def _check_successor(organisation: Organisation, successor: Organisation | None) -> None:
    following = successor
    while following is not None:
        if following.id == organisation.id:
            raise Refusal(say("An organisation cannot follow itself, directly or through others."), "successor")
        following = db.session.get(Organisation, following.successor_id) if following.successor_id else None


def _facts(organisation: Organisation) -> dict:
    return {
        "licensed": organisation.licensed,
        "carrier": organisation.carrier,
        "licence_no": organisation.licence_no,
        "licensed_from": organisation.licensed_from,
        "licensed_until": organisation.licensed_until,
        "media_types": list(organisation.media_types),
        "successor": organisation.successor_id,
    }
