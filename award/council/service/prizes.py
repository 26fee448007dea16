"""Verbs of the council: prizes are prepared one by one or as proposed, then all released in one act.

The writer's lock makes each verb run as if alone, so counting the places before giving one is enough.
"""

from collections.abc import Iterable
from typing import Any

from award.audit.service import record
from award.council import prize_table, queries
from award.council.allocation import Award, Contender, Proposal, departs, free_places, room
from award.council.allocation import propose as proposal_of
from award.council.models import Prize
from award.council.queries import HeldPrize
from award.council.states import PRIZE, PrizeState
from award.db import db
from award.editions.models import Edition, PrizeLevel, Round
from award.editions.states import PrizeKind
from award.entries.models import Entry
from award.entries.service import ground
from award.entries.states import EntryState
from award.evidence import service as evidence
from award.evidence.models import Capture
from award.judging.service import ties
from award.kit import clock
from award.kit.messages import Message, say
from award.kit.refusals import NotReady, Refusal, WrongMoment
from award.outbox.service import post


def proposal(edition: Edition, held: list[HeldPrize], contenders: list[Contender]) -> Proposal:
    """What the standings propose beside the prizes already prepared; changes nothing."""
    return proposal_of(contenders, prize_table.levels(edition.prize_levels), prize_table.awards(held))


def propose(edition: Edition, *, actor: Any) -> Proposal:
    """Prepares every prize that the standings of the last closed round propose, and reports the ties left open."""
    held = _still_open(edition)
    found = proposal(edition, held, _contenders(edition))
    for award in found.awards:
        _add(edition, award.work, award.level, None, actor=actor)
    return found


def prepare(edition: Edition, entry: Entry, level: PrizeLevel, *, departure: str | None = None, actor: Any) -> Prize:
    """Gives a work a prize, to be released later.

    Refused: a work that is not eligible, a second main prize, a level without a free place, and leaving the order of
    the standings without `departure`, the reason for it.
    """
    held = _still_open(edition)
    if entry.edition_id != edition.id or level.edition_id != edition.id or entry.state is not EntryState.ELIGIBLE:
        raise Refusal(say("Only an eligible work of this edition can have a prize."), "work")
    _check_one_of_a_kind(entry, level, held)
    table = prize_table.levels(edition.prize_levels, None)
    left = free_places(table, prize_table.awards(held, None))
    if not room(next(one for one in table if one.key == level.id), entry.category_id, left):
        raise Refusal(say("“%(level)s” has no free place for this work.", level=level.name), "level")
    award = Award(entry.id, entry.category_id, level.id)
    if level.kind is PrizeKind.MAIN and not departure and _leaves_the_order(edition, award, held):
        raise Refusal(
            say("A work that was marked higher has no prize as high, or this one has no mark. Give the reason."),
            "departure",
        )
    return _add(edition, entry.id, level.id, departure, actor=actor)


def take_back(prize: Prize, *, actor: Any) -> None:
    """Takes a prepared prize away again."""
    if prize.state is not PrizeState.PREPARED:
        raise WrongMoment(say("The results are released; nothing changes any more."))
    record("prize.take_back", prize, actor=actor, before={"entry": prize.entry_id, "level": prize.level_id})
    db.session.delete(prize)
    db.session.flush()


def release(edition: Edition, *, actor: Any) -> list[Prize]:
    """Releases all prepared prizes at once and writes to everybody concerned.

    Raises `NotReady` with everything that stands in the way.
    """
    held = _still_open(edition)
    faults = unready(edition, held, _contenders(edition))
    if faults:
        raise NotReady(faults)
    prizes, moment = queries.prizes(edition.id), clock.now()
    for prize in prizes:
        prize.state = PRIZE.target("release", prize.state)
        prize.released_at = moment
    db.session.flush()
    record("prizes.release", edition, edition=edition, actor=actor, after={p.code: p.level for p in held})
    _write(edition, held)
    return prizes


def results_are_awaited(capture: Capture) -> bool:
    """Whether published pages are still looked at: until the results are out."""
    return not queries.is_released(capture.edition_id)


evidence.WANTED.append(results_are_awaited)


