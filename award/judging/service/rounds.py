"""Opening a round, and closing it: the act that turns marks into standings that nobody changes any more."""

import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from award.audit.chain import GENESIS
from award.audit.service import record
from award.db import db
from award.editions.models import Round
from award.editions.states import ROUND
from award.jobs.service import enqueue
from award.judging import tally
from award.judging.conflicts import conflict_of
from award.judging.models import Assignment, RoundClosing, Standing
from award.judging.queries import counting, facts, progress, proposals, results, rounds
from award.judging.service import ledger
from award.judging.states import TASK, SheetEvent, TaskState
from award.kit import clock
from award.kit.codes import new_id
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.service import post

NAMED_AT_MOST = 8


def open_round(round_: Round, *, actor: Any) -> None:
    """Lets the judges mark; needs published tasks, and no other round of the edition open."""
    state = ROUND.target("open", round_.state)
    other = rounds.another_open(round_)
    if other is not None:
        raise WrongMoment(say("The round “%(round)s” is still open; rounds do not overlap.", round=other.name))
    if not rounds.tasks(round_.id, TaskState.PUBLISHED):
        raise Refusal(say("No judge has a task yet: propose the assignment and publish it first."))
    before, round_.state = round_.state, state
    record("judging.open_round", round_, actor=actor, before={"state": before}, after={"state": state})


def close_round(round_: Round, *, actor: Any, reason: str | None = None) -> RoundClosing:
    """Freezes the standings. Marks of judges whose conflict came up later are taken out first; works below the quorum
    need a `reason`, and have neither score nor rank. A calibration round leaves no standings: it is never counted."""
    state = ROUND.target("close", round_.state)
    _recuse_in_conflict(round_, actor)
    short, examples = (0, []) if round_.calibration else progress.below_quorum(round_)
    if short and not reason:
        codes = [work.code for work in examples[:NAMED_AT_MOST]]
        raise Refusal(
            say(
                "Works with fewer confirmed sheets than the quorum of %(quorum)s: %(count)s (%(codes)s). "
                "Wait for them, or say why the round closes now.",
                count=short,
                quorum=round_.quorum,
                codes=codes,
            ),
            "reason",
        )
    closing = _closing(round_, actor, reason or None)
    works = [] if round_.calibration else rounds.works_of(round_)
    passed = freeze(round_, ((work.id, work.subcommittee_id) for work in works if work.subcommittee_id))
    before, round_.state = round_.state, state
    after = {"state": state, "reason": reason, "short": short, "passed": passed, "ledger_head": closing.ledger_head}
    record("judging.close_round", round_, actor=actor, before={"state": before}, after=after)
    for member in rounds.jury(round_.id):
        _tell(member, round_, closing)
    if not round_.calibration:
        count_reliability(round_)
    return closing


def count_reliability(round_: Round) -> None:
    """Lets the worker count what stands beside the ranking."""
    enqueue("judging.reliability", key=f"judging.reliability:{round_.id}", round_id=str(round_.id))


def _recuse_in_conflict(round_: Round, actor: Any) -> None:
    """Looked through as plain rows: a round has many thousands of sheets, and of those in conflict there are few."""
    scored = [task for task in proposals.pairs_of(round_.id) if task.state is TaskState.SCORED]
    known = rounds.facts_before(round_)
    judges = facts.facts_of_judges({task.judge_id for task in scored}, round_.edition)
    for row in scored:
        conflict = conflict_of(judges[row.judge_id], known[row.entry_id])
        if conflict:
            task = db.session.get(Assignment, row.id)
            task.state, task.reason = TASK.target("recuse", task.state), conflict.kind.value
            ledger.append(task, SheetEvent.RECUSED, {"reason": conflict.kind.value}, actor=actor)
            record("judging.recuse", task, actor=actor, edition=round_.edition, after={"reason": conflict.kind.value})


def _closing(round_: Round, actor: Any, reason: str | None) -> RoundClosing:
    head = results.end(round_.id)
    closing = RoundClosing(
        round_id=round_.id,
        at=clock.now(),
        actor_id=actor.id,
        reason=reason,
        method=counting.rules_of(round_).method,
        tally_version=tally.TALLY_VERSION,
        ledger_head=head.hash if head else GENESIS,
    )
    db.session.add(closing)
    db.session.flush()
    return closing


def freeze(round_: Round, works: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> int:
    """Writes the standings of `works` (work, sub-committee), in place of earlier ones; returns how many passed."""
    order = [one.id for one in rounds.subcommittees(round_.edition_id)]
    ranked = sorted(counting.tallied(round_, works).items(), key=lambda pair: order.index(pair[0]))
    lines = [(subcommittee_id, place) for subcommittee_id, places in ranked for place in places]
    db.session.execute(sa.delete(Standing).where(Standing.round_id == round_.id))
    rows = [
        {
            "id": new_id(),
            "place": line,
            "round_id": round_.id,
            "entry_id": place.work,
            "subcommittee_id": subcommittee_id,
            "rank": place.rank,
            "score": tally.written(place.score),
            "shown_score": tally.shown(place.score),
            "marks_given": len(place.totals),
            "tie_rule": place.by,
            "passed": place.passed,
            "inputs": [tally.in_points(total) for total in place.totals],
        }
        for line, (subcommittee_id, place) in enumerate(lines, 1)
    ]
    if rows:
        db.session.execute(sa.insert(Standing), rows)
    return sum(row["passed"] for row in rows)


def _tell(member: Any, round_: Round, closing: RoundClosing) -> None:
    post(
        "judging/closed",
        to=member,
        edition=round_.edition,
        name=member.full_name,
        edition_title=round_.edition.title,
        round=round_.name,
        ballot=round_.is_ballot,
        at=closing.at,
        ledger_head=closing.ledger_head,
        round_id=round_.id,
    )
