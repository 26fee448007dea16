"""The bench does not rot: every act still does what it says, on a small year, and its table can be read."""

import pytest

from tests.bench.acts import ACTS
from tests.bench.crowd import submit_at_once
from tests.bench.jury import JURY_ACTS, populate_jury
from tests.bench.stage import Finding, stages
from tests.bench.table import acts_table, crowd_line

pytestmark = pytest.mark.xdist_group("bench")

SEEN = {
    "Judge's queue": "/tasks/",
    "Open a sheet": 'id="score-sheet"',
    "Ranking of a closed round": "BI-0",
    "Office list, filtered and sorted": "BI-0",
    "Office list, searched": "BI-0",
    "Large jury: confirm all": 'name="sheets"',
    "Large jury: progress of the round": "Judge 49",
    "Large jury: ranking": "BI-0",
    "Large jury: firmness": "BI-0",
    "Large jury: proposal (worker)": " tasks",
}


@pytest.fixture(scope="module")
def stage():
    with stages("SQLite", (20,)) as (built,):
        yield built


@pytest.fixture(scope="module")
def jury_stage():
    with stages("SQLite", (30,), fill=populate_jury) as (built,):
        yield built


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_every_act_can_be_repeated_and_sends_statements(stage, act):
    _repeated(stage, act)


@pytest.mark.parametrize("act", JURY_ACTS, ids=lambda act: act.name)
def test_every_act_of_a_large_jury_can_be_repeated(jury_stage, act):
    _repeated(jury_stage, act)


def _repeated(stage, act):
    subject, browser = stage.subject(act)
    browser.statements = 0
    for _ in range(2):
        subject.do()
    assert 2 <= browser.statements < 1000
    assert SEEN.get(act.name, "") in browser.page
    assert stage.floor_of(act).do()


def test_clients_that_send_in_at_once_all_get_a_number_of_their_own(stage):
    crowd = submit_at_once(stage, clients=4)
    assert not crowd.failures
    assert len(set(crowd.codes)) == 4
    assert "4 sent in, 0 failures" in crowd_line("SQLite", crowd)


def test_a_goal_that_is_missed_is_called_missed():
    act = next(act for act in ACTS if act.goal == 12)
    small = Finding(act, "SQLite", 100, [12.0] * 5, [1.0] * 5, 7)
    large = Finding(act, "SQLite", 5000, [15.0] * 5, [1.0] * 5, 7)
    lines = acts_table([small, large]).splitlines()
    assert lines[2].endswith("| – | met |")
    assert lines[3].endswith("| 1.25 | **missed** (ratio, growth) |")
