"""Agreeing that a prized work is shown to everybody, and withdrawing that."""

from typing import Any

from award.audit.service import record
from award.council.queries import addressees
from award.db import db
from award.gallery.agreement import VERSION
from award.gallery.models import Showing
from award.gallery.queries import Asked
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Stale, WrongMoment
from award.outbox.service import post


def agree(asked: Asked, *, text_version: str, actor: Any) -> Showing:
    """Opens the work's page in the gallery and tells all its people. Raises `Stale` where another text was shown than
    holds now, `WrongMoment` where the work is shown already."""
    if text_version != VERSION:
        raise Stale(say("The text has changed since this page was opened. Read it again."))
    if asked.showing is not None:
        raise WrongMoment(say("The work is shown already."))
    showing = Showing(edition_id=asked.edition_id, entry_id=asked.entry.id, text_version=VERSION)
    showing.given_by_id, showing.given_at = actor.id, clock.now()
    db.session.add(showing)
    db.session.flush()
    record("gallery.agree", showing, edition=asked.edition, actor=actor, after=_told(asked))
    _write("gallery/shown", asked, actor)
    return showing


def withdraw(asked: Asked, *, actor: Any) -> None:
    """Takes the work out of the gallery and tells all its people. Raises `WrongMoment` where it is not shown."""
    showing = asked.showing
    if showing is None:
        raise WrongMoment(say("The work is not shown."))
    showing.withdrawn_by_id, showing.withdrawn_at = actor.id, clock.now()
    record("gallery.withdraw", showing, edition=asked.edition, actor=actor, before=_told(asked))
    _write("gallery/withdrawn", asked, actor)


def _told(asked: Asked) -> dict[str, str]:
    return {"code": asked.entry.code, "text_version": VERSION}


def _write(template: str, asked: Asked, actor: Any) -> None:
    """One letter to each of the work's people."""
    for one in addressees([asked.entry.id])[asked.entry.id]:
        post(
            template,
            to=one,
            edition=asked.edition,
            name=one.name,
            who=actor.full_name,
            work=asked.entry.title,
            code=asked.entry.code,
            entry_id=str(asked.entry.id),
            edition_code=asked.edition.code,
            organiser=asked.edition.organiser,
        )
