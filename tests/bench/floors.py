"""The floors: the least that the same server and database can do. Served by gunicorn as `tests.bench.floors:application`."""

import os
import uuid
from fractions import Fraction

import sqlalchemy as sa
from flask import Flask, request

from award.accounts.passwords import matches
from award.db import db, prepare, write_intent
from tests.support.cast import PASSWORD, PASSWORD_HASH

application = Flask("floors")
application.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db.init_app(application)
with application.app_context():
    prepare(db.engine)


@application.get("/healthz")
def healthz():
    """Alive."""
    return "alive"


@application.get("/bare")
def bare():
    """Flask and nothing else."""
    return "bare"


@application.get("/row")
def row():
    """One row by its key."""
    found = db.session.execute(
        sa.text("SELECT id, full_name FROM person WHERE id = :id"), {"id": request.args["id"]}
    ).one()
    return found.full_name


@application.post("/write")
def write():
    """One row written and committed, or as many as are asked for, at once."""
    rows = [{"id": uuid.uuid4().hex} for _ in range(int(request.args.get("rows", "1")))]
    with write_intent():
        db.session.execute(sa.text("INSERT INTO bench_write (id, words) VALUES (:id, 'x')"), rows)
        db.session.commit()
    return "written"


@application.post("/open-again")
def open_again():
    """Makes a closed round open, so that it can be closed again: no floor."""
    with write_intent():
        for statement in (
            "UPDATE round SET state = 'open' WHERE id = :id",
            "DELETE FROM round_closing WHERE round_id = :id",
        ):
            db.session.execute(sa.text(statement), {"id": request.args["round"]})
        db.session.commit()
    return "open"


@application.get("/ranking")
def ranking():
    """Every mark of a round read, the exact mean of each work, and their order: no page, no person, no rule."""
    rows = db.session.execute(
        sa.text(
            "SELECT a.entry_id, s.total FROM score_sheet s JOIN assignment a ON a.id = s.assignment_id "
            "WHERE s.round_id = :round AND s.confirmed_at IS NOT NULL"
        ),
        {"round": request.args["round"]},
    )
    totals: dict[object, list[int]] = {}
    for entry, total in rows:
        totals.setdefault(entry, []).append(total)
    order = sorted(((Fraction(sum(marks), len(marks)), str(entry)) for entry, marks in totals.items()), reverse=True)
    return str(len(order))


@application.get("/argon2id")
def argon2id():
    """One password verified with the product's figures."""
    return str(matches(PASSWORD_HASH, PASSWORD))
