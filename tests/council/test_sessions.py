"""A session: who is there, what is dealt with, who steps out; all of it noted."""

import pytest
from sqlalchemy.exc import IntegrityError

from award.accounts.models import RoleGrant
from award.council import queries, service
from award.council.states import Attendance, ItemState, MinuteKind
from award.db import db
from award.entries.states import EntryState
from award.judging.conflicts import ConflictKind
from award.judging.models import DeclaredConflict
from award.kit import clock
from award.kit.refusals import Refusal, WrongMoment
from tests.council.hall import Hall


@pytest.fixture
def hall(cast):
    return Hall(cast)


def kinds(hall):
    return [note.kind for note in queries.notes(hall.session_id)]


def test_the_council_is_who_has_a_role_with_a_vote(hall, cast):
    sitting = hall.open(present=[hall.chair, hall.members[0]])
    assert [member.person_id for member in sitting.members if member.chairs] == [hall.chair.id]
    assert {member.person_id for member in sitting.members} == {hall.chair.id, *(one.id for one in hall.members)}
    assert {member.person_id for member in sitting.present} == {hall.chair.id, hall.members[0].id}


def test_an_edition_says_whose_roles_have_a_vote(cast):
    hall = Hall(cast, council_members=["member"])
    assert hall.chair.id not in {member.person_id for member in hall.open().members}


def test_there_is_one_open_session_and_the_next_has_the_next_number(hall):
    hall.open()
    with pytest.raises(IntegrityError, match=r"council_session"):
        hall.open()
    db.session.rollback()
    service.close_session(hall.sitting, actor=hall.chair)
    assert hall.open().session.number == 2


def test_nothing_changes_after_closing_and_the_minutes_are_sealed(hall):
    hall.open()
    hall.ask(hall.works[0])
    service.close_session(hall.sitting, actor=hall.chair)
    db.session.commit()
    sitting = hall.sitting
    assert sitting.session.digest == queries.minutes_digest(hall.session_id)
    assert sitting.items[0].row.state is ItemState.DONE
    with pytest.raises(WrongMoment):
        service.note_opinion(sitting, "Muộn", actor=hall.secretary)
    with pytest.raises(WrongMoment):
        service.set_attendance(sitting, hall.chair.id, Attendance.LEFT, actor=hall.chair)
    queries.notes(hall.session_id)[0].content = {"place": "chỗ khác"}
    db.session.flush()
    assert sitting.session.digest != queries.minutes_digest(hall.session_id)


def test_everybody_follows_one_question_at_a_time(hall):
    hall.open()
    first, second = hall.ask(hall.works[0]), hall.ask(hall.works[1], level=1)
    states = {item.id: item.row.state for item in hall.sitting.items}
    assert states == {first: ItemState.DONE, second: ItemState.TAKEN_UP}


def test_everything_that_a_screen_shows_raises_the_number_that_devices_ask_for(hall):
    hall.open()
    item_id = hall.ask(hall.works[0])
    seen = [queries.pulse(hall.session_id)[:2]]
    hall.move(hall.members[0], Attendance.LEFT)
    seen.append(queries.pulse(hall.session_id)[:2])
    scene = queries.sitting_of_item(item_id)
    service.show_marks(scene, scene.focus, True, actor=hall.chair)
    seen.append(queries.pulse(hall.session_id)[:2])
    ballot_id = hall.ballot(item_id)
    seen.append(queries.pulse(hall.session_id)[:2])
    assert [version for version, _ in seen] == sorted({version for version, _ in seen})
    hall.vote(ballot_id, hall.chair, "yes")
    assert queries.pulse(hall.session_id)[:2] == (seen[-1][0], 1)


def test_a_member_with_a_conflict_steps_out_from_the_first(hall):
    person = hall.members[2]
    db.session.add(DeclaredConflict(person_id=person.id, entry_id=hall.works[0].id, reason="Anh em", at=clock.now()))
    hall.open()
    hall.ask(hall.works[0])
    assert hall.sitting.current.recused == {person.id: ConflictKind.DECLARED}
    assert kinds(hall)[-2:] == [MinuteKind.TAKEN_UP, MinuteKind.STEPPED_OUT]


def test_a_member_declares_a_conflict_in_the_session_but_not_in_a_ballot(hall):
    hall.open()
    item_id = hall.ask(hall.works[0])
    service.step_out(hall.sitting, actor=hall.members[0])
    db.session.commit()
    assert list(hall.sitting.current.recused) == [hall.members[0].id]
    hall.ballot(item_id)
    with pytest.raises(WrongMoment):
        service.step_out(hall.sitting, actor=hall.members[1])


def test_the_list_takes_what_the_prize_table_proposes_and_each_question_once(hall):
    hall.open()
    edition = queries.edition_with_table(hall.edition.code)
    assert service.add_proposed(hall.sitting, edition, actor=hall.secretary) == 2
    assert service.add_proposed(hall.sitting, edition, actor=hall.secretary) == 0
    items = hall.sitting.items
    assert [[work.entry_id for work in item.works] for item in items] == [
        [hall.works[0].id],
        [hall.works[1].id, hall.works[2].id],
    ]
    assert [item.row.places for item in items] == [1, 1]


def test_only_eligible_works_and_fewer_places_than_works(hall):
    sitting, level = hall.open(), hall.edition.prize_levels[0]
    hall.works[0].state = EntryState.WITHDRAWN
    with pytest.raises(Refusal) as refused:
        service.add_item(sitting, level, [hall.works[0]], actor=hall.secretary)
    assert refused.value.field == "works"
    with pytest.raises(Refusal) as refused:
        service.add_item(sitting, level, hall.works[1:], places=2, actor=hall.secretary)
    assert refused.value.field == "places"


def test_a_council_without_anybody_does_not_meet(hall):
    db.session.query(RoleGrant).filter(RoleGrant.edition_id == hall.edition.id).delete()
    db.session.expire_all()
    with pytest.raises(Refusal, match="Nobody has a role"):
        hall.open()
