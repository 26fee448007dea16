"""What every verb on an entry does: change, then the record; and who gets its letters."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from award.accounts.queries import holders
from award.accounts.states import Role
from award.audit.service import record
from award.db import db
from award.editions.models import Edition
from award.editions.queries import edition_by_id
from award.entries import queries
from award.entries.models import Author, Entry
from award.entries.states import ENTRY
from award.entries.steps import Step
from award.kit import clock
from award.kit.messages import Message, say
from award.kit.refusals import Stale, WrongMoment
from award.kit.text import fold
from award.outbox.service import post


def changed_meanwhile() -> Stale:
    """The refusal of a save that did not see the stored text."""
    return Stale(
        say(
            "This work was saved elsewhere in the meantime. Both texts are shown; "
            "saving once more keeps what stands in the fields."
        )
    )


# Packages above say why the people of a work may no longer change it or take it out; None while they may.
CLOSERS: list[Callable[[Entry], Message | None]] = []


def ask_whether_open(entry: Entry) -> None:
    """Raises `WrongMoment` once the award is past the point where its people may act on a work that was sent in."""
    for why_closed in CLOSERS if entry.code is not None else ():
        if (message := why_closed(entry)) is not None:
            raise WrongMoment(message)


@contextmanager
def saving(entry: Entry, step: Step, *, version: int | None, actor: Any) -> Iterator[None]:
    """Around the change of one step: checks the state before, the version, counts and records it after.

    Saving what is stored already changes nothing, not even the version, and is no conflict: a button pressed twice
    sends the same text twice. A `version` of None does not ask.
    """
    ENTRY.target("edit", entry.state)
    ask_whether_open(entry)
    before = content(entry, step)
    attempt = db.session.begin_nested() if version not in (None, entry.version) else None
    yield
    after = content(entry, step)
    changed = {name for name in before if before[name] != after[name]}
    if changed and attempt:
        attempt.rollback()
        raise changed_meanwhile()
    if not changed:
        return
    entry.version += 1
    entry.saved_at = clock.now()
    entry.search_text = search_text(entry)
    db.session.flush()
    told = changed - PRIVATE
    record(
        "entry.save",
        entry,
        actor=actor,
        before={name: before[name] for name in told},
        after={"step": step, **{name: after[name] for name in told}},
    )


# Addresses and numbers of people are compared, never written into the record, which cannot forget.
PRIVATE = frozenset({"contacts"})


def content(entry: Entry, step: Step) -> dict[str, Any]:
    """What a step holds, as plain values."""
    return _CONTENTS[step](entry)


def first_content(entry: Entry) -> dict[str, Any]:
    """What a draft was begun with, as the record may hold it."""
    found = {**content(entry, Step.AUTHORS), **content(entry, Step.PARTS)}
    return {name: value for name, value in found.items() if value and name not in PRIVATE}


def _work(entry: Entry) -> dict[str, Any]:
    return {
        name: getattr(entry, name)
        for name in ("title", "summary", "genre_id", "theme_id", "topic_id", "language", "unpublished")
    }


def _authors(entry: Entry) -> dict[str, Any]:
    shown = [(a.full_name, a.pen_names, a.outlet_id, "lead" if a.is_lead else "", a.share) for a in entry.authors]
    return {"authors": shown, "contacts": [(a.email, a.phone, a.identity_key) for a in entry.authors]}


def _parts(entry: Entry) -> dict[str, Any]:
    names = ("title", "outlet_name", "programme", "published_on", "page", "url", "minutes", "words")
    return {"parts": [{name: getattr(part, name) for name in names} for part in entry.parts]}


def _files(entry: Entry) -> dict[str, Any]:
    return {"files": [(str(h.file_id), h.part_position, h.position, h.caption) for h in entry.attachments]}


def _declaration(entry: Entry) -> dict[str, Any]:
    prizes = [(prize.contest, prize.organiser, prize.level, prize.year) for prize in entry.prizes]
    return {"declared": entry.declared, "statements": list(entry.statements or []), "prizes": prizes}


_CONTENTS = {
    Step.WORK: _work,
    Step.AUTHORS: _authors,
    Step.PARTS: _parts,
    Step.FILES: _files,
    Step.DECLARATION: _declaration,
}


def search_text(entry: Entry) -> str:
    """What the office's search looks through: code, titles, names, pen names and outlets, folded."""
    words = [entry.code or "", entry.title]
    for author in entry.authors:
        words += [author.full_name, author.pen_names]
    for part in entry.parts:
        words += [part.title, part.outlet_name]
    return fold(" ".join(dict.fromkeys(word for word in words if word)))


def change_state(entry: Entry, verb: str, *, actor: Any, reason: str | None = None) -> None:
    """Moves an entry by the table of states and records it."""
    before = {"state": entry.state}
    entry.state = ENTRY.target(verb, entry.state)
    entry.state_reason = reason or None
    entry.version += 1
    db.session.flush()
    after = {"state": entry.state, "code": entry.code, **({"reason": reason} if reason else {})}
    record(f"entry.{verb}", entry, actor=actor, before=before, after=after)


def write(template: str, entry: Entry, **values: Any) -> None:
    """Posts one of the entry's letters to its owner (not to the office that keeps it for an author), and to the lead
    author where that is somebody else."""
    edition = edition_by_id(entry.edition_id)
    owner, known = queries.owner(entry), _known(entry, edition)
    if not entry.kept_by_office:
        post(f"entries/{template}", to=owner, edition=edition, name=owner.full_name, **known, **values)
    lead = _lead_elsewhere(entry, owner)
    if lead:
        post(f"entries/{template}", to=lead.email, edition=edition, name=lead.full_name, **known, **values)


def tell_office(template: str, entry: Entry, **values: Any) -> None:
    """Posts one of the entry's letters to every secretary of its edition."""
    edition = edition_by_id(entry.edition_id)
    for secretary in holders(Role.SECRETARY, edition.id):
        known = _known(entry, edition)
        post(f"entries/{template}", to=secretary, edition=edition, name=secretary.full_name, **known, **values)


def _known(entry: Entry, edition: Edition) -> dict[str, Any]:
    return {
        "code": entry.code,
        "title": entry.title,
        "award": edition.title,
        "contact_email": edition.contact_email,
        "contact_phone": edition.contact_phone,
        "entry_id": entry.id,
    }


def _lead_elsewhere(entry: Entry, owner: Any) -> Author | None:
    """The lead author, where that is somebody else with an address."""
    lead = next((author for author in entry.authors if author.is_lead), None)
    if lead is None or not lead.email or lead.email == owner.email:
        return None
    return lead