def unready(edition: Edition, held: list[HeldPrize], contenders: list[Contender]) -> list[Message]:
    """Why these prizes cannot be released; empty where they can."""
    if not held:
        return [say("No prize is prepared yet.")]
    table, main = prize_table.levels(edition.prize_levels, None), prize_table.levels(edition.prize_levels)
    names = {level.id: level.name for level in edition.prize_levels}
    left = free_places(table, prize_table.awards(held, None))
    awards = prize_table.awards(held)
    return [
        *(
            say("“%(level)s” is given more often than it has places.", level=names[key])
            for key in dict.fromkeys(key for (key, _), places in left.items() if places < 0)
        ),
        *(
            say("%(code)s is no longer eligible; take its prize back.", code=prize.code)
            for prize in held
            if prize.entry_state is not EntryState.ELIGIBLE
        ),
        *(
            say("%(code)s leaves the order of the standings; give the reason.", code=prize.code)
            for prize, award in zip((p for p in held if p.kind is PrizeKind.MAIN), awards, strict=True)
            if not prize.departure and departs(award, contenders, main, awards)
        ),
    ]


def _built_on(round_: Round) -> Message | None:
    """Why standings stay as they are: prizes come from them."""
    if queries.prizes_of_edition(round_.edition_id):
        return say("Prizes are prepared from this ranking already; take them back first.")
    return None


def _results_are_out(entry: Entry) -> Message | None:
    """Why the people of a work leave it as it is."""
    if queries.is_released(entry.edition_id):
        return say("The results are released: a work can no longer be changed or withdrawn. Write to the organisers.")
    return None


ties.WATCHERS.append(_built_on)
ground.CLOSERS.append(_results_are_out)


def _still_open(edition: Edition) -> list[HeldPrize]:
    held = queries.prizes_of_edition(edition.id)
    if any(prize.state is PrizeState.RELEASED for prize in held):
        raise WrongMoment(say("The results are released; nothing changes any more."))
    return held


def _contenders(edition: Edition) -> list[Contender]:
    closed = queries.last_closed(queries.rounds(edition.id))
    if closed is None:
        raise WrongMoment(say("Prizes are prepared from standings: no round is closed yet."))
    return queries.contenders(closed.id)


def _check_one_of_a_kind(entry: Entry, level: PrizeLevel, held: Iterable[HeldPrize]) -> None:
    own = [prize for prize in held if prize.entry_id == entry.id]
    if any(prize.level_id == level.id for prize in own):
        raise Refusal(say("This work has this prize already."), "level")
    main = next((prize for prize in own if prize.kind is PrizeKind.MAIN), None)
    if main and level.kind is PrizeKind.MAIN:
        raise Refusal(say("This work has “%(level)s” already; a work has one main prize.", level=main.level), "level")


def _leaves_the_order(edition: Edition, award: Award, held: list[HeldPrize]) -> bool:
    main = prize_table.levels(edition.prize_levels)
    return departs(award, _contenders(edition), main, prize_table.awards(held))


def _add(edition: Edition, entry_id: Any, level_id: Any, departure: str | None, *, actor: Any) -> Prize:
    prize = Prize(
        edition_id=edition.id,
        entry_id=entry_id,
        level_id=level_id,
        departure=departure or None,
        prepared_by_id=actor.id,
        prepared_at=clock.now(),
    )
    db.session.add(prize)
    db.session.flush()
    told = {"entry": entry_id, "level": level_id, **({"departure": departure} if departure else {})}
    record("prize.prepare", prize, actor=actor, after=told)
    return prize


def _write(edition: Edition, held: list[HeldPrize]) -> None:
    """One letter to each person concerned about each work, naming all its prizes."""
    people = queries.addressees(dict.fromkeys(prize.entry_id for prize in held))
    for entry_id, addressees in people.items():
        own = [prize for prize in held if prize.entry_id == entry_id]
        for one in addressees:
            post(
                "council/prize",
                to=one,
                edition=edition,
                name=one.name,
                work=own[0].title,
                code=own[0].code,
                prize=", ".join(prize.level for prize in own),
                award=edition.title,
                organiser=edition.organiser,
                edition_code=edition.code,
            )
