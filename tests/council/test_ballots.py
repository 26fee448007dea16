"""Ballots: as many papers as casts, nobody twice, nobody after closing, and no way from a paper to a name."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from award.audit.models import AuditEvent
from award.council import queries, service
from award.council.models import Ballot, BallotVoter, OpenVote, Prize, SecretVote
from award.council.states import Attendance, Outcome
from award.db import db
from award.judging.models import DeclaredConflict
from award.kit import clock
from award.kit.refusals import Refusal, WrongMoment
from tests.council.hall import Hall


@pytest.fixture
def hall(cast):
    hall = Hall(cast)
    hall.open()
    return hall


@pytest.fixture
def ballot(hall):
    return hall.ballot(hall.ask(hall.works[0]))


def stored(ballot_id):
    """(papers, voters who voted)."""
    papers = db.session.query(SecretVote).filter_by(ballot_id=ballot_id).count()
    papers += db.session.query(OpenVote).filter_by(ballot_id=ballot_id).count()
    return papers, db.session.query(BallotVoter).filter_by(ballot_id=ballot_id, has_voted=True).count()


def test_what_was_carried_has_its_prize(hall, ballot):
    for voter in (hall.chair, *hall.members[:3]):
        hall.vote(ballot, voter, "yes")
    hall.vote(ballot, hall.members[3], "no")
    hall.vote(ballot, hall.members[4], "abstain")
    closed = hall.close(ballot)
    assert closed.votes == {"yes": 4, "no": 1, "abstain": 1}
    assert (closed.outcome, closed.needed, closed.basis) == (Outcome.PASSED, 4, 6)
    assert [(one.entry_id, one.level_id) for one in db.session.query(Prize)] == [
        (hall.works[0].id, hall.edition.prize_levels[0].id)
    ]
    assert not hall.refused


def test_what_was_not_carried_has_none(hall, ballot):
    for voter, word in zip((hall.chair, *hall.members), ["yes"] * 3 + ["no"] * 3, strict=True):
        hall.vote(ballot, voter, word)
    assert hall.close(ballot).outcome is Outcome.NOT_PASSED
    assert db.session.query(Prize).count() == 0


def test_the_vote_is_the_reason_where_the_order_is_left(hall):
    ballot = hall.ballot(hall.ask(hall.works[1]), secret=False)
    for voter in (hall.chair, *hall.members):
        hall.vote(ballot, voter, "yes")
    hall.close(ballot)
    assert "6/6" in db.session.query(Prize).one().departure


def test_a_count_stands_also_where_the_prize_cannot_be_given(hall):
    service.prepare(hall.edition, hall.works[0], hall.edition.prize_levels[0], actor=hall.secretary)
    ballot = hall.ballot(hall.ask(hall.works[1]))
    for voter in (hall.chair, *hall.members):
        hall.vote(ballot, voter, "yes")
    assert hall.close(ballot).outcome is Outcome.PASSED
    assert len(hall.refused) == 1
    assert db.session.query(Prize).count() == 1


def test_a_tie_is_voted_on_again_among_the_tied(hall):
    item_id = hall.ask(*hall.works, level=1)
    ballot = hall.ballot(item_id)
    a, b = str(hall.works[0].id), str(hall.works[1].id)
    for voter, work in zip((hall.chair, *hall.members), [a, a, a, b, b, b], strict=True):
        hall.vote(ballot, voter, work)
    assert hall.close(ballot).again == [a, b]
    scene = queries.sitting_of_item(item_id)
    again = service.run_off(scene, scene.focus, scene.focus.last_count, actor=hall.chair)
    db.session.commit()
    with pytest.raises(Refusal):
        hall.vote(again.id, hall.chair, str(hall.works[2].id))
    for voter, work in zip((hall.chair, *hall.members), [a, a, a, a, b, b], strict=True):
        hall.vote(again.id, voter, work)
    assert hall.close(again.id).winners == [a]
    scene = queries.sitting_of_item(item_id)
    with pytest.raises(WrongMoment):
        service.run_off(scene, scene.focus, scene.focus.last_count, actor=hall.chair)


def test_without_a_quorum_no_ballot_opens(cast):
    hall = Hall(cast)
    hall.open(present=[hall.chair, *hall.members[:2]])
    with pytest.raises(Refusal, match="3 of the 6"):
        hall.ballot(hall.ask(hall.works[0]))


def test_who_steps_out_counts_neither_for_the_quorum_nor_for_the_majority(hall):
    db.session.add(
        DeclaredConflict(person_id=hall.members[4].id, entry_id=hall.works[0].id, reason="Chị em", at=clock.now())
    )
    ballot = hall.ballot(hall.ask(hall.works[0]))
    assert hall.members[4].id not in queries.voters(ballot)
    for voter in (hall.chair, *hall.members[:2]):
        hall.vote(ballot, voter, "yes")
    with pytest.raises(WrongMoment):
        hall.vote(ballot, hall.members[4], "no")
    hall.vote(ballot, hall.members[2], "no")
    assert (hall.close(ballot).basis, hall.sitting.items[0].last_count.entitled) == (5, 5)


def test_a_conflict_that_comes_to_light_in_the_ballot_bites(hall, ballot):
    db.session.add(
        DeclaredConflict(person_id=hall.members[0].id, entry_id=hall.works[0].id, reason="Em họ", at=clock.now())
    )
    with pytest.raises(WrongMoment, match="conflict of interest"):
        hall.vote(ballot, hall.members[0], "yes")
    assert stored(ballot) == (0, 0)


def test_who_leaves_without_voting_is_off_the_list_and_who_voted_stays(hall, ballot):
    hall.vote(ballot, hall.members[0], "yes")
    hall.move(hall.members[0])
    hall.move(hall.members[1])
    with pytest.raises(WrongMoment):
        hall.vote(ballot, hall.members[1], "yes")
    for voter in (hall.chair, *hall.members[2:]):
        hall.vote(ballot, voter, "yes")
    closed = hall.close(ballot)
    assert (closed.votes["yes"], closed.present, closed.entitled) == (5, 5, 6)


def test_who_comes_late_votes_from_the_next_ballot_on(cast):
    hall = Hall(cast)
    hall.open(present=[hall.chair, *hall.members[:4]])
    item_id = hall.ask(hall.works[0])
    ballot = hall.ballot(item_id)
    hall.move(hall.members[4], Attendance.PRESENT)
    with pytest.raises(WrongMoment, match="the next one"):
        hall.vote(ballot, hall.members[4], "yes")
    hall.close(ballot)
    assert hall.members[4].id in queries.voters(hall.ballot(item_id))


def test_if_too_many_leave_the_count_says_so(hall, ballot):
    for member in hall.members[:3]:
        hall.move(member)
    for voter in (hall.chair, *hall.members[3:]):
        hall.vote(ballot, voter, "yes")
    assert hall.close(ballot).outcome is Outcome.NO_QUORUM
    assert db.session.query(Prize).count() == 0


def test_a_secret_ballot_of_fewer_than_three_voters_does_not_open(cast):
    hall = Hall(cast, members=1)
    hall.open()
    item_id = hall.ask(hall.works[0])
    with pytest.raises(Refusal, match="would tell who voted what"):
        hall.ballot(item_id)
    assert hall.ballot(item_id, secret=False)


@pytest.mark.parametrize("cast_by", [1, 2])
def test_too_few_secret_papers_are_destroyed_uncounted_and_the_question_goes_on(hall, client, cast_by):
    item_id = hall.ask(hall.works[0])
    ballot = hall.ballot(item_id, quorum="1")
    codes = [hall.vote(ballot, voter, "no") for voter in hall.members[:cast_by]]
    closed = hall.close(ballot)
    assert (closed.outcome, closed.is_uncounted, sum(closed.votes.values())) == (Outcome.NO_QUORUM, True, 0)
    assert stored(ballot) == (0, 0)
    assert queries.broken_counts() == []
    told = str([note.content for note in queries.notes(hall.session_id)])
    client.enter_as(hall.chair)
    page = client.get(f"/ballots/{ballot}").get_data(as_text=True)
    lead = client.get(f"/council/{hall.session_id}/lead").get_data(as_text=True)
    assert not any(code in told + page for code in codes)
    assert "đã được hủy" in page
    assert "đã được hủy" in lead
    assert "đã được hủy" in client.get(f"/council/{hall.session_id}/minutes").get_data(as_text=True)
    again = hall.ballot(item_id)
    for voter in (hall.chair, *hall.members):
        hall.vote(again, voter, "yes")
    assert hall.close(again).outcome is Outcome.PASSED


def test_a_new_ballot_is_on_what_no_ballot_has_decided(hall):
    first, second, third = hall.works
    item_id = hall.ask(first, second, third, places=2)
    ballot = hall.ballot(item_id)
    for voter, others in zip((hall.chair, *hall.members), [second, third] * 3, strict=True):
        hall.vote(ballot, voter, str(first.id), str(others.id))
    half = hall.close(ballot)
    assert (half.winners, half.outcome) == ([str(first.id)], Outcome.RUN_OFF)
    again = db.session.get(Ballot, hall.ballot(item_id))
    assert (set(again.works), again.places) == ({str(second.id), str(third.id)}, 1)
    for voter in (hall.chair, *hall.members):
        hall.vote(again.id, voter, str(third.id))
    hall.close(again.id)
    with pytest.raises(WrongMoment, match="decided already"):
        hall.ballot(item_id)


def test_a_second_press_is_answered_as_the_first_and_a_second_vote_refused(hall, ballot):
    code = hall.vote(ballot, hall.chair, "yes")
    hall.vote(ballot, hall.chair, "no", code=code)
    with pytest.raises(WrongMoment, match="first one counts"):
        hall.vote(ballot, hall.chair, "no")
    assert queries.secret_papers(ballot) == [(code, ("yes",))]
    assert stored(ballot) == (1, 1)


def test_no_vote_after_closing_but_the_receipt_is_shown_again(hall, ballot):
    code = hall.vote(ballot, hall.chair, "yes")
    for voter in hall.members[1:3]:
        hall.vote(ballot, voter, "yes")
    hall.close(ballot)
    with pytest.raises(WrongMoment):
        hall.vote(ballot, hall.members[0], "yes")
    hall.vote(ballot, hall.chair, "yes", code=code)
    assert stored(ballot) == (3, 3)


@pytest.mark.parametrize("secret", [True, False])
def test_a_paper_that_was_changed_is_found(hall, secret):
    ballot = hall.ballot(hall.ask(hall.works[0]), secret=secret)
    for voter in (hall.chair, *hall.members):
        hall.vote(ballot, voter, "no")
    hall.close(ballot)
    assert queries.broken_counts() == []
    votes = SecretVote if secret else OpenVote
    db.session.query(votes).first().paper = ["yes"]
    db.session.flush()
    assert len(queries.broken_counts()) == 1
    db.session.rollback()
    db.session.delete(db.session.query(votes).first())
    db.session.flush()
    assert len(queries.broken_counts()) == 1


VOTES = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["yes", "no", "abstain"])), max_size=14)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VOTES, st.booleans())
def test_there_are_as_many_papers_as_casts_whoever_presses_how_often(hall, acts, secret):
    item_id = hall.ask(hall.works[0])
    ballot = hall.ballot(item_id, secret=secret)
    people, first = (hall.chair, *hall.members), {}
    for place, word in acts:
        if place in first:
            with pytest.raises(WrongMoment):
                hall.vote(ballot, people[place], word)
        else:
            hall.vote(ballot, people[place], word)
            first[place] = word
        assert stored(ballot) == (len(first), len(first))
    closed = hall.close(ballot)
    words = list(first.values()) if len(first) > 2 or not secret else []
    assert closed.votes == {word: words.count(word) for word in ("yes", "no", "abstain")}
    db.session.query(Prize).delete()
    assert queries.broken_counts() == []


def test_a_secret_vote_has_nothing_in_common_with_a_name():
    """Neither column nor key leads from one table to the other, but the ballot that both belong to."""
    votes, voters = SecretVote.__table__, BallotVoter.__table__
    assert {column.name for column in votes.columns} == {"ballot_id", "code", "paper"}
    assert {column.name for column in votes.columns} & {column.name for column in voters.columns} == {"ballot_id"}
    for table in (votes, voters):
        assert not any(isinstance(column.type, (sa.DateTime, sa.TypeDecorator)) for column in table.columns)
        assert all(column.default is None or not column.default.is_callable for column in table.columns)
    assert all(key.column.table.name == "ballot" for key in votes.foreign_keys)


def test_no_statement_joins_votes_and_names(hall, ballot):
    seen = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *given: seen.append(given[2].lower()))
    hall.vote(ballot, hall.chair, "yes")
    hall.vote(ballot, hall.members[0], "no")
    hall.close(ballot)
    queries.broken_counts()
    about_votes = [statement for statement in seen if "secret_vote" in statement]
    assert about_votes
    assert not [one for one in about_votes if "ballot_voter" in one or "person" in one]


def test_neither_the_order_of_rows_nor_the_transaction_tells_who_voted_what(hall, ballot):
    for place, voter in enumerate((hall.members[3], hall.members[0], hall.chair, hall.members[1])):
        hall.vote(ballot, voter, ("yes", "no")[place % 2])
    if db.engine.dialect.name == "sqlite":
        for table in ("secret_vote", "ballot_voter"):
            with pytest.raises(sa.exc.OperationalError, match="rowid"):
                db.session.execute(sa.text(f"SELECT rowid FROM {table}"))
        return
    for table in ("secret_vote", "ballot_voter"):
        writers = db.session.execute(sa.text(f"SELECT DISTINCT xmin::text FROM {table}")).all()
        assert len(writers) == 1, table
    codes = list(db.session.execute(sa.text("SELECT code FROM secret_vote ORDER BY ctid")).scalars())
    assert codes == sorted(codes)


def test_the_record_has_no_instant_of_a_secret_cast(hall, ballot):
    before = db.session.query(AuditEvent).count()
    hall.vote(ballot, hall.chair, "yes")
    assert db.session.query(AuditEvent).count() == before
    assert db.session.get(Ballot, ballot).closed_at is None


def test_a_fault_of_the_database_that_is_logged_tells_no_vote(hall, ballot):
    hall.vote(ballot, hall.chair, "yes")
    paper = {"ballot_id": ballot, "code": "aaaaa-bbbbb", "paper": ["abstain"]}
    with pytest.raises(sa.exc.IntegrityError) as fault:
        db.session.execute(sa.insert(SecretVote), [paper, {**paper, "paper": ["yes"]}])
    assert "parameters hidden" in str(fault.value)
    assert "abstain" not in str(fault.value)


def test_an_open_vote_stands_in_the_record_with_its_name(hall):
    ballot = hall.ballot(hall.ask(hall.works[0]), secret=False)
    hall.vote(ballot, hall.members[0], "no")
    last = db.session.query(AuditEvent).order_by(AuditEvent.sequence.desc()).first()
    assert (last.verb, last.actor_id, last.after) == ("ballot.cast", hall.members[0].id, {"votes": ["no"]})
