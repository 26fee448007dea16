"""What in an edition's file does not fit together, though each value alone is right.

A value that could not be read is None here and is passed over: it has its own fault already.
"""

from collections.abc import Callable, Iterator
from typing import Any

from award.editions import listing, prize_checks, round_checks, schema
from award.editions.locating import Path
from award.editions.round_checks import after
from award.kit.messages import Message, say

Finding = tuple[Path, Message]


def faults(edition: schema.Edition) -> list[Finding]:
    """Every place that contradicts another one, with a sentence."""
    return [finding for check in CHECKS for finding in check(edition)]


def _codes_once(edition: schema.Edition) -> Iterator[Finding]:
    yield from _twins_below(edition, ())
    yield from _twins(edition.categories, ("categories",), "letters", say("Two categories have the same letters."))


def _twins_below(table: Any, path: Path) -> Iterator[Finding]:
    for name in schema.lists_of(type(table)):
        things = getattr(table, name)
        yield from _twins(things, (*path, name), "code", say("This code stands here twice."))
        for place, thing in enumerate(things):
            yield from _twins_below(thing, (*path, name, place))


def _twins(things: list[Any], path: Path, key: str, message: Message) -> Iterator[Finding]:
    seen = set()
    for place, thing in enumerate(things):
        value = getattr(thing, key)
        if value is not None and value in seen:
            yield (*path, place, key), message
        seen.add(value)


def _calendar(edition: schema.Edition) -> Iterator[Finding]:
    if after(edition.calendar.window_from, edition.calendar.window_to):
        yield ("calendar", "window_to"), say("The window of publication ends before it begins.")
    for place, deadline in enumerate(edition.deadlines):
        if after(deadline.shown_at, deadline.hard_at):
            yield ("deadlines", place, "hard_at"), say("The last instant lies before the one that is shown.")
    if not any(deadline.code == "entries" for deadline in edition.deadlines):
        yield ("deadlines",), say("There is no deadline with the code “entries”: until then works are received.")


def _entering(edition: schema.Edition) -> Iterator[Finding]:
    if edition.entering.topics_first and not any(deadline.code == "topics" for deadline in edition.deadlines):
        yield ("entering", "topics_first"), say("There is no deadline with the code “topics”: until then topics are registered.")  # fmt: skip


def _objections(edition: schema.Edition) -> Iterator[Finding]:
    if edition.objections.before_release and not edition.calendar.notice_days:
        yield ("objections", "before_release"), say("The list is posted for no days: give “notice_days” in “calendar”.")


def _categories(edition: schema.Edition) -> Iterator[Finding]:
    if not edition.categories:
        yield ("categories",), say("There is no category.")
    for place, category in enumerate(edition.categories):
        if not category.genres:
            yield ("categories", place), say("This category has no genre.")
        yield from _limits(category, ("categories", place))
        for number, genre in enumerate(category.genres):
            yield from _limits(genre, ("categories", place, "genres", number))
        if category.deadline not in (None, "entries", *(deadline.code for deadline in edition.deadlines)):
            yield ("categories", place, "deadline"), say("There is no deadline with the code “%(code)s”.", code=category.deadline)  # fmt: skip
        for number, wanted in enumerate(category.requirements):
            if after(wanted.least, wanted.most):
                path = ("categories", place, "requirements", number, "most")
                yield path, say("At most %(most)s files, but at least %(least)s are needed.", most=wanted.most, least=wanted.least)  # fmt: skip
            yield from _genres_of_requirement(category, wanted, ("categories", place, "requirements", number, "genres"))


def _limits(table: Any, path: Path) -> Iterator[Finding]:
    """Every `least_…` is at most its `most_…`."""
    for name, value in vars(table).items():
        most = getattr(table, name.replace("least_", "most_"), None) if name.startswith("least_") else None
        if after(value, most):
            yield (*path, name), say("At least %(least)s, but at most %(most)s.", least=value, most=most)


def _genres_of_requirement(category: schema.Category, wanted: Any, path: Path) -> Iterator[Finding]:
    known = {genre.code for genre in category.genres}
    for code in wanted.genres or []:
        if code not in known and None not in known:
            yield path, say("The category “%(category)s” has no genre “%(code)s”.", category=category.code or "?", code=code)  # fmt: skip


def _subcommittees(edition: schema.Edition) -> Iterator[Finding]:
    genres = {category.code: list({genre.code: 0 for genre in category.genres}) for category in edition.categories}
    judged: dict[tuple[str, str], str] = {}
    for place, subcommittee in enumerate(edition.subcommittees):
        path = ("subcommittees", place, "judges")
        for scope in subcommittee.judges or []:
            category, _, genre = scope.partition("/")
            if category not in genres and None in genres:
                continue  # it may be the category whose code could not be read
            if category not in genres:
                yield path, say("There is no category “%(code)s”.", code=category)
            elif genre and genre not in genres[category]:
                yield path, say("The category “%(category)s” has no genre “%(code)s”.", category=category, code=genre)
            else:
                yield from _judged_twice(
                    judged, subcommittee.code, category, [genre] if genre else genres[category], path
                )
    if edition.subcommittees:
        yield from _judged_by_nobody(edition, set(judged))


def _judged_twice(judged: dict, own: str | None, category: str, genres: list[str], path: Path) -> Iterator[Finding]:
    for genre in genres:
        if (category, genre) in judged:
            yield path, say("“%(scope)s” is judged by “%(other)s” already.", scope=f"{category}/{genre}", other=judged[category, genre])  # fmt: skip
        judged[category, genre] = own or "?"


def _judged_by_nobody(edition: schema.Edition, judged: set[tuple[str, str]]) -> Iterator[Finding]:
    for place, category in enumerate(edition.categories):
        for number, genre in enumerate(category.genres):
            if category.code and genre.code and (category.code, genre.code) not in judged:
                yield ("categories", place, "genres", number, "code"), say("No sub-committee judges this genre.")


def _destinations(edition: schema.Edition) -> Iterator[Finding]:
    last = next((d.hard_at for d in edition.deadlines if d.code == "entries" and d.hard_at), None)
    codes = {category.code for category in edition.categories}
    for place, destination in enumerate(edition.destinations):
        if after(destination.window_from, destination.window_to):
            yield ("destinations", place, "window_to"), say("The window of publication ends before it begins.")
        if last and destination.deadline_on and destination.deadline_on < last.date():
            yield ("destinations", place, "deadline_on"), say("This is before works are received here to the last.")
        for code in sorted(set(destination.categories or {}) - codes) if None not in codes else []:
            yield ("destinations", place, "categories"), say("There is no category “%(code)s”.", code=code)
        for code in listing.unknown(destination.columns or []):
            yield ("destinations", place, "columns"), say("There is no column “%(code)s”. Possible: %(known)s.", code=code, known=", ".join(listing.COLUMNS))  # fmt: skip


def _issuers(edition: schema.Edition) -> Iterator[Finding]:
    if not any(issuer.code == "organiser" for issuer in edition.issuers):
        yield ("issuers",), say("There is no issuer with the code “organiser”: it signs letters and decisions.")


CHECKS: list[Callable[[schema.Edition], Iterator[Finding]]] = [
    _codes_once,
    _calendar,
    _entering,
    _objections,
    _categories,
    _subcommittees,
    round_checks.faults,
    prize_checks.faults,
    _destinations,
    _issuers,
]
