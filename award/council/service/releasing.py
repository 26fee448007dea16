"""The release: what stands in its way, the one act, the letters; and what stays as it is because of it."""

from datetime import datetime
from typing import Any

from award.audit.service import record
from award.council import queries
from award.council.departures import Departure
from award.council.models import Posting, Prize
from award.council.places import Room
from award.council.posting import end_of
from award.council.queries import HeldPrize, Situation
from award.council.service.letters import drafts, send
from award.council.service.prizes import departures_of, still_open
from award.council.states import PRIZE, PrizeState
from award.db import db
from award.editions.models import Edition, Round
from award.entries.models import Entry
from award.entries.service import ground
from award.entries.states import EntryState
from award.evidence import service as evidence
from award.evidence.models import Capture
from award.judging.service import ties
from award.kit import clock
from award.kit.messages import Message, say
from award.kit.refusals import NotReady, WrongMoment


def next_act(edition: Edition, stage: PrizeState) -> str | None:
    """What comes next for the list: `post` where objections are heard before the decision, `release`, or nothing."""
    if stage is PrizeState.RELEASED:
        return None
    return "post" if edition.objections_first and stage is PrizeState.PREPARED else "release"


def post_list(edition: Edition, *, actor: Any) -> Posting:
    """Makes the whole list public for objections, before the decision. Raises `NotReady` with everything in the way."""
    found = still_open(edition)
    if not edition.objections_first:
        raise WrongMoment(say("In this edition the list is posted with the release."))
    _must_be_ready(unready(found))
    for prize in queries.prizes(edition.id):
        prize.state = PRIZE.target("post", prize.state)
    posting = _posted(edition, actor)
    record("prizes.post", edition, edition=edition, actor=actor, after=_told(found.held) | {"until": posting.ends_at})
    send(edition, drafts(edition, found.held, "posted", until=posting.ends_at))
    return posting


def release(edition: Edition, *, actor: Any) -> list[Prize]:
    """Releases the whole list at once and writes to everybody concerned; where objections come after the release, their
    days begin now.

    Raises `NotReady` with everything that stands in the way.
    """
    stage = queries.stage(edition.id)
    if stage is PrizeState.RELEASED:
        raise WrongMoment(say("The results are released; nothing changes any more."))
    found = queries.situation(edition)
    _must_be_ready([*unready(found), *too_early(edition)])
    prizes, moment = queries.prizes(edition.id, counting=True), clock.now()
    for prize in prizes:
        prize.state = PRIZE.target("release", prize.state)
        prize.released_at = moment
    db.session.flush()
    if edition.notice_days and stage is PrizeState.PREPARED:
        _posted(edition, actor)
    record("prizes.release", edition, edition=edition, actor=actor, after=_told(found.held))
    send(edition, drafts(edition, found.held, "prize"))
    return prizes


def posted_until(edition: Edition) -> datetime:
    """Until when a list that is posted now stays so."""
    return end_of(clock.now(), edition.notice_days)


def _posted(edition: Edition, actor: Any) -> Posting:
    until = posted_until(edition)
    posting = Posting(edition_id=edition.id, at=clock.now(), ends_at=until, posted_by_id=actor.id)
    db.session.add(posting)
    db.session.flush()
    return posting


def _must_be_ready(faults: list[Message]) -> None:
    if faults:
        raise NotReady(faults)


def too_early(edition: Edition) -> list[Message]:
    """What the release of a list that is posted before it still waits for."""
    if not edition.objections_first:
        return []
    posting = queries.posting(edition.id)
    if posting is None:
        return [say("Post the list for objections first.")]
    pending = queries.pending_objections(edition.id)
    faults = [say("Objections without a ruling: %(count)s.", count=pending)] if pending else []
    if clock.now() < posting.ends_at:
        faults.append(say("The list is posted until %(moment)s.", moment=posting.ends_at))
    return faults


def _told(held: list[HeldPrize]) -> dict[str, str]:
    """All prizes of each work or recipient, for the record."""
    names = dict.fromkeys(one.named for one in held)
    return {name: ", ".join(one.level for one in held if one.named == name) for name in names}


def unready(found: Situation) -> list[Message]:
    """What is wrong with these prizes themselves; empty where nothing is."""
    if not found.held:
        return [say("No prize is prepared yet.")]
    names = {level.id: level.name for level in found.table.rows}
    over = dict.fromkeys(
        key
        for kind in dict.fromkeys(level.kind for level in found.table.rows)
        for key in Room.of(found.table.levels(kind), found.table.awards(found.held, kind)).exceeded()
    )
    return [
        *(say("“%(level)s” is given more often than it has places.", level=names[key]) for key in over),
        *(
            say("%(code)s is no longer eligible; take its prize back.", code=prize.code)
            for prize in found.held
            if prize.entry_id and prize.entry_state is not EntryState.ELIGIBLE
        ),
        *(
            say("%(code)s leaves the order of the standings; give the reason.", code=prize.code)
            if Departure.ORDER in departs
            else say("%(code)s leaves a rule; give the reason: %(departs)s", code=prize.code, departs=departs)
            for prize in found.held
            if not prize.departure and (departs := departures_of(prize, found))
        ),
    ]


def results_are_awaited(capture: Capture) -> bool:
    """Whether published pages are still looked at: until the results are out."""
    return not queries.is_released(capture.edition_id)


evidence.WANTED.append(results_are_awaited)


def _built_on(round_: Round) -> Message | None:
    """Why standings stay as they are: prizes come from them."""
    if queries.prizes_of_edition(round_.edition_id):
        return say("Prizes are prepared from this ranking already; take them back first.")
    return None


def _results_are_out(entry: Entry) -> Message | None:
    """Why the people of a work leave it as it is."""
    if queries.stage(entry.edition_id) is not PrizeState.PREPARED:
        return say("The results are released: a work can no longer be changed or withdrawn. Write to the organisers.")
    return None


ties.WATCHERS.append(_built_on)
ground.CLOSERS.append(_results_are_out)
