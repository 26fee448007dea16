"""After a prize fell or was revoked: what follows it, decided step by step; and revoking as an act of two persons."""

from dataclasses import dataclass
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
from award.council.service.succeeding import AGES, beside
from award.council.states import PRIZE, PrizeState, Rule
from award.db import db
from award.editions.models import Edition
from award.editions.states import PrizeKind
from award.kit import clock
from award.kit.messages import Message, say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import clean


@dataclass(frozen=True)
class Follow:
    """What follows prizes that fell: the steps proposed, the ties that the council decides, and what else is said."""

    found: Situation
    steps: list[Step]
    ties: list[Tie]
    told: list[Message]


def following(edition: Edition) -> Follow:
    """What the prize table proposes for the prizes that fell; nothing where none fell."""
    found = queries.situation(edition)
    fallen = queries.prizes_of_edition(edition.id, withdrawn=True)
    if not fallen:
        return Follow(found, [], [], [])
    decided = queries.decided(edition.id)
    main = {row.id for row in found.table.rows if row.kind is PrizeKind.MAIN}
    left = {one.entry_id for one in decided if not one.taken and one.to_level_id in main}
    raised, ties = steps(
        found.contenders,
        found.table.levels(),
        found.table.awards([one for one in found.held if one.kind is PrizeKind.MAIN]),
        {one.level_id for one in fallen if one.kind is PrizeKind.MAIN},
        stays=left | {one.entry_id for one in found.held if one.departs and one.kind is PrizeKind.MAIN},
        one_per_author=edition.one_main_per_author,
    )
    others = beside(found, fallen, decided)
    return Follow(found, [*raised, *others.steps], [*ties, *others.ties], others.told)


def follow(
    edition: Edition,
    key: UUID,
    *,
    level_id: UUID | None = None,
    recipient: str = "",
    taken: bool,
    reason: str,
    actor: Any,
) -> None:
    """The council's decision on one step, of the work or organisation `key`: it has the higher prize, or all stays as it
    is; with the reason. `level_id` and `recipient` tell steps of one work apart.

    Refused: a step that is not proposed any more, one whose place is not free yet, and no reason.
    """
    proposed = following(edition)
    step = next((one for one in proposed.steps if _is_meant(one, key, level_id, recipient)), None)
    reason = clean(reason)
    if step is None:
        raise WrongMoment(say("This is not proposed any more; reload the page."))
    if not reason:
        raise Refusal(say("Say why; the reason goes on the record."), "reason")
    if taken and not step.free:
        raise WrongMoment(say("Its place is not free yet; decide on the one above first."))
    who = _who(step)
    row = Following(
        edition_id=edition.id,
        fallen_id=_fallen_for(edition, proposed.found, step).id,
        **who,
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
        prize = _raise(edition, proposed.found, step, actor)
        own = [one for one in queries.prizes_of_edition(edition.id) if one.id == prize.id]
        send(edition, drafts(edition, own, "moved"))
    told = {"entry": who["entry_id"], "organisation": who["organisation_id"], "recipient": who["recipient"]}
    after = {name: value for name, value in told.items() if value}
    after |= {"level": step.to, "taken_up": taken, "reason": reason}
    record("prize.follow", edition, edition=edition, actor=actor, before={"level": step.before}, after=after)


def _is_meant(step: Step, key: UUID, level_id: UUID | None, recipient: str) -> bool:
    return step.work == key and level_id in (None, step.to) and (not recipient or recipient == step.recipient)


def _who(step: Step) -> dict[str, Any]:
    return {
        "entry_id": None if step.of_organisation else step.work,
        "organisation_id": step.work if step.of_organisation else None,
        "recipient": step.recipient,
    }


def _fallen_for(edition: Edition, found: Situation, step: Step) -> Any:
    """The withdrawn prize that a step comes from: one of its level, or the nearest one above it."""
    order = [row.id for row in found.table.rows]
    withdrawn = queries.prizes_of_edition(edition.id, withdrawn=True)
    above = [one for one in withdrawn if order.index(one.level_id) <= order.index(step.to)]
    return next((one for one in withdrawn if one.level_id == step.to), (above or withdrawn)[-1])


def _rule_of(found: Situation, step: Step) -> Rule:
    kind = next(row.kind for row in found.table.rows if row.id == step.to)
    if kind is PrizeKind.THEMATIC:
        return Rule.THEME
    return Rule.AGE if kind in AGES else Rule.COUNTED if step.of_organisation else Rule.PLACE


def _raise(edition: Edition, found: Situation, step: Step, actor: Any) -> Prize:
    """Gives the work, or whoever the step is about, the prize, in the state that the whole list is in."""
    held = next((one for one in found.held if one.entry_id == step.work and one.level_id == step.before), None)
    if held is not None:
        prize = queries.prize(held.id)
        prize.level_id, prize.rule = step.to, Rule.PLACE
    else:
        released = queries.stage(edition.id) is PrizeState.RELEASED
        prize = Prize(
            edition_id=edition.id,
            **_who(step),
            level_id=step.to,
            state=PrizeState.RELEASED if released else PrizeState.POSTED,
            rule=_rule_of(found, step),
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
