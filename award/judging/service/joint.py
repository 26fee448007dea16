"""Acts that touch marks are acts of two persons: one asks with a reason, another agrees, and only then it is done."""

from typing import Any

import sqlalchemy as sa

from award.accounts.states import Role
from award.audit.service import record
from award.db import db
from award.editions.models import Round
from award.editions.states import ROUND, RoundState
from award.judging.models import Assignment, JointAct, RoundClosing, RoundReport, Standing, TieDecision
from award.judging.queries import joint, paper, rounds
from award.judging.queries.blinding import hides_names
from award.judging.service import ledger
from award.judging.service.telling import tell_of_task
from award.judging.service.ties import nothing_built_on
from award.judging.states import TASK, JointKind, SheetEvent
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.service import post


def ask(round_: Round, kind: JointKind, *, reason: str, assignment: Assignment | None = None, actor: Any) -> JointAct:
    """Asks for an act; it waits for another person. Raises `WrongMoment` where it could not be done now, and `Refusal`
    without a reason or where the same is asked for already."""
    if not reason:
        raise Refusal(say("Say why; the reason goes on the record."), "reason")
    _POSSIBLE[kind](round_, assignment)
    if joint.waiting(round_.id, kind, assignment and assignment.id):
        raise Refusal(say("This is asked for already and waits for a second person."))
    act = JointAct(
        round_id=round_.id,
        kind=kind,
        assignment_id=assignment.id if assignment else None,
        reason=reason,
        asked_by_id=actor.id,
        asked_at=clock.now(),
    )
    db.session.add(act)
    db.session.flush()
    record("judging.ask", act, actor=actor, edition=round_.edition, after={"kind": kind, "reason": reason})
    return act


def agree(act: JointAct, *, actor: Any) -> None:
    """A second person agrees, and the act is done. Raises `Refusal` for the person who asked."""
    round_ = _answerable(act, actor)
    assignment = db.session.get(Assignment, act.assignment_id) if act.assignment_id else None
    _POSSIBLE[act.kind](round_, assignment)
    _answer(act, round_, True, actor)
    _DOING[act.kind](round_, assignment, act, actor)


def decline(act: JointAct, *, actor: Any) -> None:
    """The act is not done. Raises `Refusal` for the person who asked."""
    _answer(act, _answerable(act, actor), False, actor)


def _answerable(act: JointAct, actor: Any) -> Round:
    if act.agreed is not None:
        raise WrongMoment(say("This was answered already."))
    if actor.id == act.asked_by_id:
        raise Refusal(say("Another person than the one who asked must agree."))
    return rounds.round_by_id(act.round_id)


def _answer(act: JointAct, round_: Round, agreed: bool, actor: Any) -> None:
    act.answered_by_id, act.answered_at, act.agreed = actor.id, clock.now(), agreed
    db.session.flush()
    verb = "judging.agree" if agreed else "judging.decline"
    record(verb, act, actor=actor, edition=round_.edition, after={"kind": act.kind, "asked_by": act.asked_by_id})


def _sheet_can_be_returned(round_: Round, assignment: Assignment | None) -> None:
    if round_.state is not RoundState.OPEN:
        raise WrongMoment(say("The round “%(round)s” is not open: no sheet can be returned.", round=round_.name))
    TASK.target("return", assignment.state)


def _round_can_be_reopened(round_: Round, _assignment: Any) -> None:
    ROUND.target("reopen", round_.state)
    other = rounds.another_open(round_)
    if other is not None:
        raise WrongMoment(say("The round “%(round)s” is still open; rounds do not overlap.", round=other.name))
    nothing_built_on(round_)


def _authors_can_be_shown(round_: Round, _assignment: Any) -> None:
    if not hides_names(round_):
        raise WrongMoment(say("The judges of this round see the authors already."))


def _may_mark_on_paper(round_: Round, assignment: Assignment | None) -> None:
    if round_.state is RoundState.CLOSED:
        raise WrongMoment(say("The round “%(round)s” is closed.", round=round_.name))
    if paper.on_paper(round_.id, assignment.judge_id):
        raise WrongMoment(say("This judge marks on paper in this round already."))


def _let_mark_on_paper(round_: Round, assignment: Assignment, act: JointAct, actor: Any) -> None:
    """One of the two is the chair and the other a secretary."""
    both = (rounds.judge(act.asked_by_id), actor)
    roles = [
        {role for role in (Role.CHAIR, Role.SECRETARY) if one.has_role(role, edition_id=round_.edition_id)}
        for one in both
    ]
    if {Role.CHAIR, Role.SECRETARY} - (roles[0] | roles[1]) or roles[0] == roles[1]:
        raise Refusal(say("One of the two persons must be the chair, the other a secretary."))
    told = {"judge": assignment.judge_id, "reason": act.reason}
    record("judging.on_paper", round_, actor=actor, after=told)


def _return_sheet(round_: Round, assignment: Assignment, act: JointAct, actor: Any) -> None:
    assignment.state, assignment.scored_at, assignment.reason = (
        TASK.target("return", assignment.state),
        None,
        act.reason,
    )
    sheet = assignment.sheet
    sheet.confirmed_at, sheet.version = None, sheet.version + 1
    told = {"reason": act.reason, "version": sheet.version, "asked_by": str(act.asked_by_id)}
    ledger.append(assignment, SheetEvent.RETURNED, told, actor=actor)
    record("judging.return_sheet", assignment, actor=actor, edition=round_.edition, after={"reason": act.reason})
    tell_of_task("judging/returned", rounds.judge(assignment.judge_id), round_, assignment, reason=act.reason)


def _reopen_round(round_: Round, _assignment: Any, act: JointAct, actor: Any) -> None:
    closing = rounds.closing(round_.id)
    before = {"state": round_.state, "closed_at": closing.at, "ledger_head": closing.ledger_head}
    for kept in (Standing, TieDecision, RoundReport, RoundClosing):
        db.session.execute(sa.delete(kept).where(kept.round_id == round_.id))
    round_.state = ROUND.target("reopen", round_.state)
    told = {"state": round_.state, "reason": act.reason}
    record("judging.reopen_round", round_, actor=actor, before=before, after=told)
    # The head that was printed and mailed at closing stays the hash of an event; the chain goes on from it with this one.
    content = {**before, **told, "asked_by": act.asked_by_id}
    ledger.append_to_round(round_, SheetEvent.ROUND_REOPENED, content, actor=actor)
    for member in rounds.jury(round_.id):
        post(
            "judging/reopened",
            to=member,
            edition=round_.edition,
            name=member.full_name,
            round=round_.name,
            ballot=round_.is_ballot,
            reason=act.reason,
            closes_at=round_.closes_at,
            round_id=round_.id,
        )


def _unblind(round_: Round, _assignment: Any, act: JointAct, actor: Any) -> None:
    record("judging.unblind", round_, actor=actor, after={"reason": act.reason})


_POSSIBLE = {
    JointKind.RETURN_SHEET: _sheet_can_be_returned,
    JointKind.REOPEN_ROUND: _round_can_be_reopened,
    JointKind.ON_PAPER: _may_mark_on_paper,
    JointKind.UNBLIND: _authors_can_be_shown,
}
_DOING = {
    JointKind.RETURN_SHEET: _return_sheet,
    JointKind.REOPEN_ROUND: _reopen_round,
    JointKind.ON_PAPER: _let_mark_on_paper,
    JointKind.UNBLIND: _unblind,
}
