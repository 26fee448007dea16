"""Giving roles and taking them back."""

import uuid
from collections.abc import Callable
from typing import Any

from award.accounts import queries
from award.accounts.models import Organisation, Person, RoleGrant
from award.accounts.states import Role
from award.audit.service import record
from award.db import db
from award.kit import clock
from award.kit.messages import Message, say
from award.kit.refusals import Refusal
from award.outbox.service import post

# What packages above know of a person: each answers why the person may not hold a role in an edition, or None.
WATCHERS: list[Callable[[Person, Role, uuid.UUID | None], Message | None]] = []


def grant_role(
    person: Person,
    role: Role,
    *,
    edition: Any = None,
    outlet: Organisation | None = None,
    actor: Person | None,
    letter: bool = True,
) -> RoleGrant:
    """Gives the role in the edition (None: everywhere) and tells the person by letter unless `letter` is off.

    `edition` is anything with an `id`. A contact needs an outlet; who has works in the edition does not judge or
    organise it.
    """
    if role is Role.CONTACT and outlet is None:
        raise Refusal(say("Choose the outlet that the contact speaks for."), "outlet")
    if role is not Role.CONTACT:
        outlet = None
    if role is Role.ADMINISTRATOR:
        edition = None
    elif edition is None:
        raise Refusal(say("Choose the edition in which the role holds."), "edition")
    edition_id = edition.id if edition is not None else None
    if queries.grant_exists(person.id, role, edition_id):
        raise Refusal(say("This person holds this role already."), "role")
    for watcher in WATCHERS:
        if why_not := watcher(person, role, edition_id):
            raise Refusal(why_not, "role")
    grant = RoleGrant(
        person_id=person.id,
        role=role,
        edition_id=edition_id,
        outlet_id=outlet.id if outlet else None,
        granted_by_id=actor.id if actor else None,
        granted_at=clock.now(),
    )
    db.session.add(grant)
    db.session.flush()
    db.session.expire(person, ["grants"])
    record("role.granted", grant, actor=actor, after={"person": person.id, "role": role})
    if letter:
        title = getattr(edition, "short_title", None)
        post("accounts/role_given", to=person, edition=edition, name=person.full_name, role=role, title=title)
    return grant


def revoke_role(grant: RoleGrant, *, actor: Person | None) -> None:
    """Takes a role back; the row stays with its dates. The last administrator stays."""
    if grant.revoked_at is not None:
        raise Refusal(say("This role was taken back already."))
    if grant.role is Role.ADMINISTRATOR and queries.count_administrators() == 1:
        raise Refusal(say("Somebody must administer the installation: give the role to another person first."))
    grant.revoked_at = clock.now()
    db.session.flush()
    db.session.expire(grant.person, ["grants"])
    record("role.revoked", grant, actor=actor, before={"person": grant.person_id, "role": grant.role})
