"""What people say about themselves and agree to."""

from typing import Any

from award.accounts.consents import TEXTS
from award.accounts.models import Consent, Person
from award.audit.service import record
from award.db import db
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, Stale

FIELDS = (
    "full_name",
    "pen_names",
    "phone",
    "position",
    "outlet_id",
    "branch_id",
    "is_member",
    "member_card_no",
    "press_card_no",
)


def change_profile(person: Person, values: dict[str, Any], *, actor: Person) -> None:
    """Sets the given fields of the profile; the record names the fields, not their contents, which are personal."""
    changed = [name for name in FIELDS if name in values and values[name] != getattr(person, name)]
    for name in changed:
        setattr(person, name, values[name])
    if changed:
        record("person.profile_changed", person, actor=actor, after={"fields": changed})


def choose_language(person: Person, language: str) -> None:
    """Keeps the language for letters and for the next sign-in."""
    person.language = language


def give_consent(person: Person, purpose: str, *, version: str) -> Consent | None:
    """Stores the person's agreement with the text's version and the time; None where it holds already.

    Raises `Stale` when the text that was shown is not the present one.
    """
    text = TEXTS[purpose]
    if version != text.version:
        raise Stale(say("The text changed meanwhile. Read it again, then agree."), purpose)
    if holding(person, purpose) is not None:
        return None
    consent = Consent(purpose=purpose, text_version=version, given_at=clock.now())
    person.consents.append(consent)
    db.session.flush()
    record("consent.given", person, actor=person, after={"purpose": purpose, "version": version})
    return consent


def withdraw_consent(person: Person, purpose: str) -> None:
    """Ends an agreement that an account can be had without; what was agreed to, and when, stays as proof."""
    if TEXTS[purpose].needed:
        raise Refusal(say("Without this agreement there is no account. Write to the organiser to have it closed."))
    consent = holding(person, purpose)
    if consent is not None:
        consent.withdrawn_at = clock.now()
        record("consent.withdrawn", person, actor=person, after={"purpose": purpose})


def holding(person: Person, purpose: str) -> Consent | None:
    """The agreement to the present text of a purpose that holds now."""
    fitting = [
        consent
        for consent in person.consents
        if consent.purpose == purpose
        and consent.text_version == TEXTS[purpose].version
        and consent.withdrawn_at is None
    ]
    return fitting[-1] if fitting else None
