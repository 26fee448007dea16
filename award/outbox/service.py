"""Writing letters. They leave later, by the worker, and only if the act that wrote them was kept."""

from typing import Any

from award.audit.service import record
from award.db import db
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.codes import new_id
from award.kit.messages import say
from award.kit.refusals import WrongMoment
from award.outbox.models import Letter
from award.outbox.rendering import subject_of
from award.outbox.states import LetterState
from award.outbox.values import MASK, masked, packed


def post(
    template: str, *, to: Any, edition: Any = None, language: str | None = None, sealed: bool = False, **values: Any
) -> Letter:
    """Writes a letter to a person (or to an address, given as text) in the caller's transaction.

    `template` names `templates/letters/<template>.txt` (`entries/receipt`), whose first line is the subject. `values`
    are kept until the letter leaves: text, numbers, decimals, days, instants, messages, titled enumerations, and lists
    and mappings of these; they are said in the letter's language. Templates build links by
    `address("entries.show", entry_id=…)`. A value that lets its reader act in the recipient's name is called
    `secret_…`, so that the office does not see it and it is forgotten once the letter has left.
    Of a `sealed` letter nobody but the mail server learns to whom it goes.
    Raises `jinja2.TemplateError` where the template is missing or lacks a value: better now than in the worker.
    """
    address = to if isinstance(to, str) else to.email
    tongue = language or getattr(to, "language", None) or "vi"
    kept = packed(values)
    letter = Letter(
        id=new_id(),
        template=template,
        subject=subject_of(template, kept, tongue=tongue),
        values=kept,
        language=tongue,
        recipient=MASK if sealed else address,
        sealed_recipient=address if sealed else None,
        person_id=getattr(to, "id", None),
        edition_id=edition.id if edition else None,
        state=LetterState.WAITING,
        created_at=clock.now(),
        tries=0,
    )
    db.session.add(letter)
    enqueue("outbox.send", letter_id=str(letter.id))
    return letter


def mark_sent(letter: Letter) -> None:
    """The mail server took the letter; its secrets are forgotten."""
    letter.state, letter.sent_at, letter.fault = LetterState.SENT, clock.now(), None
    letter.tries += 1
    letter.values = masked(letter.values)


def mark_kept(letter: Letter) -> None:
    """There is no mail server: the letter stays here to be read."""
    letter.state = LetterState.KEPT


def mark_refused(letter: Letter, fault: str, *, final: bool) -> None:
    """The mail server did not take the letter; `final` where trying again is useless or was tried enough."""
    letter.tries += 1
    letter.fault = fault.replace(letter.sealed_recipient, MASK) if letter.sealed_recipient else fault
    if final:
        letter.state = LetterState.FAILED


def send_again(letter: Letter, *, actor: Any) -> None:
    """Puts a letter that failed, or was kept before there was a mail server, back among those that wait."""
    if letter.state not in (LetterState.FAILED, LetterState.KEPT):
        raise WrongMoment(say("Only a letter that failed or was kept can be sent again."))
    record("letter.sent_again", letter, actor=actor, before={"state": letter.state})
    letter.state, letter.tries, letter.fault = LetterState.WAITING, 0, None
    enqueue("outbox.send", letter_id=str(letter.id))
