"""Several at once at one ballot box: no paper is lost, none is counted twice, none comes after the count."""

import re

import pytest
import sqlalchemy as sa

from award.council import queries
from award.council.models import Ballot, BallotVoter, SecretVote
from award.council.voting import LEAST_SECRET
from award.db import db
from tests.council.hall import Hall
from tests.support.cast import Cast
from tests.support.crowd import at_once, window


@pytest.fixture
def box(crowded):
    """An open secret ballot on a database that several connections share: (application, ballot, addresses of windows)."""
    with crowded.app_context():
        hall = Hall(Cast())
        hall.open()
        ballot = hall.ballot(hall.ask(hall.works[0]))
        people = [one.get_id() for one in (hall.chair, *hall.members)]
        db.session.remove()
    return crowded, ballot, people


def casting(app, ballot, session_id):
    """A member before the last press."""
    client = window(app, session_id)
    page = client.post(f"/ballots/{ballot}/paper", data={"choice": "yes"}).get_data(as_text=True)
    paper = re.search(r'name="paper" value="([^"]+)"', page)[1]
    return lambda: client.post(f"/ballots/{ballot}/cast", data={"paper": paper})


def in_the_box(app, ballot):
    """(papers, ticked names, votes counted or None, whether a seal is broken)."""
    with app.app_context():
        papers = db.session.scalar(sa.select(sa.func.count()).where(SecretVote.ballot_id == ballot))
        ticked = db.session.scalar(
            sa.select(sa.func.count()).where(BallotVoter.ballot_id == ballot, BallotVoter.has_voted)
        )
        votes, broken = db.session.get(Ballot, ballot).votes, queries.broken_counts()
        db.session.remove()
        return papers, ticked, votes and sum(votes.values()), bool(broken)


def test_all_who_cast_at_once_have_one_paper_each_even_with_two_windows(box):
    app, ballot, people = box
    answers = at_once(*(casting(app, ballot, one) for one in (*people, people[0])))
    assert sorted(answers) == [200] * len(people) + [409]
    assert in_the_box(app, ballot) == (len(people), len(people), None, False)


def test_whoever_casts_while_the_ballot_is_closed_is_counted_or_refused(box):
    app, ballot, people = box
    chair = window(app, people[0])
    closed, *answers = at_once(
        lambda: chair.post(f"/ballots/{ballot}/close"), *(casting(app, ballot, one) for one in people[1:])
    )
    taken = answers.count(200)
    # Fewer are destroyed uncounted: each could be told from who was seen to vote.
    kept = taken if taken >= LEAST_SECRET else 0
    assert closed == 303
    assert set(answers) <= {200, 409}
    assert in_the_box(app, ballot) == (kept, kept, kept, False)
