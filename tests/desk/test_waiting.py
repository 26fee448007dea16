"""What waits is decided from plain figures."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

from award.accounts.states import Role
from award.desk.figures import weeks
from award.desk.waiting import Figures, RoundFigures, waiting
from award.editions.states import EditionState, RoundState
from award.entries.states import EntryState
from award.judging.states import TaskState

NOW = datetime(2023, 10, 20, 10, tzinfo=UTC)
EDITION = SimpleNamespace(code="thu-2023", state=EditionState.OPEN)


def round_of(tasks, closes_in=1, state=RoundState.OPEN):
    return RoundFigures(UUID(int=7), "Vòng sơ khảo", state, NOW + timedelta(days=closes_in), tasks)


def addresses(roles, **figures):
    return [item.address for item in waiting(set(roles), EDITION, Figures(**figures), NOW)]


def test_a_returned_work_comes_before_a_draft():
    draft = SimpleNamespace(id=1, title="Nháp", state=EntryState.DRAFT, state_reason=None, saved_at=NOW)
    returned = SimpleNamespace(id=2, title="Trả lại", state=EntryState.RETURNED, state_reason="Thiếu tệp", saved_at=NOW)
    assert addresses([], own=[draft, returned]) == ["/entries/2", "/entries/1"]


def test_a_judge_is_sent_to_what_is_left_of_an_open_round():
    assert addresses([Role.JUDGE], marking=[round_of({TaskState.PUBLISHED: 3})]) == [f"/rounds/{UUID(int=7)}/queue"]
    assert addresses([Role.JUDGE], marking=[round_of({TaskState.SCORED: 3})]) == []


def test_screening_waits_for_the_secretary_only():
    submitted = {EntryState.SUBMITTED: 4}
    assert addresses([Role.SECRETARY], entries=submitted) == ["/editions/thu-2023/entries?state=submitted"]
    assert addresses([Role.CHAIR], entries=submitted) == []
    assert addresses([Role.OBSERVER], entries=submitted) == []


def test_a_round_can_be_closed_when_all_is_marked_or_its_time_is_over():
    assert addresses([Role.CHAIR], rounds=[round_of({TaskState.SCORED: 3})]) != []
    assert addresses([Role.CHAIR], rounds=[round_of({TaskState.OPENED: 1}, closes_in=-1)]) != []
    assert addresses([Role.CHAIR], rounds=[round_of({TaskState.OPENED: 1})]) == []


def test_weeks_begin_on_monday_and_only_the_last_are_kept():
    found = weeks(datetime(2023, 9, 6), datetime(2023, 9, 18))
    assert [f"{monday:%d/%m}" for monday in found] == ["04/09", "11/09", "18/09"]
    assert len(weeks(datetime(2022, 1, 1), datetime(2023, 9, 18))) == 26


def test_a_council_that_is_sitting_comes_first():
    draft = SimpleNamespace(id=1, title="Nháp", state=EntryState.DRAFT, state_reason=None, saved_at=NOW)
    found = addresses([Role.MEMBER], own=[draft], meeting=SimpleNamespace(id=UUID(int=3), number=2))
    assert found == [f"/council/{UUID(int=3)}", "/entries/1"]
