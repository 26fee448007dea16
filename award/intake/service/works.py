"""The works that came with an intake: begun for their authors, or found among those that are there; and claimed."""

from collections.abc import Mapping
from typing import Any

from award.accounts.addresses import mailbox
from award.audit.service import record
from award.db import db
from award.editions.models import Category
from award.editions.queries import edition_by_id
from award.entries import service as entries
from award.entries.models import Entry
from award.entries.states import ENTRY
from award.intake import queries
from award.intake.models import Intake, IntakeWork
from award.intake.service.desk import ask_not_gone
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import clean, fold


def begin_work(found: Intake, category: Category, values: Mapping[str, Any], *, actor: Any) -> Entry:
    """Begins a draft for the author: it is the author's where the address has an account, else the office keeps it.
    `values` holds the title; authors are those of the intake. The deadline is compared with when it came."""
    ask_not_gone(found)
    owner = queries.author_of(found)
    entry = entries.start(
        edition_by_id(found.edition_id), category, owner=owner or actor, filler=actor, arrived_at=found.counts_at
    )
    entries.save_work(entry, {"title": values.get("title") or found.title}, version=None, actor=actor)
    entries.save_authors(entry, authors_of(found, owner), version=None, actor=actor)
    part = {"outlet_id": found.outlet_id, "outlet_name": found.outlet_name}
    entries.save_parts(entry, [part], version=None, actor=actor)
    _put(found, entry, actor=actor)
    return entry


def authors_of(found: Intake, owner: Any = None) -> list[dict[str, Any]]:
    """The people named on the intake, by commas or semicolons; address and telephone are the first one's, pen names
    those of the owner's profile."""
    names = [clean(name) for name in found.author_name.replace(";", ",").split(",") if clean(name)]
    rows: list[dict[str, Any]] = [{"full_name": name, "outlet_id": found.outlet_id} for name in names]
    for row in rows[:1]:
        row |= {"email": found.author_email, "phone": found.author_phone}
    for row in rows:
        if owner is not None and fold(row["full_name"]) == fold(owner.full_name):
            row |= {"email": owner.email, "pen_names": ", ".join(owner.pen_names or [])}
    return rows


def add_work(found: Intake, entry: Entry, *, actor: Any) -> None:
    """Says that what came belongs to a work that is there; while it may be edited the office then fills it in too."""
    ask_not_gone(found)
    if entry.edition_id != found.edition_id:
        raise Refusal(say("There is no such work in this edition."), "code")
    if any(line.entry_id == entry.id for line in queries.works_of(found)):
        return
    if ENTRY.allows("edit", entry.state):
        entries.fill_for(entry, arrived_at=found.counts_at, actor=actor)
    _put(found, entry, actor=actor)


def _put(found: Intake, entry: Entry, *, actor: Any) -> None:
    place = len(queries.works_of(found)) + 1
    db.session.add(IntakeWork(intake_id=found.id, entry_id=entry.id, position=place))
    db.session.flush()
    record("intake.add_work", found, actor=actor, after={"entry": entry.id, "title": entry.title})


def claim(found: Intake, *, actor: Any) -> list[Entry]:
    """The author takes over the works that the office keeps. Where the intake names an address, only its account may;
    else whoever holds the receipt, once. Claiming again changes nothing."""
    if found.claimed_by_id == actor.id:
        return []
    _ask_author(found, actor)
    kept = queries.kept_works(found)
    if not kept:
        raise WrongMoment(say("No work waits to be taken over."))
    for entry in kept:
        entries.hand_over(entry, to=actor, actor=actor)
    found.claimed_by_id, found.claimed_at = actor.id, clock.now()
    db.session.flush()
    record("intake.claim", found, actor=actor, after={"entries": [entry.id for entry in kept]})
    return kept


def _ask_author(found: Intake, actor: Any) -> None:
    if actor.email_confirmed_at is None:
        raise WrongMoment(say("Follow the link in the letter that confirms your address first."))
    if found.claimed_by_id is not None:
        raise WrongMoment(say("These works were taken over already. Ask the secretariat if that was not you."))
    if found.author_email and mailbox(found.author_email) != mailbox(actor.email):
        raise Refusal(
            say("This receipt is made out to another e-mail address. Sign in with the account of that address.")
        )
