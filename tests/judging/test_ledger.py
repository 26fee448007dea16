"""The ledger of a round: any changed byte is found."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from award.judging import ledger
from award.judging.ledger import Link
from award.judging.states import SheetEvent

AT = datetime(2023, 10, 12, 3, 42, 7, 120_000, tzinfo=UTC)


def chained(*events):
    links, head = [], None
    for number, (kind, task, content) in enumerate(events, 1):
        link = Link(UUID(int=1), number, AT, kind, UUID(int=2), UUID(int=task), content, "", "")
        previous, own = ledger.seal(head, link)
        links.append(replace(link, previous_hash=previous, hash=own))
        head = own
    return links


LEDGER = chained(
    (SheetEvent.SAVED, 7, {"marks": {"a": "4.5"}, "total": None}),
    (SheetEvent.CONFIRMED, 7, {"marks": {"a": "4.5"}, "total": "4.5"}),
    (SheetEvent.CONFIRMED, 8, {"marks": {"a": "3"}, "total": "3"}),
    (SheetEvent.REOPENED, 7, {}),
    (SheetEvent.SAVED, 7, {"marks": {"a": "5"}, "total": "5"}),
)


def test_a_ledger_of_earlier_versions_holds_and_goes_on():
    assert LEDGER[-1].hash == "4957c3f2a047ec4b5e28d65da7eb4a19afd24bad6ef2f36177c3adb1eb6e5c4e"
    last = replace(LEDGER[-1], sequence=6, kind=SheetEvent.ROUND_REOPENED, assignment_id=None, content={"reason": "x"})
    previous, own = ledger.seal(LEDGER[-1].hash, last)
    whole = [*LEDGER, replace(last, previous_hash=previous, hash=own)]
    assert ledger.first_break(whole) is None
    assert ledger.counted_totals(whole) == ledger.counted_totals(LEDGER)
    assert ledger.first_break([*whole[:-1], replace(whole[-1], content={"reason": "y"})]) == 6


def test_an_untouched_ledger_holds():
    assert ledger.first_break(LEDGER) is None
    assert ledger.first_break([]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"content": {"marks": {"a": "4.5"}, "total": "4.6"}},
        {"at": AT.replace(microsecond=120_001)},
        {"kind": SheetEvent.SAVED},
        {"actor_id": UUID(int=3)},
        {"assignment_id": UUID(int=8)},
        {"round_id": UUID(int=9)},
        {"hash": "0" * 64},
        {"previous_hash": "0" * 64},
    ],
)
def test_any_change_is_found_where_it_is(change):
    changed = [LEDGER[0], replace(LEDGER[1], **change), *LEDGER[2:]]
    assert ledger.first_break(changed) == 2


def test_an_event_that_was_removed_or_added_is_found():
    assert ledger.first_break([LEDGER[0], *LEDGER[2:]]) == 3
    assert ledger.first_break([*LEDGER[:2], LEDGER[1], *LEDGER[2:]]) == 2


def test_what_counts_is_the_last_confirmed_total_of_each_task():
    assert ledger.counted_totals(LEDGER) == {UUID(int=8): "3"}
    assert ledger.counted_totals(LEDGER[:3]) == {UUID(int=7): "4.5", UUID(int=8): "3"}
