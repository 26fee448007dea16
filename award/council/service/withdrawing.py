"""After a prize fell or was revoked: what follows it, decided step by step; and revoking as an act of two persons."""

from typing import Any
from uuid import UUID

from award.audit.service import record
from award.council import queries
from award.council.allocation import Tie
from award.council.following import Step, steps
from award.council.models import Following, Prize, Revocation
from award.council.queries import Situation
from award.council.service.letters import drafts, send
from award.council.service.ruling import take_away
from award.council.states import PRIZE, PrizeState, Rule
from award.db import db
from award.editions.models import Edition
from award.editions.states import PrizeKind
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import clean


def following(edition: Edition) -> tuple[Situation, list[Step], tuple[Tie, ...]]:
    """What the prize table proposes for the main prizes that fell; nothing where none fell."""
    found = queries.situation(edition)
    fallen = [one for one in queries.prizes_of_edition(edition.id, withdrawn=True) if one.kind is PrizeKind.MAIN]
    if not fallen:
        return found, [], ()
    stays = {one.entry_id for one in found.held if one.departs} | queries.works_left(edition.id)
    proposed, ties = steps(
        found.contenders,
        found.table.levels(),
        found.table.awards(found.held),
        {one.level_id for one in fallen},
        stays=stays,
        one_per_author=edition.one_main_per_author,
    )
    return found, proposed, ties


def follow(edition: Edition, entry_id: UUID, *, taken: bool, reason: str, actor: Any) -> None:
    """The council's decision on one step: the work has the higher prize, or all stays as it is; with the reason.

    Refused: a step that is not proposed any more, one whose place is not free yet, and no reason.
    """
    found, proposed, _ties = following(edition)
    step = next((one for one in proposed if one.work == entry_id), None)
    reason = clean(reason)
    if step is None:
        raise WrongMoment(say("This is not proposed any more; reload the page."))
    if not reason:
        raise Refusal(say("Say why; the reason goes on the record."), "reason")
    if taken and not step.free:
        raise WrongMoment(say("Its place is not free yet; decide on the one above first."))
    order = [level.key for level in found.table.levels()]
    withdrawn = queries.prizes_of_edition(edition.id, withdrawn=True)
    fallen = [one for one in withdrawn if one.level_id in order[: order.index(step.to) + 1]]
    row = Following(
        edition_id=edition.id,
        fallen_id=(fallen or withdrawn)[-1].id,
        entry_id=step.work,
        from_level_id=step.before,
        to_level_id=step.to,
        taken=taken,
        reason=reason,
        decided_by_id=actor.id,
        at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    if taken:
        prize = _raise(edition, found, step, actor)
        own = [one for one in queries.prizes_of_edition(edition.id) if one.id == prize.id]
        send(edition, drafts(edition, own, "moved"))
    after = {"entry": step.work, "level": step.to, "taken_up": taken, "reason": reason}
    record("prize.follow", edition, edition=edition, actor=actor, before={"level": step.before}, after=after)


def _raise(edition: Edition, found: Situation, step: Step, actor: Any) -> Prize:
    """Gives the work the higher level, in the state that the whole list is in."""
    held = next((one for one in found.held if one.entry_id == step.work and one.level_id == step.before), None)
    if held is not None:
        prize = queries.prize(held.id)
        prize.level_id, prize.rule = step.to, Rule.PLACE
    else:
        released = queries.stage(edition.id) is PrizeState.RELEASED
        prize = Prize(
            edition_id=edition.id,
            entry_id=step.work,
            level_id=step.to,
            state=PrizeState.RELEASED if released else PrizeState.POSTED,
            rule=Rule.PLACE,
            departs=[],
            prepared_by_id=actor.id,
            prepared_at=clock.now(),
            released_at=clock.now() if released else None,
        )
        db.session.add(prize)
    db.session.flush()
    return prize


def ask_revocation(prize: Prize, *, reason: str, actor: Any) -> Revocation:
    """Asks to revoke a released prize; another person must agree."""
    PRIZE.target("revoke", prize.state)
    reason = clean(reason)
    if not reason:
        raise Refusal(say("Say why; the reason goes on the record."), "reason")
    row = Revocation(
        edition_id=prize.edition_id, prize_id=prize.id, reason=reason, asked_by_id=actor.id, asked_at=clock.now()
    )
    db.session.add(row)
    db.session.flush()
    record("revocation.ask", row, actor=actor, after={"reason": reason})
    return row


def agree_to_revocation(row: Revocation, edition: Edition, *, actor: Any) -> None:
    """A second person agrees, and the prize is revoked. Raises `Refusal` for the person who asked."""
    prize = queries.prize(row.prize_id)
    _answer(row, True, actor)
    own = [one for one in queries.prizes_of_edition(edition.id) if one.id == prize.id]
    take_away(prize, "revoke", reason=row.reason, actor=actor)
    send(edition, drafts(edition, own, "withdrawn"))


def decline_revocation(row: Revocation, *, actor: Any) -> None:
    """The prize stays. Raises `Refusal` for the person who asked."""
    _answer(row, False, actor)


def _answer(row: Revocation, agreed: bool, actor: Any) -> None:
    if row.agreed is not None:
        raise WrongMoment(say("This was answered already."))
    if actor.id == row.asked_by_id:
        raise Refusal(say("Another person than the one who asked must agree."))
    row.agreed, row.answered_by_id, row.answered_at = agreed, actor.id, clock.now()
    db.session.flush()
    verb = "revocation.agree" if agreed else "revocation.decline"
    record(verb, row, actor=actor, after={"asked_by": row.asked_by_id})
