"""A check set aside by the secretariat: with a reason, on the record, for one thing only, and lifted again."""

from datetime import date

import pytest

from award.audit.queries import history
from award.editions.states import EditionState
from award.entries import queries, rules, service
from award.entries.checks import open_ones
from award.kit.refusals import NotReady, Refusal, WrongMoment
from tests.entries.making import ready_draft
from tests.support.editions import make_edition

WHY = "Kỳ 1 đăng sớm do báo ra số đặc biệt"


@pytest.fixture
def edition(world):
    return make_edition()


@pytest.fixture
def early(edition, cast):
    """A draft whose only part was published before the window."""
    entry = ready_draft(edition, cast.an)
    part = {"outlet_name": "Báo Bình Định", "published_on": date(2022, 10, 1)}
    service.save_parts(entry, [part], version=None, actor=cast.an)
    return entry


def test_an_overridden_check_no_longer_stands_in_the_way_and_says_why(early, cast):
    with pytest.raises(NotReady):
        service.submit(early, actor=cast.an)
    service.override(early, clause="window", part=1, reason=f"  {WHY} ", actor=cast.dung)
    assert service.submit(early, actor=cast.an).code == "BI-001"
    [check] = [check for check in service.run_checks(early) if check.clause == "window"]
    assert not check.is_met
    assert (check.override.reason, check.override.by) == (WHY, cast.dung.full_name)


def test_it_is_on_the_record_and_lifting_it_too(early, cast):
    service.override(early, clause="window", part=1, reason=WHY, actor=cast.dung)
    service.lift_override(early, clause="window", part=1, actor=cast.dung)
    service.lift_override(early, clause="window", part=1, actor=cast.dung)
    events = [event for event in history(early) if "override" in event.verb]
    assert [(event.verb, event.actor_id) for event in events] == [
        ("entry.override", cast.dung.id),
        ("entry.lift_override", cast.dung.id),
    ]
    assert events[0].after["reason"] == events[1].before["reason"] == WHY
    assert [check.clause for check in open_ones(service.run_checks(early))] == ["window"]


def test_it_holds_for_one_part_and_one_requirement_only(early, cast):
    parts = [{"outlet_name": "Báo Bình Định", "published_on": date(2022, 10, day)} for day in (1, 2)]
    service.save_parts(early, parts, version=None, actor=cast.an)
    service.override(early, clause="window", part=1, reason=WHY, actor=cast.dung)
    service.override(early, clause="files:ban-in", part=2, reason=WHY, actor=cast.dung)
    assert [(check.key, check.part) for check in open_ones(service.run_checks(early))] == [("window", 2)]


def test_nothing_is_set_aside_without_a_reason_or_need_or_in_an_archive(early, cast, edition):
    for clause, reason, field in (("window", " ", "reason"), ("title", WHY, "clause"), ("nothing", WHY, "clause")):
        with pytest.raises(Refusal) as refused:
            service.override(early, clause=clause, part=1, reason=reason, actor=cast.dung)
        assert refused.value.field == field
    edition.state = EditionState.ARCHIVED
    with pytest.raises(WrongMoment):
        service.override(early, clause="window", part=1, reason=WHY, actor=cast.dung)
    assert queries.overrides_of([early.id]) == {}


def test_only_the_secretary_of_the_edition_may(early, cast, edition):
    cast.appoint(edition)
    people = ("an", "binh", "dung", "giang", "hung", "khanh", "lan", "mai")
    assert [who for who in people if rules.may_override(getattr(cast, who), early)] == ["dung"]


def test_author_and_secretary_see_that_it_is_set_aside(client, early, cast, edition):
    service.override(early, clause="window", part=1, reason=WHY, actor=cast.dung)
    assert WHY in client.enter_as(cast.an).get(f"/entries/{early.id}/submit").text
    service.submit(early, actor=cast.an)
    cast.appoint(edition)
    assert WHY in client.enter_as(cast.dung).get(f"/entries/{early.id}/screening").text
