"""Taking in what comes, and every later step of it in the office's hands."""

import uuid
from collections.abc import Mapping
from typing import Any

from award.accounts.queries import organisation
from award.audit.service import record
from award.db import db
from award.editions.models import Edition
from award.editions.queries import edition_by_id
from award.entries.queries import term_of
from award.intake import queries
from award.intake.counting import code_of, counts_as
from award.intake.models import CustodyStep, Intake
from award.intake.states import INTAKE, IntakeState, Means
from award.kit import clock
from award.kit.codes import new_id
from award.kit.messages import say
from award.kit.refusals import Refusal, Stale, WrongMoment
from award.kit.text import clean, fold
from award.outbox.service import post

TEXTS = ("brought_by", "title", "author_name", "author_phone", "outlet_name", "remarks")
PLAIN = ("means", "postmarked_on", "received_at", "medium", "pieces", "outlet_id")
# What is written into the record, which cannot forget: no addresses, no numbers of people.
TOLD = ("brought_by", "means", "postmarked_on", "received_at", "counts_at", "medium", "pieces", "title", "author_name")


def register(edition: Edition, values: Mapping[str, Any], *, identity: uuid.UUID | None = None, actor: Any) -> Intake:
    """Opens an intake, the first link of its chain, and writes to the author where there is an address.

    `identity` is what the form was given when it was shown: sent twice it makes one intake.
    """
    known = queries.intake(identity) if identity else None
    if known is not None:
        if known.edition_id != edition.id or known.registered_by_id != actor.id:
            raise Refusal(say("This form was used already. Open a new one."))
        return known
    number = queries.highest_number(edition.id) + 1
    found = Intake(
        id=identity or new_id(),
        edition_id=edition.id,
        number=number,
        code=code_of(number),
        state=IntakeState.RECEIVED,
        version=1,
        registered_by_id=actor.id,
        created_at=clock.now(),
    )
    _set(found, edition, values)
    db.session.add(found)
    db.session.flush()
    _link(found, IntakeState.RECEIVED, at=found.received_at, place="", remark="", actor=actor)
    record("intake.register", found, actor=actor, after=_told(found))
    _write(found, edition)
    return found


def change(found: Intake, values: Mapping[str, Any], *, version: int | None, actor: Any) -> None:
    """Mends what was written down; the chain stays as it is. Raises `Stale` where somebody else mended it meanwhile."""
    if version is not None and version != found.version:
        raise Stale(say("This intake was changed meanwhile. What is stored now stands above; look at it again."))
    before, told = _all(found), _told(found)
    _set(found, edition_by_id(found.edition_id), values)
    if _all(found) == before:
        return
    found.version += 1
    db.session.flush()
    record("intake.change", found, actor=actor, before=told, after=_told(found))


def hand_on(found: Intake, verb: str, *, place: str = "", remark: str = "", actor: Any) -> CustodyStep:
    """The next link of the chain. A store has a place, a return names who took it, a destruction says why."""
    if verb not in INTAKE.transitions:
        raise Refusal(say("There is no such act."))
    target = INTAKE.target(verb, found.state)
    place, remark = clean(place or ""), clean(remark or "")
    if target is IntakeState.STORED and not place:
        raise Refusal(say("Write where it is stored, for example: cabinet 2, shelf 3."), "place")
    if target is IntakeState.RETURNED and not remark:
        raise Refusal(say("Write who took it back."), "remark")
    if target is IntakeState.DESTROYED and not remark:
        raise Refusal(say("Write why, and by which decision."), "remark")
    before, found.state = found.state, target
    found.version += 1
    step = _link(found, target, at=clock.now(), place=place, remark=remark, actor=actor)
    after = {"state": target, "place": place, "remark": remark}
    record(f"intake.{verb}", found, actor=actor, before={"state": before}, after=after)
    return step


def _link(found: Intake, state: IntakeState, *, at: Any, place: str, remark: str, actor: Any) -> CustodyStep:
    step = CustodyStep(
        intake_id=found.id,
        position=len(queries.steps_of(found)) + 1,
        state=state,
        actor_id=actor.id,
        at=at,
        place=place,
        remark=remark,
    )
    db.session.add(step)
    db.session.flush()
    return step


def _set(found: Intake, edition: Edition, values: Mapping[str, Any]) -> None:
    for name in TEXTS:
        setattr(found, name, clean(values.get(name) or ""))
    for name in PLAIN:
        setattr(found, name, values.get(name))
    found.author_email = clean(values.get("author_email") or "").lower() or None
    if found.means is not Means.POST:
        found.postmarked_on = None
    _check(found)
    if found.outlet_id:
        found.outlet_name = organisation(found.outlet_id).name_on(clock.local(found.received_at).date())
    term = term_of(edition.deadline("entries"))
    found.counts_at = counts_as(
        found.means,
        received_at=found.received_at,
        postmarked_on=found.postmarked_on,
        postmark_counts=edition.postmark_counts,
        deadline=term.shown_at if term else None,
    )
    words = (found.code, found.title, found.author_name, found.brought_by, found.outlet_name, found.author_email or "")
    found.search_text = fold(" ".join(words))


def _check(found: Intake) -> None:
    if found.received_at > clock.now():
        raise Refusal(say("This moment has not come yet."), "received_on")
    if found.postmarked_on and found.postmarked_on > clock.local(found.received_at).date():
        raise Refusal(say("The postmark is later than the day on which it came."), "postmarked_on")
    if found.outlet_id and organisation(found.outlet_id) is None:
        raise Refusal(say("Choose one from the list."), "outlet_id")


def _told(found: Intake) -> dict[str, Any]:
    return {name: getattr(found, name) for name in TOLD}


def _all(found: Intake) -> dict[str, Any]:
    return {name: getattr(found, name) for name in (*TEXTS, *PLAIN, "author_email")}


def _write(found: Intake, edition: Edition) -> None:
    if not found.author_email:
        return
    post(
        "intake/received",
        to=queries.known_author(found.author_email) or found.author_email,
        edition=edition,
        name=found.author_name,
        code=found.code,
        award=edition.title,
        medium=found.medium,
        pieces=found.pieces,
        title=found.title,
        received=found.received_at,
        proof=found.proof,
        contact_email=edition.contact_email,
        contact_phone=edition.contact_phone,
    )


def ask_not_gone(found: Intake) -> None:
    """Works are added while the edition lives; what was given back or destroyed has been copied or never will be."""
    if found.state is IntakeState.DESTROYED:
        raise WrongMoment(say("This was destroyed; nothing can be taken from it any more."))
