"""Accounts and how people prove that they are theirs.

Nobody learns from an answer whether an address has an account: what differs goes by letter to that address.
"""

from typing import Any

from award.accounts import passwords, queries, tokens
from award.accounts.addresses import mailbox
from award.accounts.models import Person
from award.accounts.service.profile import give_consent
from award.audit.service import record
from award.db import db
from award.kit import clock
from award.kit.codes import new_secret
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.outbox.service import post

# No password matches this: an invited person has none until the link in the letter is followed.
NO_PASSWORD = "!"


def register(
    *,
    email: str,
    full_name: str,
    password: str,
    consents: dict[str, str],
    language: str = "vi",
    next_address: str | None = None,
) -> Person:
    """Opens an account that waits for its address to be confirmed, and writes the letter with the link.

    `consents` maps each purpose agreed to onto the version of the text that was shown. Where the address has a
    confirmed account already, its owner is told by letter and nothing changes; where it waits for confirmation, the
    newest registration holds, since nobody has proved the address yet. Answers the account of the address.
    """
    _check(password, email=email, full_name=full_name)
    password_hash = passwords.hashed(password)
    known = queries.person_by_email(email)
    if known is not None and (known.email_confirmed_at or known.closed_at):
        if not known.closed_at:
            post("accounts/registered_already", to=known)
        return known
    if known is None:
        known = _add(email, full_name, password_hash, language)
        record("person.registered", known, actor=known)
    else:
        known.full_name, known.password_hash, known.session_key = full_name, password_hash, new_secret()
        record("person.registered_again", known, actor=known)
    for purpose, version in consents.items():
        give_consent(known, purpose, version=version)
    send_confirmation(known, next_address=next_address)
    return known


def create_person(
    *,
    email: str,
    full_name: str,
    password: str | None = None,
    language: str = "vi",
    demo: bool = False,
    actor: Person | None,
    **profile: Any,
) -> Person:
    """An account made by the administrator, a command or the demo, whose address counts as confirmed.

    Without a password nobody can sign in to it until one is set by a link. `profile` holds further columns.
    """
    if queries.person_by_email(email):
        raise Refusal(say("There is an account with this address already."), "email")
    if password is not None:
        _check(password, email=email, full_name=full_name)
    password_hash = passwords.hashed(password) if password is not None else NO_PASSWORD
    someone = _add(email, full_name, password_hash, language, demo=demo, email_confirmed_at=clock.now(), **profile)
    record("person.created", someone, actor=actor, after={"demo": demo})
    return someone


def invite(*, email: str, full_name: str, language: str = "vi", actor: Person) -> Person:
    """An account for somebody who did not ask for one, a judge for example; the letter's link sets the password."""
    someone = create_person(email=email, full_name=full_name, language=language, actor=actor)
    token = tokens.issue(tokens.Purpose.INVITE, someone.id, someone.link_state)
    post("accounts/invited", to=someone, name=someone.full_name, by=actor.full_name, secret_token=token)
    return someone


def send_confirmation(person: Person, *, next_address: str | None = None) -> None:
    """Writes the letter whose link confirms the address; nothing for one that is confirmed."""
    if person.email_confirmed_at is None and not person.closed_at:
        token = tokens.issue(tokens.Purpose.CONFIRM, person.id, person.link_state)
        post("accounts/confirm", to=person, name=person.full_name, secret_token=token, next=next_address)


def confirm(person: Person, password: str) -> Person:
    """Confirms the address of the person whose link was followed; the password shows that it is who registered."""
    if not passwords.matches(person.password_hash, password):
        raise Refusal(say("This is not the password that was chosen when registering."), "password")
    person.email_confirmed_at = clock.now()
    record("person.confirmed", person, actor=person)
    return person


def check_password(*, email: str, password: str) -> Person:
    """The person who signs in; takes the same time and gives the same answer for unknown and known addresses.

    A hash made with older figures is made anew.
    """
    person = queries.person_by_email(email)
    known = person is not None and person.closed_at is None
    if not passwords.matches(person.password_hash if known else None, password):
        raise Refusal(say("The address or the password is not right."))
    if passwords.is_outdated(person.password_hash):
        person.password_hash = passwords.hashed(password)
    return person


def send_reset(email: str, *, next_address: str | None = None) -> None:
    """Writes the letter whose link sets a new password, if the address has an account."""
    person = queries.person_by_email(email)
    if person is not None and not person.closed_at:
        token = tokens.issue(tokens.Purpose.RESET, person.id, person.link_state)
        post("accounts/reset", to=person, name=person.full_name, secret_token=token, next=next_address)


def set_password(person: Person, password: str) -> Person:
    """Sets the password of the person whose link was followed; ends all sessions and confirms the address, since
    the link came by letter."""
    _check(password, email=person.email, full_name=person.full_name)
    person.password_hash = passwords.hashed(password)
    person.session_key = new_secret()
    person.email_confirmed_at = person.email_confirmed_at or clock.now()
    record("person.password_set", person, actor=person)
    post("accounts/password_set", to=person, name=person.full_name, at=clock.now())
    return person


def _add(email: str, full_name: str, password_hash: str, language: str, **more: Any) -> Person:
    person = Person(
        email=mailbox(email),
        full_name=full_name,
        password_hash=password_hash,
        session_key=new_secret(),
        language=language,
        created_at=clock.now(),
        **more,
    )
    db.session.add(person)
    db.session.flush()
    return person


def _check(password: str, *, email: str, full_name: str) -> None:
    fault = passwords.fault_of(password, email=email, full_name=full_name)
    if fault:
        raise Refusal(fault, "password")
