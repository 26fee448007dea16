"""The release: what stands in its way, the one act, the letters; and what stays as it is because of it."""

from typing import Any

from award.audit.service import record
from award.council import queries
from award.council.departures import Departure
from award.council.models import Prize
from award.council.places import Room
from award.council.queries import HeldPrize, Situation
from award.council.service.prizes import departures_of, still_open
from award.council.states import PRIZE
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
from award.kit.refusals import NotReady
from award.outbox.service import post


def release(edition: Edition, *, actor: Any) -> list[Prize]:
    """Releases all prepared prizes at once and writes to everybody concerned.

    Raises `NotReady` with everything that stands in the way.
    """
    found = still_open(edition)
    faults = unready(found)
    if faults:
        raise NotReady(faults)
    prizes, moment = queries.prizes(edition.id), clock.now()
    for prize in prizes:
        prize.state = PRIZE.target("release", prize.state)
        prize.released_at = moment
    db.session.flush()
    record("prizes.release", edition, edition=edition, actor=actor, after=_told(found.held))
    _write(edition, found.held)
    return prizes


def _told(held: list[HeldPrize]) -> dict[str, str]:
    """All prizes of each work or recipient, for the record."""
    names = dict.fromkeys(one.named for one in held)
    return {name: ", ".join(one.level for one in held if one.named == name) for name in names}


def unready(found: Situation) -> list[Message]:
    """Why these prizes cannot be released; empty where they can."""
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
    if queries.is_released(entry.edition_id):
        return say("The results are released: a work can no longer be changed or withdrawn. Write to the organisers.")
    return None


ties.WATCHERS.append(_built_on)
ground.CLOSERS.append(_results_are_out)


def _write(edition: Edition, held: list[HeldPrize]) -> None:
    """One letter to each person concerned about each work, naming all its prizes."""
    people = queries.addressees(dict.fromkeys(prize.entry_id for prize in held if prize.entry_id))
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
