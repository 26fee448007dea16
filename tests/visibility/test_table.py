"""The table of visibility itself: what must hold whatever else is changed in it."""

from award.accounts.states import Role
from award.editions.states import RoundState
from award.judging.visibility import Matter, Phase, Viewer, phase_of, roles_that_see, sees

JURY_SIDE = {Viewer.JUDGE, Viewer.OTHER_JUDGE, Viewer.IN_CONFLICT}
BEFORE_CLOSING = (Phase.PLANNED, Phase.OPEN)


def test_marks_of_others_and_places_are_seen_by_nobody_before_closing_and_by_no_judge_ever():
    for matter in (Matter.MARKS, Matter.REMARKS, Matter.STANDING):
        assert not any(sees(viewer, matter, phase) for viewer in Viewer for phase in BEFORE_CLOSING)
        assert not any(sees(viewer, matter, phase) for viewer in JURY_SIDE for phase in Phase)


def test_who_is_in_conflict_sees_what_anybody_sees():
    for matter in Matter:
        for phase in Phase:
            assert sees(Viewer.IN_CONFLICT, matter, phase) is sees(Viewer.ANYBODY, matter, phase)


def test_who_of_the_office_stands_aside_keeps_the_round_and_never_sees_its_result():
    taken = {
        matter
        for matter in Matter
        for phase in Phase
        if sees(Viewer.SECRETARY, matter, phase) and not sees(Viewer.ASIDE, matter, phase)
    }
    assert taken == {Matter.OWN_MARKS, Matter.MARKS, Matter.REMARKS, Matter.STANDING}
    assert not any(sees(Viewer.ASIDE, matter, phase) for matter in taken for phase in Phase)


def test_blindness_takes_only_from_judges_and_only_what_tells_who_wrote():
    taken = {
        (viewer, matter)
        for viewer in Viewer
        for matter in Matter
        for phase in Phase
        if sees(viewer, matter, phase) and not sees(viewer, matter, phase, blind=True)
    }
    assert taken == {(Viewer.JUDGE, matter) for matter in (Matter.NAMES, Matter.ORIGIN, Matter.ORIGINALS)}
    assert not any(sees(Viewer.JUDGE, Matter.ORIGINALS, phase, blind=True) for phase in Phase)


def test_a_private_note_is_its_judges_alone():
    for viewer in Viewer:
        assert sees(viewer, Matter.NOTE, Phase.CLOSED) is (viewer is Viewer.JUDGE)


def test_roles_and_phases_follow_the_table():
    assert roles_that_see(Matter.STANDING) == [Role.SECRETARY, Role.CHAIR, Role.OBSERVER]
    assert [phase_of(state) for state in RoundState] == [Phase.PLANNED, Phase.OPEN, Phase.CLOSED]
