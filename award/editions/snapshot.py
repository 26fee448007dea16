"""A stored edition as a schema value: what its file would say now."""

from typing import Any

from award.editions import schema

PLACES = ("places", "places_in_all", "places_in_subcommittees")


def of(edition: Any) -> schema.Edition:
    """The whole edition; it must have been read with all its children."""
    codes = _codes(edition)
    values = {name: getattr(edition, name) for name in schema.keys_of(schema.Edition)}
    for name, table in schema.single_tables_of(schema.Edition).items():
        keys = schema.keys_of(table)
        if name in schema.WHOLE_COLUMNS:
            given = getattr(edition, name)
            values[name] = table(**{key: given.get(key) for key in keys})
        else:
            values[name] = table(**{key: getattr(edition, schema.COLUMNS[name, key]) for key in keys})
    for name, table in schema.lists_of(schema.Edition).items():
        values[name] = [_thing(table, row, codes) for row in getattr(edition, name)]
    return schema.Edition(**values)


def _thing(table: type, row: Any, codes: dict[Any, tuple[int, str]]) -> Any:
    if table is schema.Subcommittee:
        scopes = sorted(codes[scope.genre_id or scope.category_id] for scope in row.scopes)
        return table(code=row.code, name=row.name, judges=[code for _place, code in scopes])
    values = {name: getattr(row, name) for name in schema.keys_of(table) if name not in PLACES}
    if table is schema.PrizeLevel:
        values["places"] = _counts(row, "category_id", codes)
        values["places_in_subcommittees"] = _counts(row, "subcommittee_id", codes)
        values["places_in_all"] = next((one.places for one in row.places if one.scope is None), None)
    elif table is schema.Destination:
        values["places"] = row.places
    for name, inner in schema.lists_of(table).items():
        values[name] = [_thing(inner, below, codes) for below in getattr(row, name)]
    return table(**values)


def _counts(level: Any, scope: str, codes: dict[Any, tuple[int, str]]) -> dict[str, int]:
    """Places by the code of their category or sub-committee, in the order of these."""
    found = sorted((*codes[getattr(one, scope)], one.places) for one in level.places if getattr(one, scope))
    return {code: places for _place, code, places in found}


def _codes(edition: Any) -> dict[Any, tuple[int, str]]:
    """Place and code of every category (`bao-in`), genre (`bao-in/phong-su`) and sub-committee, by identity."""
    codes = {one.id: (place, one.code) for place, one in enumerate(edition.subcommittees)}
    for category in edition.categories:
        codes[category.id] = (len(codes), category.code)
        for genre in category.genres:
            codes[genre.id] = (len(codes), f"{category.code}/{genre.code}")
    return codes
