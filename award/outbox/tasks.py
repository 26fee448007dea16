"""The worker's part: a waiting letter leaves, or is kept where there is no mail server."""

import uuid

from flask import current_app

from award import mailer
from award.db import db, transaction
from award.jobs.service import task
from award.outbox import queries, service
from award.outbox.rendering import addresses, render
from award.outbox.states import LetterState

TRIES = 10


@task("outbox.send", tries=TRIES)
def send(letter_id: str) -> None:
    """Sends one letter. Repeated, it does nothing for a letter that left already.

    No transaction is open while the mail server is spoken to. A letter that the server took just before a kill is
    sent again with the same Message-ID, by which mailboxes know it.
    """
    settings = current_app.config["AWARD"]
    letter = queries.letter(uuid.UUID(letter_id))
    if letter is None or letter.state is not LetterState.WAITING:
        db.session.rollback()
        return
    if not settings.smtp_url:
        with transaction():
            service.mark_kept(queries.letter(letter.id))
        return
    message = _message(letter, settings)
    db.session.rollback()
    try:
        mailer.send(settings.smtp_url, **message)
    except mailer.MailFault as fault:
        with transaction():
            letter = queries.letter(uuid.UUID(letter_id))
            final = fault.lasting or letter.tries + 1 >= TRIES
            service.mark_refused(letter, str(fault), final=final)
        if not final:
            raise
    else:
        with transaction():
            service.mark_sent(queries.letter(uuid.UUID(letter_id)))


def _message(letter, settings) -> dict[str, str]:
    subject, body = render(
        letter.template, letter.values, tongue=letter.language, address=addresses(current_app._get_current_object())
    )
    domain = settings.mail_from.rpartition("@")[2].rstrip(">")
    return {
        "sender": settings.mail_from,
        "recipient": letter.sealed_recipient or letter.recipient,
        "subject": subject,
        "body": body,
        "message_id": f"<{letter.id}@{domain}>",
    }
