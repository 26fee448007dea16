"""Every verb on kept copies: asked for, concluded after a look, looked at again, given up."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.queries import edition_by_id
from award.editions.states import EditionState
from award.evidence import looking, queries
from award.evidence.models import Capture, Look
from award.evidence.seeing import Seen
from award.evidence.states import CAPTURE, LOSING, CaptureState, Outcome
from award.evidence.texts import to_json
from award.jobs.service import enqueue
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import TooMany

PREFIX = "evidence/"
AGAIN_AFTER = timedelta(minutes=2)
LATE = timedelta(days=1)
WOKEN_AT_ONCE = 20

# Packages above say whether a copy is still wanted: the link stands on a work in the running, the results are not out.
WANTED: list[Callable[[Capture], bool]] = []


def ask(*, subject_id: uuid.UUID, edition_id: uuid.UUID, url: str, actor: Any) -> Capture:
    """Asks for a copy of a link; the worker fetches it in a moment. Asked for again it changes nothing, but goes on
    where nobody looked any more. A person who asks for very many waits longer, and is never refused."""
    now, url_hash = clock.now(), hashlib.sha256(url.encode()).hexdigest()
    capture = queries.capture_of(subject_id, url_hash)
    if capture is None:
        asked = queries.asked_by(actor.id, now - looking.HOUR) if actor else 0
        capture = Capture(
            subject_id=subject_id,
            edition_id=edition_id,
            url=url,
            url_hash=url_hash,
            state=CaptureState.ASKED,
            asked_by_id=actor.id if actor else None,
            asked_at=now,
            next_look_at=looking.first_look(now, asked),
            faults=0,
            copies=0,
        )
        db.session.add(capture)
        db.session.flush()
        _wake(capture)
    elif capture.next_look_at is None:
        capture.next_look_at = now + looking.SETTLING
        _wake(capture)
    return capture


def look_now(capture: Capture, *, actor: Any) -> None:
    """Looks again at once. Raises `TooMany` where somebody looked a moment ago."""
    now = clock.now()
    if capture.looked_at and now - capture.looked_at < AGAIN_AFTER:
        raise TooMany(say("The page was looked at a moment ago. Come back in two minutes."))
    capture.next_look_at = now
    record("evidence.look_now", capture, actor=actor, after={"url": capture.url})
    _wake(capture)


def is_wanted(capture: Capture) -> bool:
    """Whether anybody still needs a look at the page."""
    edition = edition_by_id(capture.edition_id)
    return edition.state is not EditionState.ARCHIVED and all(wanted(capture) for wanted in WANTED)


def stop(capture: Capture) -> None:
    """Nobody looks any more; what is kept stays. One that was never looked at, as for a link half typed, leaves no
    trace."""
    if capture.looked_at is None:
        db.session.delete(capture)
    else:
        capture.next_look_at = None
    db.session.flush()


def conclude(capture: Capture, seen: Seen, warc_key: str | None) -> Look:
    """Writes down what a look found. `warc_key` is where its WARC lies, where one was kept: of the first page that was
    seen, and of one whose text is another than the newest kept."""
    outcome = _outcome(capture, seen, warc_key)
    before = {"state": capture.state}
    look = _look(capture, seen, outcome)
    if warc_key:
        capture.copies += 1
        look.number, look.text = capture.copies, to_json(seen.text)
        look.warc_key, look.warc_size, look.warc_sha256 = warc_key, len(seen.warc), seen.warc_sha256
    db.session.add(look)
    capture.state = _state(capture, outcome)
    capture.fault, capture.looked_at = seen.fault, seen.at
    capture.changed_at = seen.at if outcome is Outcome.CHANGED else capture.changed_at
    capture.faults = capture.faults + 1 if seen.fault else 0
    capture.next_look_at = looking.next_look(clock.now(), capture.id, capture.faults)
    db.session.flush()
    if before["state"] is not capture.state or warc_key:
        kept = {"body_sha256": look.body_sha256, "warc_sha256": look.warc_sha256} if warc_key else {"fault": seen.fault}
        after = {"state": capture.state, "url": capture.url, **kept}
        record("evidence.conclude", capture, actor=None, before=before, after=after)
    _wake(capture)
    return look


def wake_late_ones() -> None:
    """Puts looks before the worker again whose turn passed a day ago: a worker may have died at every try."""
    for capture in queries.overdue(clock.now() - LATE, WOKEN_AT_ONCE):
        _wake(capture)


def _outcome(capture: Capture, seen: Seen, warc_key: str | None) -> Outcome:
    if seen.fault in LOSING and capture.copies:
        return Outcome.GONE
    if seen.fault:
        return Outcome.FAULT
    if not warc_key:
        return Outcome.SAME
    return Outcome.CHANGED if capture.copies else Outcome.KEPT


def _state(capture: Capture, outcome: Outcome) -> CaptureState:
    """Where a look leads to. A page that is back keeps the mark of having changed, if it had."""
    verb = {Outcome.KEPT: "keep", Outcome.CHANGED: "change", Outcome.GONE: "lose"}.get(outcome)
    if outcome is Outcome.FAULT and not capture.copies:
        verb = "fail"
    if outcome is Outcome.SAME and capture.state is CaptureState.GONE:
        verb = "change" if capture.changed_at else "return"
    return CAPTURE.target(verb, capture.state) if verb else capture.state


def _look(capture: Capture, seen: Seen, outcome: Outcome) -> Look:
    return Look(
        capture_id=capture.id,
        at=seen.at,
        outcome=outcome,
        fault=seen.fault,
        detail=seen.detail[:300],
        status=seen.status,
        final_url=seen.final_url,
        body_sha256=seen.body_sha256,
        text_sha256=seen.text.digest if not seen.fault else "",
    )


def _wake(capture: Capture) -> None:
    """An alarm for the next look; the task itself asks whether the look is due."""
    due = capture.next_look_at
    key = f"evidence.look:{capture.id}:{due.isoformat()}"
    enqueue("evidence.look", key=key, run_after=due, capture_id=str(capture.id))
