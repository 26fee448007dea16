"""What is done to an edition besides loading its file: opened and closed, deadlines moved with a reason."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.models import Deadline, DeadlineExtension, Edition
from award.editions.states import EDITION, EditionState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import NotReady, Refusal, Stale, WrongMoment

# Who is told, in the same transaction, that a deadline was moved.
TOLD_OF_EXTENSIONS: list[Callable[[Deadline, DeadlineExtension], None]] = []


def change_state(edition: Edition, verb: str, *, actor: Any) -> Edition:
    """Opens, closes or archives the edition; opening needs all that people will ask of it."""
    if verb not in EDITION.transitions:
        raise Refusal(say("There is no such act."))
    target = EDITION.target(verb, edition.state)
    if target is EditionState.OPEN:
        _must_be_ready(edition)
    before, edition.state = edition.state, target
    db.session.flush()
    record(f"edition.{verb}", edition, actor=actor, edition=edition, before={"state": before}, after={"state": target})
    return edition


def set_conflicts(
    edition: Edition,
    *,
    own_outlet: bool,
    own_branch: bool,
    earlier_coauthors: bool,
    judges_from_outlet: int | None,
    actor: Any,
) -> None:
    """Says which facts keep a judge from a work. Raises `Refusal` for a number below one."""
    if judges_from_outlet is not None and judges_from_outlet < 1:
        raise Refusal(say("Write 1 or more, or leave it empty for no limit."), "judges_from_outlet")
    wanted = {
        "own_outlet": own_outlet,
        "own_branch": own_branch,
        "earlier_coauthors": earlier_coauthors,
        "judges_from_outlet": judges_from_outlet,
    }
    before = {name: getattr(edition, name) for name in wanted}
    if before == wanted:
        return
    for name, value in wanted.items():
        setattr(edition, name, value)
    db.session.flush()
    record("edition.set_conflicts", edition, actor=actor, edition=edition, before=before, after=wanted)


def extend_deadline(
    deadline: Deadline, *, shown_at: datetime, hard_at: datetime, reason: str, actor: Any, version: int | None = None
) -> DeadlineExtension:
    """Moves a deadline later and keeps from when to when, by whom and why.

    `version` is how often it had been moved when the person saw it.
    """
    if deadline.edition.state is EditionState.ARCHIVED:
        raise WrongMoment(say("The edition is archived; its deadlines stay as they are."))
    if version is not None and version != len(deadline.extensions):
        raise Stale(say("This deadline was moved meanwhile; what is stored now stands above."))
    _must_be_later(deadline, shown_at, hard_at, reason)
    extension = DeadlineExtension(
        shown_before=deadline.shown_at,
        hard_before=deadline.hard_at,
        shown_after=shown_at,
        hard_after=hard_at,
        actor_id=actor.id,
        reason=reason,
        at=clock.now(),
    )
    deadline.extensions.append(extension)
    deadline.shown_at, deadline.hard_at = shown_at, hard_at
    db.session.flush()
    before = {"shown_at": extension.shown_before, "hard_at": extension.hard_before}
    after = {"shown_at": shown_at, "hard_at": hard_at, "reason": reason}
    record("deadline.extended", deadline, actor=actor, edition=deadline.edition, before=before, after=after)
    for tell in TOLD_OF_EXTENSIONS:
        tell(deadline, extension)
    return extension


def _must_be_later(deadline: Deadline, shown_at: datetime, hard_at: datetime, reason: str) -> None:
    if not reason.strip():
        raise Refusal(say("A moved deadline needs a reason."), "reason")
    if hard_at < shown_at:
        raise Refusal(say("The last instant lies before the one that is shown."), "hard_at")
    if shown_at < deadline.shown_at:
        raise Refusal(say("A deadline that was announced can only be moved later."), "shown_at")
    if hard_at < deadline.hard_at:
        raise Refusal(say("A deadline that was announced can only be moved later."), "hard_at")
    if (shown_at, hard_at) == (deadline.shown_at, deadline.hard_at):
        raise Refusal(say("These are the instants that hold already."), "shown_at")


def _must_be_ready(edition: Edition) -> None:
    entries = edition.deadline("entries")
    missing = [
        message
        for is_missing, message in (
            (not edition.rules.strip(), say("The rules have no text yet.")),
            (not edition.subcommittees, say("There is no sub-committee yet.")),
            (not edition.rounds, say("There is no round of judging yet.")),
            (not edition.prize_levels, say("There is no prize yet.")),
            (
                entries is None or entries.hard_at <= clock.now(),
                say("The deadline for works has passed; move it first."),
            ),
        )
        if is_missing
    ]
    if missing:
        raise NotReady(missing)
