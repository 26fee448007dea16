"""The product as it is measured: `wsgi.py` with a count of statements in a header, and without the limit on signing in.
Served by gunicorn as `tests.bench.product:application()`."""

from uuid import UUID

from flask import Flask, g, has_request_context, request
from sqlalchemy import event

from award.db import db
from award.jobs.service import TASKS
from award.judging.queries import proposal

HEADER = "X-Statements"
NOT_COUNTED = ("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")


def counting(app: Flask) -> Flask:
    """Every answer says how many statements it took."""

    def note(_connection, _cursor, statement, *_rest):
        if has_request_context() and not statement.startswith(NOT_COUNTED):
            g.statements = g.get("statements", 0) + 1

    def tell(response):
        response.headers[HEADER] = str(g.get("statements", 0))
        return response

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    app.after_request(tell)
    app.add_url_rule("/bench/propose", view_func=propose)
    app.config["RATELIMIT_ENABLED"] = False
    return app


def propose() -> str:
    """What the worker does for a proposal, where its processor time is counted; not a page of the product."""
    round_id = request.args["round"]
    TASKS["judging.propose"](round_id, request.args["actor"], even=False, proportional=False)
    return f"{proposal(UUID(round_id)).new} tasks"


def application() -> Flask:
    """The whole of it, from the environment."""
    from wsgi import application as served

    return counting(served)
