"""Writing letters. They leave later, by the worker, and only if the act that wrote them was kept."""

from typing import Any

from award.audit.chain import plain
from award.db import db
from award.jobs.service import enqueue
from award.kit import clock
from award.outbox.models import Letter
from award.outbox.states import LetterState


def post(template: str, *, to: Any, edition: Any = None, language: str | None = None, **values: Any) -> Letter:
    """Writes a letter to a person (or to an address, given as text) in the caller's transaction.

    `template` names `templates/letters/<template>.txt`, whose first line is the subject; `values` must be plain
    (text, numbers, dates, instants, messages' texts), since they are kept until the letter leaves.
    """
    address = to if isinstance(to, str) else to.email
    letter = Letter(
        template=template,
        values=plain(values),
        language=language or getattr(to, "language", "vi"),
        recipient=address,
        person_id=getattr(to, "id", None),
        edition_id=edition.id if edition else None,
        state=LetterState.WAITING,
        created_at=clock.now(),
        tries=0,
    )
    db.session.add(letter)
    db.session.flush()
    enqueue("outbox.send", letter_id=str(letter.id))
    return letter
