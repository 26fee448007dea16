"""Writing editions: loaded from their file, opened and closed, deadlines moved with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from award.audit.service import record
from award.db import db
from award.editions import freezing, queries, reading, schema, snapshot, writing
from award.editions.changes import Change, ChangeKind, CodePath, compare
from award.editions.faults import FaultyFile
from award.editions.models import (
    BarredAward,
    Category,
    Criterion,
    Deadline,
    DeadlineExtension,
    Destination,
    Edition,
    FileRequirement,
    Genre,
    Issuer,
    Panel,
    PrizeLevel,
    PrizePlaces,
    Reason,
    Round,
    Subcommittee,
    SubcommitteeScope,
    Theme,
)
from award.editions.states import EDITION, EditionState
from award.kit import clock
from award.kit.messages import Message, say
from award.kit.refusals import NotReady, Refusal, Stale, WrongMoment

MODELS = {
    "barred_awards": BarredAward,
    "deadlines": Deadline,
    "categories": Category,
    "genres": Genre,
    "requirements": FileRequirement,
    "themes": Theme,
    "reasons": Reason,
    "subcommittees": Subcommittee,
    "rounds": Round,
    "criteria": Criterion,
    "panels": Panel,
    "prize_levels": PrizeLevel,
    "destinations": Destination,
    "issuers": Issuer,
}
# Keys that are not columns: they become rows of their own.
SCOPES = frozenset({"judges", "places", "places_in_all", "places_in_subcommittees"})

# Marks the code of a sub-committee among those of categories.
SUBCOMMITTEE = "@"

# What packages above know of works already in: each answers, for an edition, which work breaks which rule. A load that
# makes a work break a rule it did not break before is refused.
WATCHERS: list[Callable[[Edition], list[tuple[str, Message]]]] = []
# Who is told, in the same transaction, that a deadline was moved.
TOLD_OF_EXTENSIONS: list[Callable[[Deadline, DeadlineExtension], None]] = []
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
        _apply(edition, wanted)
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


def change_state(edition: Edition, verb: str, *, actor: Any) -> Edition:
    """Opens, closes or archives the edition; opening needs all that people will ask of it."""
    if verb not in EDITION.transitions:
        raise Refusal(say("There is no such act."))
    target = EDITION.target(verb, edition.state)
    if target is EditionState.OPEN:
        _must_be_ready(edition)
    before, edition.state = edition.state, target
    db.session.flush()
    record(f"edition.{verb}", edition, actor=actor, edition=edition, before={"state": before}, after={"state": target})
    return edition


def set_conflicts(
    edition: Edition,
    *,
    own_outlet: bool,
    own_branch: bool,
    earlier_coauthors: bool,
    judges_from_outlet: int | None,
    actor: Any,
) -> None:
    """Says which facts keep a judge from a work. Raises `Refusal` for a number below one."""
    if judges_from_outlet is not None and judges_from_outlet < 1:
        raise Refusal(say("Write 1 or more, or leave it empty for no limit."), "judges_from_outlet")
    wanted = {
        "own_outlet": own_outlet,
        "own_branch": own_branch,
        "earlier_coauthors": earlier_coauthors,
        "judges_from_outlet": judges_from_outlet,
    }
    before = {name: getattr(edition, name) for name in wanted}
    if before == wanted:
        return
    for name, value in wanted.items():
        setattr(edition, name, value)
    db.session.flush()
    record("edition.set_conflicts", edition, actor=actor, edition=edition, before=before, after=wanted)


def extend_deadline(
    deadline: Deadline, *, shown_at: datetime, hard_at: datetime, reason: str, actor: Any, version: int | None = None
) -> DeadlineExtension:
    """Moves a deadline later and keeps from when to when, by whom and why.

    `version` is how often it had been moved when the person saw it.
    """
    if deadline.edition.state is EditionState.ARCHIVED:
        raise WrongMoment(say("The edition is archived; its deadlines stay as they are."))
    if version is not None and version != len(deadline.extensions):
        raise Stale(say("This deadline was moved meanwhile; what is stored now stands above."))
    _must_be_later(deadline, shown_at, hard_at, reason)
    extension = DeadlineExtension(
        shown_before=deadline.shown_at,
        hard_before=deadline.hard_at,
        shown_after=shown_at,
        hard_after=hard_at,
        actor_id=actor.id,
        reason=reason,
        at=clock.now(),
    )
    deadline.extensions.append(extension)
    deadline.shown_at, deadline.hard_at = shown_at, hard_at
    db.session.flush()
    before = {"shown_at": extension.shown_before, "hard_at": extension.hard_before}
    after = {"shown_at": shown_at, "hard_at": hard_at, "reason": reason}
    record("deadline.extended", deadline, actor=actor, edition=deadline.edition, before=before, after=after)
    for tell in TOLD_OF_EXTENSIONS:
        tell(deadline, extension)
    return extension


def _must_be_later(deadline: Deadline, shown_at: datetime, hard_at: datetime, reason: str) -> None:
    if not reason.strip():
        raise Refusal(say("A moved deadline needs a reason."), "reason")
    if hard_at < shown_at:
        raise Refusal(say("The last instant lies before the one that is shown."), "hard_at")
    if shown_at < deadline.shown_at:
        raise Refusal(say("A deadline that was announced can only be moved later."), "shown_at")
    if hard_at < deadline.hard_at:
        raise Refusal(say("A deadline that was announced can only be moved later."), "hard_at")
    if (shown_at, hard_at) == (deadline.shown_at, deadline.hard_at):
        raise Refusal(say("These are the instants that hold already."), "shown_at")


def _must_be_ready(edition: Edition) -> None:
    entries = edition.deadline("entries")
    missing = [
        message
        for is_missing, message in (
            (not edition.rules.strip(), say("The rules have no text yet.")),
            (not edition.subcommittees, say("There is no sub-committee yet.")),
            (not edition.rounds, say("There is no round of judging yet.")),
            (not edition.prize_levels, say("There is no prize yet.")),
            (
                entries is None or entries.hard_at <= clock.now(),
                say("The deadline for works has passed; move it first."),
            ),
        )
        if is_missing
    ]
    if missing:
        raise NotReady(missing)


def _found(wanted: schema.Edition, *, actor: Any) -> Edition:
    edition = Edition(state=EditionState.PREPARING, created_at=clock.now())
    _set(edition, wanted)
    _set_columns(edition, wanted)
    db.session.add(edition)
    db.session.flush()
    _apply(edition, wanted)
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


def _apply(edition: Edition, wanted: schema.Edition) -> None:
    _set(edition, wanted)
    _set_columns(edition, wanted)
    _drop_scopes(edition, wanted)
    db.session.flush()
    _drop_gone(edition, wanted)
    db.session.flush()
    _fill(edition, wanted)
    db.session.flush()
    _fill_scopes(edition, wanted)
    db.session.flush()
    db.session.expire(edition)


def _set(row: Any, wanted: Any) -> None:
    """Fills the columns that differ; the session writes no others."""
    for name in schema.keys_of(type(wanted)):
        if name in SCOPES and not isinstance(row, Destination):
            continue
        value = getattr(wanted, name)
        if getattr(row, name) != value:
            setattr(row, name, value)


def _set_columns(edition: Edition, wanted: schema.Edition) -> None:
    for (table, key), column in schema.COLUMNS.items():
        value = getattr(getattr(wanted, table), key)
        if getattr(edition, column) != value:
            setattr(edition, column, value)
    for name in schema.WHOLE_COLUMNS:
        given = {key: value for key, value in vars(getattr(wanted, name)).items() if value is not None}
        if getattr(edition, name) != given:
            setattr(edition, name, given)


def _drop_gone(parent: Any, wanted: Any) -> None:
    for name in schema.lists_of(type(wanted)):
        kept = {one.code: one for one in getattr(wanted, name)}
        rows = getattr(parent, name)
        for row in [row for row in rows if row.code not in kept]:
            rows.remove(row)
        for row in rows:
            _drop_gone(row, kept[row.code])


def _fill(parent: Any, wanted: Any) -> None:
    for name in schema.lists_of(type(wanted)):
        rows = getattr(parent, name)
        known = {row.code: row for row in rows}
        for position, one in enumerate(getattr(wanted, name), 1):
            row = known.get(one.code) or MODELS[name]()
            _set(row, one)
            if row.position != position:
                row.position = position
            if one.code not in known:
                rows.append(row)
            _fill(row, one)


def _drop_scopes(edition: Edition, wanted: schema.Edition) -> None:
    """Takes away what a sub-committee no longer judges and places that are gone, before their categories may go."""
    codes = {identity: code for code, identity in _identities(edition).items()}
    judged = {one.code: set(one.judges) for one in wanted.subcommittees}
    for subcommittee in edition.subcommittees:
        for scope in list(subcommittee.scopes):
            if codes[scope.genre_id or scope.category_id] not in judged.get(subcommittee.code, ()):
                subcommittee.scopes.remove(scope)
    given = {one.code: _places(one) for one in wanted.prize_levels}
    for level in edition.prize_levels:
        for one in list(level.places):
            if codes.get(one.scope) not in given.get(level.code, ()):
                level.places.remove(one)


def _fill_scopes(edition: Edition, wanted: schema.Edition) -> None:
    identities = _identities(edition)
    codes = {identity: code for code, identity in identities.items()}
    for subcommittee, one in zip(_ordered(edition.subcommittees), wanted.subcommittees, strict=True):
        present = {codes[scope.genre_id or scope.category_id] for scope in subcommittee.scopes}
        for scope in (scope for scope in one.judges if scope not in present):
            category, _, genre = scope.partition("/")
            row = SubcommitteeScope(category_id=identities[category], genre_id=identities[scope] if genre else None)
            subcommittee.scopes.append(row)
    for level, one in zip(_ordered(edition.prize_levels), wanted.prize_levels, strict=True):
        present = {codes.get(row.scope): row for row in level.places}
        for code, count in _places(one).items():
            if code not in present:
                scope = "subcommittee_id" if (code or "").startswith(SUBCOMMITTEE) else "category_id"
                level.places.append(PrizePlaces(places=count, **{scope: identities[code] if code else None}))
            elif present[code].places != count:
                present[code].places = count


def _ordered(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row.position)


def _places(level: schema.PrizeLevel) -> dict[str | None, int]:
    """Places by the code of a category or, marked, of a sub-committee; None for the whole award."""
    whole = {None: level.places_in_all} if level.places_in_all is not None else {}
    return {**whole, **level.places, **{SUBCOMMITTEE + code: n for code, n in level.places_in_subcommittees.items()}}


def _identities(edition: Edition) -> dict[str, Any]:
    """Identities of categories (`bao-in`), genres (`bao-in/phong-su`) and, marked, sub-committees."""
    found = {SUBCOMMITTEE + one.code: one.id for one in edition.subcommittees}
    for category in edition.categories:
        found[category.code] = category.id
        found |= {f"{category.code}/{genre.code}": genre.id for genre in category.genres}
    return found
