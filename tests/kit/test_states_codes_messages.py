"""Tables of states, identifiers, and sentences that pure code says."""

import time

import pytest

from award.kit.codes import new_id, new_secret
from award.kit.messages import say
from award.kit.refusals import NotReady, WrongMoment
from award.kit.states import StateTable, TitledEnum


class Door(TitledEnum):
    OPEN = "open", "Open"
    SHUT = "shut", "Shut"
    WALLED = "walled"


TABLE = StateTable([("shut", [Door.OPEN], Door.SHUT, "Shut it"), ("open", [Door.SHUT], Door.OPEN, "Open it")])


def test_an_act_leads_where_the_table_says():
    assert TABLE.target("shut", Door.OPEN) is Door.SHUT
    assert TABLE.allows("open", Door.SHUT)
    assert [one.verb for one in TABLE.verbs(Door.SHUT)] == ["open"]
    assert TABLE.verbs(Door.WALLED) == []


def test_an_act_at_the_wrong_moment_names_act_and_state():
    with pytest.raises(WrongMoment) as caught:
        TABLE.target("open", Door.OPEN)
    assert str(caught.value) == "“Open it” is not possible now: the state is “Open”."
    assert caught.value.status == 409


def test_a_member_is_its_value_and_carries_its_label():
    assert (Door("open"), Door.OPEN == "open", Door.SHUT.label, Door.WALLED.label) == (
        Door.OPEN,
        True,
        "Shut",
        "walled",
    )


def test_identities_are_version_7_and_sort_by_time():
    first = new_id()
    time.sleep(0.002)
    second = new_id()
    assert first < second
    assert {one.version for one in (first, second)} == {7}
    assert len({new_id() for _ in range(1000)}) == 1000


def test_secrets_are_long_and_different():
    assert len(new_secret()) >= 43
    assert new_secret() != new_secret()


def test_a_sentence_fills_its_places_and_may_hold_another():
    inner = say("after %(day)s", day="05/10")
    assert str(say("Published %(when)s.", when=inner)) == "Published after 05/10."
    assert str(say("100 % of it")) == "100 % of it"


def test_what_lacks_several_things_says_them_all():
    refusal = NotReady([say("No rules."), say("No prizes.")])
    assert str(refusal) == "No rules."
    assert len(refusal.messages) == 2
