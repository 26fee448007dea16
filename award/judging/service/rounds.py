"""Opening a round, and closing it: the act that turns marks into standings that nobody changes any more."""

import uuid
from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from award.audit.chain import GENESIS
from award.audit.service import record
from award.db import db
from award.editions.models import Round
from award.editions.states import ROUND
from award.judging import tally
from award.judging.conflicts import conflict_of
from award.judging.models import RoundClosing, Standing
from award.judging.queries import facts, progress, results, rounds
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
    need a `reason`, and have neither score nor rank."""
    state = ROUND.target("close", round_.state)
    _recuse_in_conflict(round_, actor)
    short, examples = progress.below_quorum(round_)
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
    passed = _freeze(round_)
    before, round_.state = round_.state, state
    after = {"state": state, "reason": reason, "short": short, "passed": passed, "ledger_head": closing.ledger_head}
    record("judging.close_round", round_, actor=actor, before={"state": before}, after=after)
    for member in rounds.jury(round_.id):
        _tell(member, round_, closing)
    return closing


def _recuse_in_conflict(round_: Round, actor: Any) -> None:
    scored = rounds.tasks(round_.id, TaskState.SCORED)
    known = facts.facts_of_edition(round_.edition_id)
    judges = facts.facts_of_judges({task.judge_id for task in scored})
    for task in scored:
        conflict = conflict_of(judges[task.judge_id], known[task.entry_id])
        if conflict:
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
        method=round_.method.value,
        tally_version=tally.TALLY_VERSION,
        ledger_head=head.hash if head else GENESIS,
    )
    db.session.add(closing)
    db.session.flush()
    return closing


def rules_of(round_: Round) -> tally.Rules:
    """How the round is tallied, as plain values."""
    mark = None if round_.pass_mark is None else int(round_.pass_mark * 100)
    return tally.Rules(round_.method.value, round_.quorum, round_.pass_count, mark)


def tallied(round_: Round) -> dict[uuid.UUID, list[tally.Place]]:
    """The ranking of each sub-committee from the sheets as they are now."""
    totals = defaultdict(list)
    for entry_id, _subcommittee_id, total in rounds.counted_totals(round_.id):
        totals[entry_id].append(total)
    competing = defaultdict(list)
    for work in rounds.works_of(round_):
        if work.subcommittee_id:
            competing[work.subcommittee_id].append((work.id, sorted(totals[work.id])))
    return {key: tally.rank(works, rules_of(round_)) for key, works in competing.items()}


def _freeze(round_: Round) -> int:
    """Writes the standings; returns how many works passed."""
    order = [one.id for one in rounds.subcommittees(round_.edition_id)]
    ranked = sorted(tallied(round_).items(), key=lambda pair: order.index(pair[0]))
    lines = [(subcommittee_id, place) for subcommittee_id, places in ranked for place in places]
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
        at=closing.at,
        ledger_head=closing.ledger_head,
    )
