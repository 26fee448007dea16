"""An edition from its file and back: what is new, what differs, what comes too late for works and rounds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions import freezing, queries, reading, schema, snapshot, writing
from award.editions.changes import Change, ChangeKind, CodePath, compare
from award.editions.faults import FaultyFile
from award.editions.models import Edition
from award.editions.service import filling
from award.editions.states import EditionState
from award.kit import clock
from award.kit.messages import Message, say
from award.kit.refusals import Stale

# What packages above know of works already in: each answers, for an edition, which work breaks which rule. A load that
# makes a work break a rule it did not break before is refused.
WATCHERS: list[Callable[[Edition], list[tuple[str, Message]]]] = []
# The parts of the file that a work is measured by.
WATCHED = frozenset({"calendar", "limits", "entering", "barred_awards", "categories"})


@dataclass(frozen=True)
class LoadReport:
    """What a load did: nothing (`changes` empty), a new edition, or these changes."""

    edition: Edition
    is_new: bool
    changes: list[Change]


def load(text: str, *, actor: Any, file_name: str, code: str | None = None, shown: str | None = None) -> LoadReport:
    """Brings the edition to what its file says, changing only what differs; a second load changes nothing.

    `code` is the edition that the file must be about; `shown` is its file as the person had it before them. Raises
    `FaultyFile` with all faults, also for changes that come too late or that works already in would not survive, and
    `Stale` where the edition was changed since `shown`.
    """
    wanted = reading.read(text, file_name)
    if code is not None and wanted.code != code:
        message = say("This file is about the edition “%(other)s”, not “%(code)s”.", other=wanted.code, code=code)
        raise FaultyFile([reading.fault_at(("code",), message, text, wanted, file_name)])
    edition = queries.edition_whole(wanted.code)
    if edition is None:
        return LoadReport(_found(wanted, actor=actor), True, [])
    current = snapshot.of(edition)
    if shown is not None and shown.strip() != writing.write(current).strip():
        raise Stale(say("The edition was changed meanwhile. Compare with its present file, then send again."))
    changes = compare(current, wanted)
    if changes:
        refused = [reading.fault_at(*one, text, wanted, file_name) for one in _refusals(edition, wanted, changes)]
        if refused:
            raise FaultyFile(refused)
        watched = any(change.path[0] in WATCHED for change in changes)
        broken = _broken(edition) if watched else []
        filling.apply(edition, wanted)
        edition = queries.whole_by_id(edition.id)
        broken = [fault for fault in _broken(edition) if fault not in broken] if watched else []
        if broken:
            cause = changes[0].path if len(changes) == 1 else ()
            raise FaultyFile([reading.fault_at(cause, _breaks(*one), text, wanted, file_name) for one in broken])
        _record_changes(edition, changes, actor=actor)
    return LoadReport(edition, False, changes)


def dump(edition: Edition) -> str:
    """The edition's file; the edition must have been read whole."""
    return writing.write(snapshot.of(edition))


def _found(wanted: schema.Edition, *, actor: Any) -> Edition:
    edition = Edition(state=EditionState.PREPARING, created_at=clock.now())
    filling.fill_row(edition, wanted)
    db.session.add(edition)
    db.session.flush()
    filling.apply(edition, wanted)
    record("edition.founded", edition, actor=actor, edition=edition, after={"file": writing.write(wanted)})
    return queries.whole_by_id(edition.id)


def _record_changes(edition: Edition, changes: list[Change], *, actor: Any) -> None:
    before = {change.place: change.before for change in changes if change.before is not None}
    after = {change.place: change.after for change in changes if change.after is not None}
    record("edition.loaded", edition, actor=actor, edition=edition, before=before, after=after)


def _refusals(edition: Edition, wanted: schema.Edition, changes: list[Change]) -> list[tuple[CodePath, Message]]:
    rounds = {one.code: one.state for one in edition.rounds}
    prized = any(queries.is_in_use(level) for level in edition.prize_levels)
    found = list(freezing.too_late(changes, edition.state, rounds, prized))
    if freezing.rounds_moved(rounds, [one.code for one in wanted.rounds]) and not found:
        found.append((("rounds",), say("A round has begun: it and the rounds before it stay in their order.")))
    for change in changes:
        if change.kind is ChangeKind.REMOVED:
            found += [(change.path, message) for message in _uses(_row(edition, change.path), str(change.before))]
        elif change.path[0] == "categories" and change.path[-1] in ("letters", "media_type"):
            category = _row(edition, change.path[:2])
            if queries.has_numbered_works(category):
                works = queries.works_that_use(category)
                found.append((change.path, say("Works are in already and keep their codes: %(works)s.", works=works)))
    return found


def _uses(row: Any, name: str) -> list[Message]:
    rows = [row, *getattr(row, "genres", []), *getattr(row, "requirements", [])]
    works = sorted({work for one in rows for work in queries.works_that_use(one)})
    if works:
        return [say("“%(name)s” cannot be removed; these works use it: %(works)s.", name=name, works=works)]
    if any(queries.is_in_use(one) for one in rows):
        return [say("“%(name)s” cannot be removed: judging, prizes or forwarding refer to it.", name=name)]
    return []


def _row(edition: Edition, path: CodePath) -> Any:
    thing: Any = edition
    for name, code in zip(path[::2], path[1::2], strict=False):
        thing = next(row for row in getattr(thing, name) if row.code == code)
    return thing


def _broken(edition: Edition) -> list[tuple[str, Message]]:
    return [fault for watcher in WATCHERS for fault in watcher(edition)]


def _breaks(code: str, reason: Message) -> Message:
    return say("The work %(code)s would break a rule: %(reason)s", code=code, reason=reason)
