"""Taking in: numbers, the chain of custody, what counts as in time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from award.audit.queries import history
from award.db import db
from award.intake import queries, service
from award.intake.counting import counts_as
from award.intake.models import CustodyStep
from award.intake.states import IntakeState, Means
from award.kit import clock
from award.kit.codes import new_id
from award.kit.refusals import Refusal, Stale, WrongMoment
from award.outbox.models import Letter
from tests.intake.making import make_intake, values
from tests.support.editions import make_edition

CAME = datetime(2023, 10, 9, 3, 0, tzinfo=UTC)
DEADLINE = datetime(2023, 10, 5, 10, 0, tzinfo=UTC)


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


def test_intakes_are_numbered_and_begin_their_chain(cast, edition):
    first, second = make_intake(edition, cast.dung), make_intake(edition, cast.dung)
    assert [first.code, second.code] == ["TN-0001", "TN-0002"]
    assert [step.state for step in queries.steps_of(first)] == [IntakeState.RECEIVED]
    assert first.proof != second.proof


def test_a_form_sent_twice_makes_one_intake(cast, edition):
    ticket = new_id()
    one = service.register(edition, values(), identity=ticket, actor=cast.dung)
    assert service.register(edition, values(), identity=ticket, actor=cast.dung) is one
    with pytest.raises(Refusal):
        service.register(edition, values(), identity=ticket, actor=cast.hung)


def test_the_chain_goes_on_by_the_table_and_says_who_where_and_why(cast, edition):
    intake = make_intake(edition, cast.dung)
    with pytest.raises(WrongMoment):
        service.hand_on(intake, "destroy", remark="Quyết định 12", actor=cast.dung)
    service.hand_on(intake, "copy", actor=cast.dung)
    service.hand_on(intake, "store", place="Tủ 2, ngăn 3", actor=cast.dung)
    service.hand_on(intake, "give_back", remark="Trả cho Nguyễn Thị Hân", actor=cast.dung)
    chain = [(step.state.value, step.actor, step.place) for step in queries.steps_of(intake)]
    assert chain[2:] == [("stored", cast.dung.full_name, "Tủ 2, ngăn 3"), ("returned", cast.dung.full_name, "")]
    assert [event.verb for event in history(intake)] == [
        "intake.register",
        "intake.copy",
        "intake.store",
        "intake.give_back",
    ]
    with pytest.raises(WrongMoment):
        service.hand_on(intake, "copy", actor=cast.dung)


@pytest.mark.parametrize("verb", ["store", "give_back"])
def test_a_step_without_what_it_needs_is_refused(cast, edition, verb):
    with pytest.raises(Refusal) as refused:
        service.hand_on(make_intake(edition, cast.dung), verb, place=" ", actor=cast.dung)
    assert refused.value.field in ("place", "remark")


@pytest.mark.parametrize("act", ["change", "delete"])
def test_a_link_of_the_chain_is_written_once(cast, edition, act):
    make_intake(edition, cast.dung)
    step = db.session.query(CustodyStep).one()
    if act == "change":
        step.place = "Nơi khác"
    else:
        db.session.delete(step)
    with pytest.raises(RuntimeError):
        db.session.flush()


def test_mending_keeps_the_chain_and_notices_a_second_hand(cast, edition):
    intake = make_intake(edition, cast.dung)
    service.change(intake, values(pieces=3), version=1, actor=cast.dung)
    assert (intake.pieces, intake.version, len(queries.steps_of(intake))) == (3, 2, 1)
    with pytest.raises(Stale):
        service.change(intake, values(pieces=4), version=1, actor=cast.dung)


def test_days_that_cannot_be_are_refused(cast, edition):
    with pytest.raises(Refusal):
        make_intake(edition, cast.dung, received_at=clock.now() + timedelta(hours=1))
    with pytest.raises(Refusal):
        make_intake(edition, cast.dung, postmarked_on=clock.today() + timedelta(days=1))


@pytest.mark.parametrize(
    ("means", "postmark", "by_postmark", "counts"),
    [
        (Means.POST, date(2023, 10, 3), True, datetime(2023, 10, 3, 16, 59, tzinfo=UTC)),
        (Means.POST, date(2023, 10, 5), True, DEADLINE),
        (Means.POST, date(2023, 10, 6), True, datetime(2023, 10, 6, 16, 59, tzinfo=UTC)),
        (Means.POST, date(2023, 10, 9), True, CAME),
        (Means.POST, date(2023, 10, 3), False, CAME),
        (Means.POST, None, True, CAME),
        (Means.COURIER, date(2023, 10, 3), True, CAME),
    ],
)
def test_the_postmark_counts_where_the_rules_say_so(means, postmark, by_postmark, counts):
    found = counts_as(means, received_at=CAME, postmarked_on=postmark, postmark_counts=by_postmark, deadline=DEADLINE)
    assert found == counts


def test_the_author_is_written_to_at_the_address_given(cast, edition):
    make_intake(edition, cast.dung, author_email="AN@example.vn", author_name="Lê Thị An")
    make_intake(edition, cast.dung)
    letter = db.session.query(Letter).filter_by(template="intake/received").one()
    assert letter.recipient == "an@example.vn"
