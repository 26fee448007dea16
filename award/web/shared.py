"""Public pages that browsers and the caches between may keep: those of strangers, each with a validator.

Such a page has no token and sets no cookie, so everybody who reads the same language gets the same bytes; the chosen
language is a cookie, hence `Vary: Cookie`. Pages of people who signed in are never kept (`headers`).

A browser asks again each time, so who reads the results knows that they are today's; only caches between keep a page for
a minute. Asked again with a validator, the server looks whether anything was recorded since it made the page: where nothing was,
and it was made a moment ago, the answer is 304 without making it again.
"""

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256

from flask import Flask, Response, current_app, request, session
from flask_login import current_user

from award.kit import clock
from award.web.language import get_locale

KEPT_SECONDS = 60
# Pages tell how long it is until a date: what was made is good for so long, whatever was recorded.
GOOD_SECONDS = 300
MOST = 2048


def shared(view: Callable) -> Callable:
    """Marks a view whose page is the same for every stranger."""
    view.shared = True
    return view


class Validators:
    """The validators of pages made a moment ago, by what they were made of; the oldest are forgotten."""

    def __init__(self, most: int = MOST):
        self.most = most
        self._known: OrderedDict[tuple, str] = OrderedDict()

    def keep(self, made_of: tuple, etag: str) -> None:
        """Remembers the validator of a page."""
        self._known[made_of] = etag
        self._known.move_to_end(made_of)
        while len(self._known) > self.most:
            self._known.popitem(last=False)

    def of(self, made_of: tuple) -> str | None:
        """The validator of the page, if it was made of the same."""
        return self._known.get(made_of)


def install(app: Flask, recorded: Callable[[], str]) -> None:
    """`recorded` answers what was recorded last, in one statement: it changes with everything that people do."""
    validators = Validators()

    def made_of() -> tuple:
        return request.full_path, get_locale().language, recorded(), int(clock.now().timestamp()) // GOOD_SECONDS

    @app.before_request
    def answer_unchanged() -> Response | None:
        if not request.if_none_match or not _is_for_all():
            return None
        etag = validators.of(made_of())
        if etag is None or not request.if_none_match.contains_weak(etag):
            return None
        response = Response(status=304)
        response.set_etag(etag)
        return response

    @app.after_request
    def let_keep(response: Response) -> Response:
        if not _is_shared() or response.status_code not in (200, 302, 304) or current_user.is_authenticated:
            return response
        response.vary.add("Cookie")
        if not _is_for_all():
            response.headers["Cache-Control"] = "private, no-cache"
            return response
        response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={KEPT_SECONDS}, must-revalidate"
        if response.status_code == 200:
            etag = sha256(response.get_data()).hexdigest()[:32]
            response.set_etag(etag)
            validators.keep(made_of(), etag)
            response.make_conditional(request)
        return response


def _is_shared() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in ("GET", "HEAD") and getattr(view, "shared", False)


def _is_for_all() -> bool:
    """Whether nothing of the answer belongs to this reader: nobody signed in, no token, no notice waiting."""
    return _is_shared() and not current_user.is_authenticated and not session and not session.modified
