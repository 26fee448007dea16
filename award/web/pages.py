"""Answers: a page with the right status, a redirect after a post, a notice, and JSON for the page's own scripts."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import Response, current_app, flash, jsonify, redirect, render_template, request, url_for
from jinja2 import Environment
from markupsafe import Markup

from award.kit.messages import Message
from award.kit.text import whole
from award.web.forms import Form
from award.web.language import get_locale, said

NOTHING = UUID(int=0)


def show(template: str, **context: Any) -> tuple[str, int]:
    """Renders a page; 422 when a form on it was refused, so that its door keeps nothing."""
    refused = any(isinstance(value, Form) and value.refused for value in context.values())
    return render_template(template, **context), 422 if refused else 200


def part(template: str, **values: Hashable) -> Markup:
    """A part of a page that depends on `values` and the reader's language alone: it knows neither request nor person,
    so the process keeps what it rendered and gives it again for the same values."""
    return _part(current_app.jinja_env, template, get_locale().language, tuple(values.items()))


@lru_cache(maxsize=256)
def _part(environment: Environment, template: str, language: str, values: tuple[tuple[str, Hashable], ...]) -> Markup:
    return Markup(environment.get_template(template).render(values))


def go(endpoint: str, **values: Any) -> Response:
    """The redirect after a post (303), so that reloading repeats nothing."""
    return redirect(url_for(endpoint, **values), code=303)


def addresses(endpoint: str, name: str, **values: Any) -> Callable[[UUID], str]:
    """The addresses of one endpoint for many things: a function of the identity that stands in the place called
    `name`. The address is built once, since building it for every row of a list is dear."""
    before, after = url_for(endpoint, **{name: NOTHING}, **values).split(str(NOTHING))
    return lambda identity: f"{before}{identity}{after}"


def notify(message: Message, kind: str = "ok") -> None:
    """A sentence at the top of the next page; `kind` is ok, warn, danger or info."""
    flash(said(message), kind)


def answer(**values: Any) -> Response:
    """A JSON answer to the page's own script."""
    return jsonify(values)


def wants_json() -> bool:
    """Whether the request came from a script of ours."""
    return request.is_json or request.headers.get("Accept", "").startswith("application/json")


def page_number() -> int:
    """The page of a list asked for in the address; 1 for nonsense."""
    return whole(request.args.get("page", "")) or 1
