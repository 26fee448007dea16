"""Rounds that decide by ballot: the count, the paper, its doors, and what closing makes of it."""

import json
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from award.accounts.states import Role
from award.db import db
from award.editions.models import Panel
from award.editions.states import BallotForm, RoundMode
from award.judging import queries, service, tally
from award.judging.models import Assignment, ScoreEvent, ScoreSheet, Standing
from award.judging.states import JointKind, TaskState
from award.kit.refusals import NotReady, Refusal, Stale, WrongMoment
from award.outbox.models import Letter
from award.outbox.rendering import render
from tests.support.cast import grant, person
from tests.support.counting import statements_of

BALLOTS = st.lists(st.lists(st.booleans(), max_size=7), max_size=12)


@given(BALLOTS, st.integers(1, 4), st.none() | st.integers(1, 6), st.none() | st.integers(1, 7))
def test_the_count_is_the_naive_one_and_so_is_what_passes(given_, quorum, count, votes):
    rules = tally.Rules(tally.VOTES, quorum, count, None if votes is None else votes * 100)
    places = tally.rank([(n, [100 * vote for vote in ballots]) for n, ballots in enumerate(given_)], rules)
    valid = {n: sum(ballots) for n, ballots in enumerate(given_) if len(ballots) >= quorum}
    assert {place.work: place.score for place in places if place.rank} == valid
    for place in places:
        mine = valid.get(place.work)
        above = sum(other > mine for other in valid.values()) if mine is not None else None
        by_count, by_votes = count is not None and mine is not None and above < count, False
        if mine is not None and votes is not None:
            by_votes = mine >= votes
        free = mine is not None and count is None and votes is None
        assert (place.rank, place.passed) == (None if mine is None else above + 1, by_count or by_votes or free)


def as_ballot(round_, form=BallotForm.YES_NO, **more):
    values = {"mode": RoundMode.BALLOT, "ballot": form, "criteria": [], "pass_count": None, "quorum": 2, **more}
    for name in ("scale", "step", "method", "judges_per_work"):
        values.setdefault(name, None)
    for name, value in values.items():
        setattr(round_, name, value)
    db.session.flush()


@pytest.fixture
def ballot(room, cast):
    """Three judges before a ballot of yes or no on four works, open."""
    as_ballot(room.round, pass_votes=2)
    return room.seat(cast.giang, cast.ha, cast.hung).assigned().opened()


def vote(room, judge, *votes, confirm=True):
    db.session.flush()
    held = queries.ballot(judge, room.round)
    given_ = {line.id: value for line, value in zip(held.lines, votes, strict=False) if line.open}
    verb = service.confirm_ballot if confirm else service.save_ballot
    verb(room.round, given_, version=held.version, actor=judge)


def standings(room):
    return [(row.rank, row.score, row.passed) for row in queries.standings(room.round.id)]


def test_every_judge_gets_every_work_but_what_they_stay_away_from(ballot, cast):
    assert len(queries.ballot(cast.giang, ballot.round).lines) == 4
    service.declare_conflict(ballot.task(cast.giang), "Người nhà", actor=cast.giang)
    assert len(queries.ballot(cast.giang, ballot.round).lines) == 3
    cast.ha.outlet_id = cast.station.id
    db.session.flush()
    assert len(queries.ballot(cast.ha, ballot.round).lines) in (0, 4)


