"""Conflicts are derived from facts; the closest reason is named."""

from uuid import UUID

import pytest

from award.judging.conflicts import ConflictKind, JudgeFacts, WorkFacts, conflict_of, family

ME, OTHER, PAPER, STATION, MERGED = (UUID(int=n) for n in range(5))
JUDGE = JudgeFacts(ME, "giang@example.vn", frozenset({PAPER}))


@pytest.mark.parametrize(
    ("work", "kind"),
    [
        (WorkFacts(OTHER), None),
        (WorkFacts(ME), ConflictKind.OWN_WORK),
        (WorkFacts(OTHER, leads=frozenset({ME})), ConflictKind.OWN_WORK),
        (WorkFacts(OTHER, others=frozenset({ME})), ConflictKind.CO_AUTHOR),
        (WorkFacts(OTHER, others=frozenset({"giang@example.vn"})), ConflictKind.CO_AUTHOR),
        (WorkFacts(OTHER, outlets=frozenset({STATION, PAPER})), ConflictKind.OWN_OUTLET),
        (WorkFacts(OTHER, outlets=frozenset({STATION})), None),
        (WorkFacts(OTHER, declared_by=frozenset({ME})), ConflictKind.DECLARED),
        (WorkFacts(OTHER, declared_by=frozenset({OTHER})), None),
        (WorkFacts(ME, outlets=frozenset({PAPER})), ConflictKind.OWN_WORK),
    ],
)
def test_a_conflict_is_found_and_named(work, kind):
    found = conflict_of(JUDGE, work)
    assert (found and found.kind) == kind


def test_every_conflict_has_a_reason_to_show():
    for kind in ConflictKind:
        assert str(conflict_of(JUDGE, WorkFacts(OTHER, declared_by=frozenset({ME}))).reason)
        assert kind.label


def test_a_judge_without_an_outlet_shares_none():
    nobody = JudgeFacts(ME, "x@example.vn", family(None, {}))
    assert conflict_of(nobody, WorkFacts(OTHER, outlets=frozenset({PAPER}))) is None


def test_outlets_that_were_merged_are_one_family():
    successors = {PAPER: MERGED, STATION: MERGED}
    assert family(PAPER, successors) == {PAPER, STATION, MERGED}
    assert family(MERGED, successors) == {PAPER, STATION, MERGED}
    assert family(OTHER, successors) == {OTHER}


def test_a_circle_of_successors_ends():
    assert family(PAPER, {PAPER: MERGED, MERGED: PAPER}) == {PAPER, MERGED}
