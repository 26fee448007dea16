"""Saving the steps of an entry. A draft keeps whatever can be stored, however incomplete."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from award.db import db
from award.entries import queries
from award.entries.models import Author, EarlierPrize, Entry, Part
from award.entries.service.ground import saving, search_text
from award.entries.service.linking import ask_for_copies
from award.entries.states import Statement
from award.entries.steps import Step
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.kit.text import clean, fold

Values = Mapping[str, Any]


def save_work(entry: Entry, values: Values, *, version: int | None, actor: Any) -> None:
    """Keeps title, summary, genre_id, theme_id, topic_id, language and unpublished; a name that is missing in `values`
    stays as it is."""
    place = queries.setting(entry)
    with saving(entry, Step.WORK, version=version, actor=actor):
        for name in ("title", "summary", "language"):
            if name in values:
                setattr(entry, name, clean(values[name] or ""))
        if "genre_id" in values:
            entry.genre_id = _known(place.genre(values["genre_id"]), values["genre_id"], "genre_id")
        if "theme_id" in values:
            entry.theme_id = _known(place.theme(values["theme_id"]), values["theme_id"], "theme_id")
        if "topic_id" in values:
            topic = queries.topic_of(values["topic_id"], entry)
            entry.topic_id = _known(topic, values["topic_id"], "topic_id")
        if "unpublished" in values:
            entry.unpublished = bool(values["unpublished"]) and place.edition.unpublished_allowed


def _known(found: Any, wanted: Any, field: str) -> Any:
    if wanted is not None and found is None:
        raise Refusal(say("This choice does not belong to the category."), field)
    return found.id if found else None


def save_authors(entry: Entry, values: Sequence[Values], *, version: int | None, actor: Any) -> None:
    """Keeps the authors in the order given: full_name, pen_names, email, phone, outlet_id, is_lead, share (percent) of
    each. Rows without any text are left out; without a mark the first author leads."""
    rows = [row for row in map(_author_values, values) if row["full_name"] or row["pen_names"] or row["email"]]
    accounts = queries.identities({row["email"] for row in rows if row["email"]})
    outlets = queries.outlets({row["outlet_id"] for row in rows if row["outlet_id"]})
    _recognise(rows, accounts, outlets)
    with saving(entry, Step.AUTHORS, version=version, actor=actor):
        _fit(entry.authors, rows, Author)


def _recognise(rows: list[dict[str, Any]], accounts: Mapping[str, Any], outlets: Mapping[Any, Any]) -> None:
    """Says of each author which account and outlet it is, and who leads; refuses one person twice."""
    lead = next((place for place, row in enumerate(rows) if row["is_lead"]), 0)
    cards = queries.cards(set(accounts.values()))
    for place, row in enumerate(rows):
        row["is_lead"] = place == lead
        row["outlet_id"] = row["outlet_id"] if row["outlet_id"] in outlets else None
        row["person_id"] = accounts.get(row["email"])
        row["identity_key"] = identity_key(row, outlets)
        row["press_card_digest"], row["member_card_digest"] = cards.get(row["person_id"], (None, None))
    _ask_for_different_people(rows)


def _author_values(row: Values) -> dict[str, Any]:
    return {
        "full_name": " ".join(clean(row.get("full_name") or "").split()),
        "pen_names": clean(row.get("pen_names") or ""),
        "email": clean(row.get("email") or "").lower() or None,
        "phone": clean(row.get("phone") or "") or None,
        "outlet_id": row.get("outlet_id"),
        "is_lead": bool(row.get("is_lead")),
        "share": row.get("share"),
    }


def identity_key(row: Values, outlets: Mapping[Any, Any]) -> str:
    """By what an author is recognised in other works: the account, else the address, else name and outlet."""
    if row["person_id"]:
        return f"person:{row['person_id']}"
    if row["email"]:
        return f"email:{row['email']}"[:400]
    outlet = outlets.get(row["outlet_id"])
    return f"name:{fold(row['full_name'])}/{fold(outlet.name) if outlet else ''}"[:400]


def _ask_for_different_people(rows: list[dict[str, Any]]) -> None:
    seen = {}
    for row in rows:
        twin = seen.setdefault(row["identity_key"], row) if row["email"] else row
        if twin is not row:
            raise Refusal(
                say(
                    "%(first)s and %(second)s have the same address %(email)s.",
                    first=twin["full_name"],
                    second=row["full_name"],
                    email=row["email"],
                )
            )


def save_parts(entry: Entry, values: Sequence[Values], *, version: int | None, actor: Any) -> None:
    """Keeps the parts in the order given: title, outlet_id or outlet_name, programme, published_on, page, url, minutes,
    words of each. `was` is the place that a part had before (from 1; the same place where it is not given), so that
    its files follow it; files of a part taken out stay on the entry without a part."""
    rows = [_part_values(row, place) for place, row in enumerate(values, 1)]
    rows = [row for row in rows if any(row[name] for name in row if name != "was")]
    outlets = queries.outlets({row["outlet_id"] for row in rows if row["outlet_id"]})
    places = {row.pop("was"): place for place, row in enumerate(rows, 1)}
    for row in rows:
        _name_outlet(row, outlets)
    with saving(entry, Step.PARTS, version=version, actor=actor):
        before = len(entry.parts)
        _fit(entry.parts, rows, Part)
        _files_follow(entry, {was: places.get(was) for was in range(1, before + 1)})
    ask_for_copies(entry, actor=actor)


def _part_values(row: Values, place: int) -> dict[str, Any]:
    texts = {name: clean(row.get(name) or "") for name in ("title", "outlet_name", "programme", "page")}
    return {
        **texts,
        "url": _web_address(clean(row.get("url") or "")),
        "outlet_id": row.get("outlet_id"),
        "published_on": row.get("published_on"),
        "minutes": row.get("minutes"),
        "words": row.get("words"),
        "was": row.get("was", place),
    }


def _web_address(text: str) -> str:
    """People copy `www.baobinhdinh.vn/…` as often as the whole address."""
    host = text.split("/")[0]
    return f"https://{text}" if "." in host and "://" not in text and ":" not in host and " " not in text else text


def _name_outlet(row: dict[str, Any], outlets: Mapping[Any, Any]) -> None:
    """A known outlet goes by the name of the day of publication; one typed freely keeps the text."""
    outlet = outlets.get(row["outlet_id"])
    if outlet is None:
        row["outlet_id"] = None
    else:
        row["outlet_name"] = outlet.name_on(row["published_on"] or clock.today())


def _files_follow(entry: Entry, places: Mapping[int, int | None]) -> None:
    for held in entry.attachments:
        if held.part_position in places:
            held.part_position = places[held.part_position]


def save_prizes(entry: Entry, values: Sequence[Values], *, version: int | None, actor: Any) -> None:
    """Keeps the prizes that the work has won before: contest, organiser, level, year of each."""
    rows = [
        {**{name: clean(row.get(name) or "") for name in ("contest", "organiser", "level")}, "year": row.get("year")}
        for row in values
    ]
    with saving(entry, Step.DECLARATION, version=version, actor=actor):
        _fit(entry.prizes, [row for row in rows if any(row.values())], EarlierPrize)


def declare(
    entry: Entry,
    declared: bool,
    *,
    statements: Iterable[Statement] | None = None,
    version: int | None,
    actor: Any,
) -> None:
    """Keeps whether the declaration was given, and which statements the authors agree to (None: as they stand)."""
    with saving(entry, Step.DECLARATION, version=version, actor=actor):
        entry.declared = bool(declared)
        if statements is not None:
            given = set(statements)
            entry.statements = [one.value for one in Statement if one in given]


def _fit(children: list, rows: Sequence[Values], make: Callable[..., Any]) -> None:
    """Makes the children hold these rows: those that are there are changed in place, since their places are unique."""
    del children[len(rows) :]
    for place, row in enumerate(rows, 1):
        if place > len(children):
            children.append(make(position=place))
        for name, value in row.items():
            setattr(children[place - 1], name, value)
    db.session.flush()


def prefill(entry: Entry, owner: Any, *, as_author: bool) -> None:
    """Puts what the profile says into a work that is being begun: its first author, and where its first part came out."""
    outlet = queries.outlets({owner.outlet_id} - {None}).get(owner.outlet_id)
    if as_author:
        named = {"full_name": owner.full_name, "pen_names": ", ".join(owner.pen_names or []), "email": owner.email}
        row = _author_values({**named, "phone": owner.phone, "is_lead": True})
        row |= {"person_id": owner.id, "outlet_id": outlet.id if outlet else None}
        press, member = queries.cards({owner.id})[owner.id]
        row |= {"press_card_digest": press, "member_card_digest": member, "identity_key": identity_key(row, {})}
        entry.authors = [Author(position=1, **row)]
    if outlet:
        entry.parts = [Part(position=1, outlet_id=outlet.id, outlet_name=outlet.name_on(clock.today()))]
    entry.search_text = search_text(entry)


def fill_whole(entry: Entry, work: Values, accounts: Mapping[str, Any], outlets: Mapping[Any, Any]) -> None:
    """Puts a whole work into an entry that is being begun, as the steps would keep it: title, summary, genre_id,
    theme_id, and `authors`, `parts`, `prizes` as their verbs take them. `accounts` by address and `outlets` by identity
    are read once for a whole list."""
    entry.title, entry.summary = clean(work["title"]), clean(work["summary"])
    entry.genre_id, entry.theme_id = work["genre_id"], work["theme_id"]
    authors = [_author_values(row) for row in work["authors"]]
    _recognise(authors, accounts, outlets)
    parts = [_part_values(row, place) for place, row in enumerate(work["parts"], 1)]
    for row in parts:
        del row["was"]
        _name_outlet(row, outlets)
    entry.authors = [Author(position=place, **row) for place, row in enumerate(authors, 1)]
    entry.parts = [Part(position=place, **row) for place, row in enumerate(parts, 1)]
    entry.prizes = [EarlierPrize(position=place, **row) for place, row in enumerate(work["prizes"], 1)]
    entry.search_text = search_text(entry)
