"""Personal numbers: given, corrected and erased by the person alone; shown in full by an act that stays on the record.
Neither the record nor any letter has a number in it."""

from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.models import Edition
from award.editions.states import PersonalNumber
from award.entries import queries
from award.entries.models import GivenNumber
from award.entries.numbers import CONSENT_VERSION, fault_of, kept_as
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.kit.text import clean


def give_number(
    edition: Edition,
    email: str,
    kind: PersonalNumber,
    *,
    number: str,
    bank: str = "",
    agreed: bool,
    asked_elsewhere: bool = False,
    actor: Any = None,
) -> GivenNumber:
    """Keeps or corrects a number under an author's address. `asked_elsewhere`: another body wants it of this author. Raises
    `Refusal` for a kind that the edition does not ask for, a number that cannot be right, a missing bank, or without agreement."""
    if kind not in edition.personal_numbers and not asked_elsewhere:
        raise Refusal(say("This edition does not ask for this number."), "number")
    digits, bank = kept_as(kind, clean(number or "")), clean(bank or "")
    if fault := fault_of(kind, digits):
        raise Refusal(fault, "number")
    if kind is PersonalNumber.BANK_ACCOUNT and not bank:
        raise Refusal(say("Write the name of the bank, with its branch if the account needs it."), "bank")
    if not agreed:
        raise Refusal(say("Without agreement the number is not kept."), "agreed")
    row = queries.number_of(edition.id, email, kind)
    if row is None:
        row = GivenNumber(edition_id=edition.id, email=email, kind=kind)
        db.session.add(row)
    row.number, row.bank = digits, bank if kind is PersonalNumber.BANK_ACCOUNT else ""
    row.consent_version, row.saved_at = CONSENT_VERSION, clock.now()
    db.session.flush()
    record("number.give", row, actor=actor, after={"kind": kind, "consent": CONSENT_VERSION})
    return row


def erase_number(row: GivenNumber, *, actor: Any = None) -> None:
    """Deletes a number for good."""
    record("number.erase", row, actor=actor, before={"kind": row.kind})
    db.session.delete(row)
    db.session.flush()


def reveal_number(row: GivenNumber, *, reason: str, actor: Any) -> str:
    """The number in full; who looked, when and why stays on the record."""
    reason = clean(reason or "")
    if not reason:
        raise Refusal(say("Write what the number is needed for."), "reason")
    record("number.reveal", row, actor=actor, after={"kind": row.kind, "reason": reason})
    return row.number
