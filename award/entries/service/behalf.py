"""What the office does for an author whose work came on paper, on a disc or in a list."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from award.accounts.rules import why_not_enter
from award.audit.service import record
from award.db import db
from award.editions.models import Category, Edition
from award.editions.queries import edition_by_id
from award.entries import queries
from award.entries.models import Author, Entry
from award.entries.service.filling import fill_whole
from award.entries.service.sending import start
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import fold


def bring_in(
    edition: Edition, works: Iterable[tuple[Category, Mapping[str, Any]]], *, owner: Any, filler: Any = None
) -> list[Entry]:
    """Begins a draft for every work of a list, in order (`filling.fill_whole` says what a work holds). The caller's
    transaction keeps all of them or none."""
    works = list(works)
    accounts = queries.identities({row["email"] for _, work in works for row in work["authors"] if row["email"]})
    rows = [row for _, work in works for row in (*work["authors"], *work["parts"])]
    outlets = queries.outlets({row["outlet_id"] for row in rows if row["outlet_id"]})
    return [
        start(
            edition,
            category,
            owner=owner,
            filler=filler,
            fill=partial(fill_whole, work=work, accounts=accounts, outlets=outlets),
        )
        for category, work in works
    ]


def fill_for(entry: Entry, *, arrived_at: datetime | None = None, actor: Any) -> None:
    """The office fills in an entry that its author began, since something for it came by other ways. `arrived_at`
    counts for the deadline of a draft."""
    before = {"filled_by": entry.filled_by_id, "arrived_at": entry.arrived_at}
    entry.filled_by_id = entry.filled_by_id or actor.id
    if entry.code is None:
        entry.arrived_at = entry.arrived_at or arrived_at
    db.session.flush()
    after = {"filled_by": entry.filled_by_id, "arrived_at": entry.arrived_at}
    record("entry.fill_for", entry, actor=actor, before=before, after=after)


def hand_over(entry: Entry, *, to: Any, actor: Any) -> None:
    """Gives an entry that the office keeps to its author, who has an account now. The author of this name without an
    address is the account from now on."""
    if not entry.kept_by_office:
        raise WrongMoment(say("This work has its owner already."))
    why_not = why_not_enter(to, edition_by_id(entry.edition_id))
    if why_not is not None:
        raise Refusal(why_not)
    before = {"owner": entry.owner_id}
    entry.owner_id = to.id
    for author in entry.authors:
        _know(author, to)
    entry.version += 1
    db.session.flush()
    record("entry.hand_over", entry, actor=actor, before=before, after={"owner": to.id})


def _know(author: Author, person: Any) -> None:
    same = author.email == person.email or (not author.email and fold(author.full_name) == fold(person.full_name))
    if same and author.person_id is None:
        author.email, author.person_id, author.identity_key = person.email, person.id, f"person:{person.id}"
