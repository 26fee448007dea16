"""Beginning an entry, sending it in, taking it back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from award.accounts.rules import why_not_enter
from award.accounts.states import Role
from award.audit.service import record
from award.db import db
from award.editions.models import Category, Edition
from award.editions.states import EditionState
from award.entries import calendar, checks, queries
from award.entries.checks.window import statements_needed
from award.entries.codes import code_of, next_number
from award.entries.models import Entry
from award.entries.papers import IN_ADDRESS, content_digest
from award.entries.queries import Setting
from award.entries.service.confirming import ask_authors
from award.entries.service.filling import prefill
from award.entries.service.ground import (
    ask_whether_open,
    change_state,
    first_content,
    search_text,
    write,
)
from award.entries.states import ENTRY, EntryState, Statement
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import NotReady, Refusal, Stale, WrongMoment
from award.kit.text import clean

# What packages above do when a work is sent in, or sent in again; in the same transaction.
WATCHERS: list[Callable[[Entry], None]] = []


def start(
    edition: Edition,
    category: Category,
    *,
    owner: Any,
    filler: Any = None,
    arrived_at: datetime | None = None,
    fill: Callable[[Entry], None] | None = None,
) -> Entry:
    """Begins a draft in a category; the profile of who begins it becomes the first author, unless it is an outlet's
    contact, who enters for others. Raises `Refusal` for a role that may not enter and `WrongMoment` outside the
    calendar.

    `filler` is who of the office fills it in for the owner (and is the owner where the author has no account);
    `arrived_at` is when the work came to the office, which counts for the deadline in place of the present; `fill` puts
    a whole work into the draft before it is first stored, in place of the profile."""
    if owner is not filler:
        _ask_role(owner, edition)
    if category.edition_id != edition.id:
        raise Refusal(say("This category does not belong to the edition."), "category_id")
    term = queries.term_of_category(edition, category)
    _ask_calendar(calendar.why_not_received(edition.state, term, arrived_at or clock.now()))
    now = clock.now()
    entry = Entry(
        edition_id=edition.id,
        category_id=category.id,
        owner_id=owner.id,
        filled_by_id=filler.id if filler else None,
        arrived_at=arrived_at,
        state=EntryState.DRAFT,
        version=1,
        created_at=now,
        saved_at=now,
    )
    if fill is not None:
        fill(entry)
    elif owner is not filler:
        prefill(entry, owner, as_author=Role.CONTACT not in owner.roles_in(edition.id))
    db.session.add(entry)
    db.session.flush()
    record("entry.start", entry, actor=filler or owner, after={"category": category.code, **first_content(entry)})
    return entry


def submit(entry: Entry, *, actor: Any, version: int | None = None) -> Entry:
    """Sends the work in: gives it its number once, and a receipt. Asked for again it changes nothing.

    Raises `Stale`, `WrongMoment` for the state or the calendar (the hard instant counts), `NotReady` with a sentence
    for each clause that stands in the way. The caller holds the writer's lock, so numbers have no gap.
    """
    if entry.state is EntryState.SUBMITTED:
        return entry
    ENTRY.target("submit", entry.state)
    if version is not None and version != entry.version:
        raise Stale(say("The work was changed while this page was open. Look at it again before sending it in."))
    place = queries.setting(entry)
    _ask_who_enters(entry, actor, place.edition)
    found = run_checks(entry, place)
    if not _lateness_set_aside(place, found):
        _ask_calendar(_why_not_now(entry, place))
    open_ones = checks.open_ones(found)
    if open_ones:
        raise NotReady([check.sentence for check in open_ones])
    again = entry.state is EntryState.RETURNED
    if entry.number is None:
        entry.number = next_number(queries.highest_number(entry.category_id))
        entry.code = code_of(place.category.letters, entry.number)
        entry.submitted_at = clock.now()
        entry.search_text = search_text(entry)
    change_state(entry, "submit", actor=actor)
    if place.edition.authors_confirm:
        ask_authors(entry, actor=actor)
    _write_receipt(entry, place, again)
    for tell in WATCHERS:
        tell(entry)
    return entry


def run_checks(entry: Entry, place: Setting | None = None) -> list[checks.Check]:
    """All clauses on an entry as it stands."""
    dossier = queries.dossier(entry, place)
    return checks.run(dossier.facts, dossier.rules)


def statements_asked(entry: Entry, place: Setting | None = None) -> list[Statement]:
    """What the authors of this work have to declare beside the declaration that all give."""
    dossier = queries.dossier(entry, place)
    return statements_needed(dossier.facts, dossier.rules)


def _lateness_set_aside(place: Setting, found: list[checks.Check]) -> bool:
    """Whether the secretariat lets this one work come late; a closed edition takes none."""
    late = [check for check in found if check.clause in ("deadline", "supplements") and not check.is_met]
    return place.edition.state is EditionState.OPEN and bool(late) and all(check.override for check in late)


def _why_not_now(entry: Entry, place: Setting):
    if entry.state is EntryState.RETURNED:
        own = calendar.own_term(entry.supplement_until, place.supplements)
        return calendar.why_no_supplement(place.edition.state, own, clock.now())
    return calendar.why_not_received(place.edition.state, place.term, entry.arrived_at or clock.now())


def _write_receipt(entry: Entry, place: Setting, again: bool) -> None:
    write(
        "supplemented" if again else "receipt",
        entry,
        category=place.category.name,
        received=clock.now(),
        authors=", ".join(author.full_name for author in entry.authors),
        proof_code=entry.proof_code,
        digest=content_digest(entry)[:IN_ADDRESS],
    )


def withdraw(entry: Entry, *, actor: Any, reason: str = "") -> None:
    """Takes the work out of the award; a draft is simply discarded, without a letter."""
    if entry.state is EntryState.DRAFT:
        change_state(entry, "discard", actor=actor)
        return
    ask_whether_open(entry)
    change_state(entry, "withdraw", actor=actor, reason=clean(reason))
    write("withdrawn", entry, reason=clean(reason))


def _ask_role(person: Any, edition: Edition) -> None:
    why_not = why_not_enter(person, edition)
    if why_not is not None:
        raise Refusal(why_not)


def _ask_who_enters(entry: Entry, actor: Any, edition: Edition) -> None:
    """The office sends in for others what came to it on paper; then the role of the owner is asked."""
    if entry.filled_by_id is None:
        _ask_role(actor, edition)
    elif not entry.kept_by_office:
        _ask_role(queries.owner(entry), edition)


def _ask_calendar(why_not: Any) -> None:
    if why_not is not None:
        raise WrongMoment(why_not)
