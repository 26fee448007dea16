"""What people see when something was not done: a sentence, the right status, and their text still there."""

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from award.kit.messages import Message, say
from award.kit.refusals import Refusal
from award.web.doors import SignInNeeded
from award.web.kept import kept_fields
from award.web.language import reader, said
from award.web.pages import answer, wants_json

SENTENCES = {
    400: say("The request could not be understood."),
    404: say("There is no such page, or it is not open to you."),
    405: say("This address cannot be used in that way."),
    413: say("What was sent is too large."),
    429: say("Too many tries. Wait a few minutes, then try again."),
    500: say("Something went wrong on our side. What was already saved is safe; try again in a moment."),
    503: say("The system is being started or maintained. Try again in a minute."),
}


def install(app: Flask) -> None:
    """Registers the handlers."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(SignInNeeded, _sign_in_needed)
    app.register_error_handler(CSRFError, _token_expired)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def _refused(refusal: Refusal):
    return _sentence(refusal.message, refusal.status, field=refusal.field)


def _http(error: HTTPException):
    if isinstance(error, InternalServerError) or error.code not in SENTENCES:
        return _sentence(SENTENCES[500 if (error.code or 500) >= 500 else 400], error.code or 500)
    return _sentence(SENTENCES[error.code], error.code)


def _fault(error: Exception):
    current_app.logger.exception("fault in %s", request.endpoint)
    if current_app.config.get("PROPAGATE_FAULTS"):
        raise error
    g.person = None  # the page of a fault may not ask the database again: it may be what failed
    return _sentence(SENTENCES[500], 500)


def _sign_in_needed(_error: SignInNeeded):
    if wants_json():
        return answer(message=said(say("Sign in again; what was typed stays here."))), 401
    if request.method == "POST":
        return keep_typed(401)
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))


def _token_expired(_error: CSRFError):
    if wants_json():
        return answer(message=said(say("This page is out of date. Reload it; what was typed stays here."))), 400
    if not _from_here():
        return _sentence(SENTENCES[400], 400)
    return keep_typed(400)


def keep_typed(status: int):
    """Shows again what was posted with an expired session or token, so that it can be sent once more."""
    fields = kept_fields(request.form.items(multi=True), request.blueprint or "")
    sign_in = reader() is None and not _is_public(request.endpoint)
    page = render_template(
        "web/expired.html", fields=fields, sign_in=sign_in, target=request.full_path.rstrip("?"), status=status
    )
    return Response(page, status)


def _is_public(endpoint: str | None) -> bool:
    door = getattr(current_app.view_functions.get(endpoint or ""), "door", None)
    return door is not None and getattr(door.rule, "public", False)


def _from_here() -> bool:
    """Whether the browser says that the post came from a page of ours: only then is it offered for sending again."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", "").rstrip("/") == request.host_url.rstrip("/")


def from_elsewhere() -> bool:
    """Whether the browser says that the post came from a page of another site; programs say nothing."""
    said_so = "Sec-Fetch-Site" in request.headers or "Origin" in request.headers
    return said_so and not _from_here()


def _sentence(message: Message, status: int, field: str | None = None):
    if wants_json():
        return answer(message=said(message), field=field), status
    return render_template("web/sentence.html", message=message, status=status, fault=status >= 500), status
