"""Doors: every route declares who may come in and whether it writes; nothing else loads, asks or commits.

    @blueprint.route("/entries/<uuid:entry_id>/edit", methods=["GET", "POST"])
    @writes(rules.may_edit, on=queries.entry_for_editing)
    def edit(entry): ...

The door loads the thing once (`on` gets the address's values), asks the rule once, and ends the transaction once:
an answer below 400 to a writing request is committed, everything else is rolled back; what a refusal wants on the
record all the same (`Refusal.fact`) is then written in a transaction of its own. A rule is
`(person, thing) -> bool`; `person` is None for a stranger, who is asked to sign in unless the rule is `@public`.
Who is refused learns nothing: 404.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Flask, abort, g, make_response, request
from flask_login import current_user
from sqlalchemy.exc import IntegrityError, OperationalError

from award.db import db, is_passing, refusal_of, transaction, write_intent
from award.kit.refusals import Refusal

TRIES = 5
WRITING_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
UNGUARDED = frozenset({"static", "bootstrap.static"})

Rule = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Door:
    """What a route declared."""

    rule: Rule
    on: Callable[..., Any] | None
    writes: bool


@dataclass(frozen=True)
class AfterCommit:
    """An answer that is made after the door's commit: for calls to the bucket, which never run inside a transaction
    that could still fail (row, then bucket, then row). `act` opens its own transactions."""

    act: Callable[[], Any]


class SignInNeeded(Exception):
    """A stranger stands at a door that is not public."""


def public(rule: Rule) -> Rule:
    """Marks a rule that may be asked of somebody who has not signed in."""
    rule.public = True
    return rule


@public
def anyone(person: Any, thing: Any) -> bool:
    """Everybody, signed in or not."""
    return True


def signed_in(person: Any, thing: Any) -> bool:
    """Everybody who has signed in."""
    return person is not None


def reads(rule: Rule, on: Callable[..., Any] | None = None) -> Callable:
    """A route that only reads; `on` loads the thing it is about, or answers None for 404."""
    return _door(Door(rule, on, writes=False))


def writes(rule: Rule, on: Callable[..., Any] | None = None) -> Callable:
    """A route that writes when it is posted to; asked with GET it reads, usually to show its form."""
    return _door(Door(rule, on, writes=True))


def check_doors(app: Flask) -> None:
    """Raises `RuntimeError` when a route has no door, or lets a method write that its door does not."""
    faults = []
    for route in app.url_map.iter_rules():
        door = getattr(app.view_functions[route.endpoint], "door", None)
        if route.endpoint in UNGUARDED:
            continue
        if door is None:
            faults.append(f"{route.endpoint} ({route.rule}) has no door")
        elif not door.writes and route.methods & WRITING_METHODS:
            faults.append(f"{route.endpoint} ({route.rule}) may be posted to but only reads")
    if faults:
        raise RuntimeError("; ".join(faults))


def _door(door: Door) -> Callable:
    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def through(**arguments: Any) -> Any:
            return _pass(door, view, arguments)

        through.door = door
        return through

    return decorate


def _pass(door: Door, view: Callable, arguments: dict[str, Any]) -> Any:
    writing = door.writes and request.method in WRITING_METHODS
    for attempt in range(1, TRIES + 1):
        try:
            with write_intent(writing):
                return _once(door, view, arguments, writing)
        except OperationalError as error:
            if not is_passing(error) or attempt == TRIES:
                raise
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
    raise AssertionError("unreachable")


def _once(door: Door, view: Callable, arguments: dict[str, Any], writing: bool) -> Any:
    try:
        returned = view(*_enter(door, arguments))
        if isinstance(returned, AfterCommit):
            db.session.commit()
            returned = returned.act()
        response = make_response(returned)
        if writing and response.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
            _note(g.pop("refusal", None))
        return response
    except Refusal as refusal:
        db.session.rollback()
        _note(refusal)
        raise
    except IntegrityError as error:
        db.session.rollback()
        raise (refusal_of(error) or error) from error
    except BaseException:
        db.session.rollback()
        raise


def _note(refusal: Refusal | None) -> None:
    """What stays on the record of an act that was refused."""
    if refusal is not None and refusal.fact is not None:
        with transaction():
            refusal.fact()


def _enter(door: Door, arguments: dict[str, Any]) -> tuple[Any, ...]:
    person = current_user._get_current_object() if current_user.is_authenticated else None
    g.person = person
    if person is None and not getattr(door.rule, "public", False):
        raise SignInNeeded
    if "\0" in request.path or b"%00" in request.query_string:
        abort(404)  # no text of ours has it, and PostgreSQL cannot even be asked for one
    thing = door.on(**arguments) if door.on else None
    if door.on and thing is None:
        abort(404)
    if not door.rule(person, thing):
        abort(404)
    g.thing = thing
    return (thing,) if door.on else tuple(arguments.values())
