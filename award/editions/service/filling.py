"""Rows from an edition's file: filled, put in order, taken away."""

from typing import Any

from award.db import db
from award.editions import schema
from award.editions.models import (
    BarredAward,
    Category,
    Criterion,
    Deadline,
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


def apply(edition: Edition, wanted: schema.Edition) -> None:
    """Makes the rows of the edition what its file says, writing only what differs."""
    fill_row(edition, wanted)
    _drop_scopes(edition, wanted)
    db.session.flush()
    _drop_gone(edition, wanted)
    db.session.flush()
    _fill(edition, wanted)
    db.session.flush()
    _fill_scopes(edition, wanted)
    db.session.flush()
    db.session.expire(edition)


def fill_row(edition: Edition, wanted: schema.Edition) -> None:
    """The columns of the edition's own row."""
    _set(edition, wanted)
    _set_columns(edition, wanted)


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