def test_closing_counts_votes_and_the_recount_agrees(world, ballot, cast):
    vote(ballot, cast.giang, True, True, False, True)
    vote(ballot, cast.ha, True, False, False, True)
    vote(ballot, cast.hung, True, True, True, True, confirm=False)
    ballot.closed()
    assert standings(ballot) == [(1, "2/1", True), (1, "2/1", True), (3, "1/1", False), (4, "0/1", False)]
    db.session.commit()
    told = world.test_cli_runner().invoke(args=["recount", f"{ballot.edition.code}/{ballot.round.code}"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["rules"]["method"] == tally.VOTES
    db.session.execute(sa.update(ScoreSheet).values(total=Decimal(0)))
    db.session.commit()
    again = world.test_cli_runner().invoke(args=["recount", f"{ballot.edition.code}/{ballot.round.code}"])
    assert again.exit_code == 1


def test_what_a_sub_committee_has_of_its_own_holds_there(world, ballot, cast):
    ballot.round.panels = [Panel(code=ballot.edition.subcommittees[0].code, position=1, pass_votes=1)]
    db.session.flush()
    vote(ballot, cast.giang, True, False, False, False)
    vote(ballot, cast.ha, True, True, False, False)
    ballot.closed()
    assert [passed for *_, passed in standings(ballot)] == [True, True, False, False]
    db.session.commit()
    told = world.test_cli_runner().invoke(args=["recount", f"{ballot.edition.code}/{ballot.round.code}"])
    assert told.exit_code == 0, told.output


def test_a_ballot_below_the_quorum_gives_no_score(ballot, cast):
    vote(ballot, cast.giang, True, True, True, True)
    with pytest.raises(Refusal, match="quorum"):
        ballot.closed(reason="")
    ballot.closed()
    assert {row[0] for row in standings(ballot)} == {None}


def test_no_more_works_can_be_chosen_than_the_round_says(room, cast):
    as_ballot(room.round, BallotForm.CHOICES, choices=2)
    room.seat(cast.giang, cast.ha).assigned().opened()
    for confirm in (False, True):
        with pytest.raises(NotReady, match="at most 2"):
            vote(room, cast.giang, True, True, True, confirm=confirm)
    vote(room, cast.giang, True, True)
    assert [line.vote for line in queries.ballot(cast.giang, room.round).lines] == [True, True, False, False]


def test_a_vote_is_refused_when_it_is_stale_unfinished_not_open_or_of_another_judge(ballot, cast):
    with pytest.raises(NotReady, match="no vote yet"):
        vote(ballot, cast.giang, True, True)
    vote(ballot, cast.giang, True, True, confirm=False)
    with pytest.raises(Stale):
        service.save_ballot(ballot.round, {}, version=0, actor=cast.giang)
    other = queries.ballot(cast.ha, ballot.round).lines[0].id
    with pytest.raises(Refusal, match="not on the ballot"):
        service.save_ballot(ballot.round, {other: True}, version=2, actor=cast.giang)
    with pytest.raises(Refusal, match="decides by ballot"):
        service.save_sheet(ballot.task(cast.giang), {}, "", "", version=1, actor=cast.giang)
    ballot.closed()
    with pytest.raises(WrongMoment, match="came after it"):
        vote(ballot, cast.giang, True, True, True, True)


def test_a_ballot_taken_back_does_not_count_and_every_step_is_in_the_ledger(ballot, cast):
    vote(ballot, cast.giang, True, True, False, False)
    service.reopen_ballot(ballot.round, actor=cast.giang)
    db.session.flush()
    states = db.session.scalars(sa.select(Assignment.state).where(Assignment.judge_id == cast.giang.id)).all()
    assert set(states) == {TaskState.OPENED}
    kinds = [event.kind.value for event in db.session.scalars(sa.select(ScoreEvent).order_by(ScoreEvent.sequence))]
    assert kinds == ["saved"] * 4 + ["confirmed"] * 4 + ["reopened"] * 4


def test_the_page_keeps_a_draft_confirms_and_shows_nothing_of_others(ballot, cast, client):
    vote(ballot, cast.ha, False, False, False, False)
    here = f"/rounds/{ballot.round.id}/ballot"
    page = client.enter_as(cast.giang).get(here).text
    names = [f"vote_{line.id.hex}" for line in queries.ballot(cast.giang, ballot.round).lines]
    assert all(name in page for name in names)
    assert "checked" not in page
    assert client.get(f"/rounds/{ballot.round.id}/queue").location.endswith(here)
    assert client.post(here, data={names[0]: "yes", "version": "0"}).status_code == 303
    half = client.post(f"{here}/confirm", data={names[0]: "yes", "version": "1"})
    assert half.status_code == 422
    assert ballot.entries[1].code in half.text
    stale = client.post(here, data={names[0]: "no", "version": "0"})
    assert stale.status_code == 409
    whole = dict.fromkeys(names, "no") | {"version": "1"}
    assert client.post(f"{here}/confirm", data=whole).status_code == 303
    assert "/reopen" in client.get(here).text
    assert client.post(f"{here}/reopen").status_code == 303
    assert client.enter_as(cast.an).get(here).status_code == 404
    assert client.enter_as(cast.giang).get(f"/tasks/{ballot.task(cast.giang).id}").text.count("score-sheet") == 0


@pytest.mark.parametrize("form", BallotForm)
def test_a_ballot_confirmed_twice_with_the_same_votes_is_confirmed_once(room, cast, client, form):
    as_ballot(room.round, form, choices=2)
    room.seat(cast.giang, cast.ha).assigned().opened()
    db.session.commit()
    here, choosing = f"/rounds/{room.round.id}/ballot", form is BallotForm.CHOICES
    names = [f"vote_{line.id.hex}" for line in queries.ballot(cast.giang, room.round).lines]
    typed = dict.fromkeys(names[:2], "y" if choosing else "yes") | ({} if choosing else dict.fromkeys(names[2:], "no"))
    client.enter_as(cast.giang)
    for _ in range(2):
        assert client.post(f"{here}/confirm", data=typed | {"version": "0"}).status_code == 303
    events = db.session.scalar(sa.select(sa.func.count()).select_from(ScoreEvent))
    assert events == 8
    other = dict.fromkeys(names[1:], "y" if choosing else "no") | ({} if choosing else {names[0]: "no"})
    assert client.post(f"{here}/confirm", data=other | {"version": "0"}).status_code == 409


def test_the_ballot_asks_no_more_for_more_works(room, cast, client):
    as_ballot(room.round)
    counts = []
    room.seat(cast.giang, cast.ha)
    for wanted in (4, 7, 34):
        while len(room.entries) < wanted:
            room.enter(cast.cuong)
        room.assigned()
        db.session.commit()
        counts.append(statements_of(client.enter_as(cast.giang), f"/rounds/{room.round.id}/ballot"))
    assert len(set(counts)) == 1


def test_letters_of_a_ballot_speak_of_votes(room, cast):
    as_ballot(room.round)
    room.seat(cast.giang, cast.ha).assigned().opened()
    service.remind_now(room.round, note="", actor=cast.dung)
    service.reassign(room.task(cast.giang).assignment, _heir(room), reason="Bận việc", actor=cast.dung)
    vote(room, cast.ha, True, True, True, True)
    act = service.ask(
        room.round, JointKind.RETURN_SHEET, assignment=room.task(cast.ha).assignment, reason="x", actor=cast.dung
    )
    service.agree(act, actor=cast.hung)
    room.closed()
    service.agree(service.ask(room.round, JointKind.REOPEN_ROUND, reason="x", actor=cast.dung), actor=cast.hung)
    letters = db.session.query(Letter).filter(Letter.template.startswith("judging/")).all()
    kinds = {letter.template.removeprefix("judging/") for letter in letters}
    assert kinds == {"published", "reminder", "given", "returned", "closed", "reopened"}
    for letter in letters:
        for tongue, words in (("vi", ("chấm", "điểm")), ("en", ("mark", "sheet"))):
            told = "\n".join(render(letter.template, letter.values, tongue=tongue, address=lambda *_, **__: "-"))
            spoken = told.replace("Vòng chấm", "").replace("trang tác phẩm", "").lower()
            assert not [word for word in words if word in spoken], told


def _heir(room):
    other = person("Lý Thế Mạnh", "manh@example.vn")
    grant(other, Role.JUDGE, room.edition)
    room.seat(other)
    return other


def test_standings_of_a_ballot_do_not_show_before_it_is_closed(ballot, cast, client):
    vote(ballot, cast.giang, True, True, True, True)
    assert client.enter_as(cast.dung).get(f"/rounds/{ballot.round.id}/ranking").status_code == 409
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Standing)) == 0
    ballot.closed()
    db.session.commit()
    assert client.get(f"/rounds/{ballot.round.id}/ranking").status_code == 200
    assert client.get(f"/rounds/{ballot.round.id}").status_code == 200
    assert client.get(f"/editions/{ballot.edition.code}").status_code == 200
