"""A judge's verbs on the ballot of a round that decides by vote. Each work's vote is kept as the sheet of its task, so
that the ledger, the tally and the recount know one kind of thing."""

from decimal import Decimal
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions.models import Round
from award.editions.states import BallotForm, RoundState
from award.judging import ballot as paper
from award.judging import scoring
from award.judging.models import Assignment, ScoreSheet
from award.judging.queries import ballots
from award.judging.service import ledger
from award.judging.service.late import too_late
from award.judging.states import TASK, SheetEvent
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import NotReady, Refusal, Stale, WrongMoment


def save_ballot(round_: Round, votes: paper.Votes, *, version: int, actor: Any) -> None:
    """Keeps votes by task as a draft: they do not count yet. `version` is the ballot's as the judge had it.

    Raises `Refusal` for tasks that are not on the judge's ballot, `NotReady` where too many works are chosen, `Stale`
    where the ballot was changed meanwhile, `WrongMoment` where the round is not open.
    """
    _kept(round_, _checked(round_, votes, version, actor), votes, actor)
    record("judging.save_ballot", round_, actor=actor, after={"works": len(votes)})


def confirm_ballot(round_: Round, votes: paper.Votes, *, version: int, actor: Any) -> None:
    """Keeps the votes, and from now on they count. In a ballot of yes or no every work needs its vote (`NotReady`); in a
    ballot of choices what is not chosen has none for it."""
    held = _checked(round_, votes, version, actor)
    if round_.ballot is BallotForm.CHOICES:
        votes = {line.id: bool(votes.get(line.id)) for line in held.lines if line.open}
    lacking = paper.without_vote(held.sections, votes)
    if lacking:
        raise NotReady(lacking)
    tasks = _kept(round_, held, votes, actor)
    for task in tasks:
        task.state, task.scored_at, task.later = TASK.target("confirm", task.state), clock.now(), False
        task.reason = None
        task.sheet.confirmed_at, task.sheet.version = clock.now(), task.sheet.version + 1
        ledger.append(task, SheetEvent.CONFIRMED, _content(task.sheet), actor=actor)
    record("judging.confirm_ballot", round_, actor=actor, after={"works": len(tasks)})


def reopen_ballot(round_: Round, *, actor: Any) -> None:
    """The judge takes the ballot back to change it; until it is confirmed again it does not count."""
    _must_be_open(round_)
    counting = [line.id for line in ballots.ballot(actor, round_).lines if line.counts]
    if not counting:
        raise WrongMoment(say("There is no ballot to take back."))
    for task in ballots.with_sheets(counting):
        task.state, task.scored_at = TASK.target("reopen", task.state), None
        task.sheet.confirmed_at, task.sheet.version = None, task.sheet.version + 1
        ledger.append(task, SheetEvent.REOPENED, {"version": task.sheet.version}, actor=actor)
    record("judging.reopen_ballot", round_, actor=actor, after={"works": len(counting)})


def _must_be_open(round_: Round) -> None:
    if round_.state is not RoundState.OPEN:
        raise WrongMoment(
            say(
                "The round “%(round)s” is not open: no vote can be given or changed now (“%(state)s”).",
                round=round_.name,
                state=round_.state,
            )
        )


def _checked(round_: Round, votes: paper.Votes, version: int, actor: Any) -> ballots.Ballot:
    """The stored ballot, to which the votes may be added."""
    if round_.state is RoundState.CLOSED:
        raise too_late(round_, actor)
    _must_be_open(round_)
    held = ballots.ballot(actor, round_)
    if version != held.version:
        raise Stale(say("This ballot was saved in another window meanwhile."))
    if not set(votes) <= {line.id for line in held.lines if line.open}:
        raise Refusal(say("One of these works is not on the ballot any more. Look at the ballot again."))
    over = paper.too_many(held.sections, votes)
    if over:
        raise NotReady(over)
    return held


def _kept(round_: Round, held: ballots.Ballot, votes: paper.Votes, actor: Any) -> list[Assignment]:
    """Writes what differs; returns the tasks that can be voted on."""
    tasks = ballots.with_sheets([line.id for line in held.lines if line.open])
    for task in tasks:
        _write(round_, task, votes.get(task.id), actor)
    db.session.flush()
    return tasks


def _write(round_: Round, task: Assignment, vote: bool | None, actor: Any) -> None:
    said = {} if vote is None else {paper.VOTE: paper.YES if vote else paper.NO}
    if said == (task.sheet.marks if task.sheet else {}):
        return
    sheet = task.sheet or ScoreSheet(assignment_id=task.id, round_id=round_.id, version=0, note="", remark="")
    sheet.marks, sheet.total = said, Decimal(said[paper.VOTE]) if said else None
    sheet.version, sheet.saved_at = sheet.version + 1, clock.now()
    task.sheet = sheet
    task.state, task.opened_at = TASK.target("save", task.state), task.opened_at or clock.now()
    ledger.append(task, SheetEvent.SAVED, _content(sheet), actor=actor)


def _content(sheet: ScoreSheet) -> dict[str, Any]:
    total = None if sheet.total is None else scoring.plain(sheet.total)
    return {"marks": sheet.marks, "total": total, "remark": sheet.remark, "version": sheet.version}
