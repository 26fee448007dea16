"""`flask check` finds what no constraint holds: each fault is planted, and found under its sentence."""

from datetime import timedelta

import pytest

from award.accounts.states import Role
from award.audit.models import AuditEvent
from award.audit.service import record
from award.council.models import Prize
from award.db import db
from award.editions.models import PrizePlaces
from award.editions.states import RoundState
from award.entries.models import Attachment
from award.files.models import StoredFile
from award.files.states import FileState
from award.judging.models import Assignment, Seat
from award.judging.states import TaskState
from award.kit import clock
from award.upkeep.queries import broken_invariants
from tests.support.cast import grant
from tests.support.editions import make_edition, make_entry, make_round


@pytest.fixture
def edition(cast):
    return make_edition()


def broken() -> list[str]:
    db.session.flush()
    return [sentence for sentence, found in broken_invariants() if found]


def test_a_sound_edition_breaks_nothing(edition, cast):
    make_entry(edition, cast.an)
    assert broken() == []


def test_a_changed_event_is_found(edition, cast):
    record("edition.tried", edition, actor=cast.an)
    db.session.query(AuditEvent).update({"verb": "edition.other"})
    assert broken() == ["The record of what happened is unbroken"]


def test_a_gap_in_the_numbers_is_found(edition, cast):
    make_entry(edition, cast.an)
    make_entry(edition, cast.an, title="Hai").number = 5
    assert broken() == ["Numbers of works run without a gap in each category"]


def test_a_file_that_never_arrived_is_found(edition, cast):
    entry = make_entry(edition, cast.an)
    file = StoredFile(key="k", name="a.pdf", size=1, largest=1, kinds=["pdf"], created_at=clock.now())
    file.state = FileState.WAITING
    db.session.add(file)
    db.session.flush()
    requirement = edition.categories[0].requirements[0]
    entry.attachments.append(Attachment(requirement_id=requirement.id, file_id=file.id, position=1))
    assert broken() == ["Every file of a work that was sent in has arrived"]


def test_a_judge_who_is_an_author_is_found(edition, cast):
    make_entry(edition, cast.an)
    grant(cast.an, Role.JUDGE, edition)
    assert broken() == ["Nobody who organises or judges an edition is an author in it"]


def task(edition, cast, state: TaskState) -> Assignment:
    entry = make_entry(edition, cast.an)
    made = Assignment(
        round_id=edition.rounds[0].id,
        entry_id=entry.id,
        judge_id=cast.giang.id,
        subcommittee_id=edition.subcommittees[0].id,
        state=state,
        given_at=clock.now(),
        scored_at=clock.now() if state is TaskState.SCORED else None,
    )
    db.session.add(made)
    return made


SITS = "Every task that is still to be marked lies with a judge who sits in its sub-committee, in its round"


def test_a_task_of_somebody_who_does_not_sit_there_is_found(edition, cast):
    task(edition, cast, TaskState.PUBLISHED)
    assert broken() == [SITS]


@pytest.mark.parametrize(
    ("own_jury", "in_other", "found"), [(True, False, [SITS]), (False, False, []), (False, True, [SITS])]
)
def test_a_seat_counts_in_its_own_round_only(edition, cast, own_jury, in_other, found):
    held = task(edition, cast, TaskState.PUBLISHED)
    edition.rounds[0].own_jury = own_jury
    seat = Seat(subcommittee_id=held.subcommittee_id, person_id=cast.giang.id, since=clock.now())
    if in_other:
        other = make_round(clock.now() + timedelta(days=60))
        other.code, other.position = "khac", 2
        edition.rounds.append(other)
        db.session.flush()
        seat.round_id = other.id
    db.session.add(seat)
    assert broken() == found


def test_what_a_closed_round_left_unmarked_is_no_fault(edition, cast):
    task(edition, cast, TaskState.PUBLISHED)
    edition.rounds[0].state = RoundState.CLOSED
    assert SITS not in broken()


def test_a_marked_task_without_a_sheet_is_found(edition, cast):
    task(edition, cast, TaskState.SCORED)
    assert broken() == ["A marked task has a confirmed and complete sheet, and no other has"]


def test_a_closed_round_without_its_closing_is_found(edition):
    edition.rounds[0].state = RoundState.CLOSED
    assert broken() == ["A closed round has its closing, an open one has no standings"]


@pytest.mark.parametrize("in_all", [False, True])
def test_a_prize_too_many_is_found(edition, cast, in_all):
    if in_all:
        edition.prize_levels[0].places = [PrizePlaces(category_id=None, places=1)]
    for title in ("Một", "Hai"):
        entry = make_entry(edition, cast.an, title=title)
        level = edition.prize_levels[0]
        db.session.add(
            Prize(
                edition_id=edition.id,
                entry_id=entry.id,
                level_id=level.id,
                prepared_by_id=cast.dung.id,
                prepared_at=clock.now() - timedelta(hours=1),
            )
        )
    assert broken() == ["No prize has more works than places"]
