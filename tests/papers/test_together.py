"""Papers issued at once by several hands get numbers one after the other."""

import threading

import sqlalchemy as sa

from award.accounts.states import Role
from award.db import db, transaction
from award.papers.models import Paper
from tests.support.cast import grant, person
from tests.support.editions import make_edition

HANDS = 12


def test_twelve_at_once_get_numbers_without_a_gap(crowded):
    with crowded.app_context(), transaction():
        edition = make_edition()
        people = [person(f"Thư ký {number}", f"t{number}@example.vn") for number in range(HANDS)]
        for one in people:
            grant(one, Role.SECRETARY, edition)
        address, sessions = f"/editions/{edition.code}/papers/write-in", [one.get_id() for one in people]
    start, answers = threading.Barrier(HANDS), []
    form = {"body": "organiser", "kind": "notice", "title": "Thông báo", "day": "2023-11-04", "first": ""}

    def issue(session_id):
        client = crowded.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = session_id, True
        start.wait()
        answers.append(client.post(address, data=form).status_code)

    threads = [threading.Thread(target=issue, args=(one,)) for one in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with crowded.app_context():
        numbers = sorted(db.session.scalars(sa.select(Paper.number)))
        db.session.remove()
    assert answers == [303] * HANDS
    assert numbers == list(range(1, HANDS + 1))
