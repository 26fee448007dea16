"""The states of decisions on prizes, of the council's sessions and of its ballots."""

from enum import StrEnum

from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class PrizeState(TitledEnum):
    """Prepared decisions are seen by the council and secretariat only; all of an edition are released together."""

    PREPARED = "prepared", mark("Prepared")
    RELEASED = "released", mark("Released")


class Rule(TitledEnum):
    """By what a prize is proposed or given."""

    PLACE = "place", mark("Order of the standings")
    LOWERED = "lowered", mark("A place that came down from a higher prize")
    SHARED = "shared", mark("A place that other categories left")
    THEME = "theme", mark("The best work of the theme")
    COUNTED = "counted", mark("Comparison of the organisations")
    AGE = "age", mark("Days of birth declared")
    NAMED = "named", mark("Named by the council")


class Ground(StrEnum):
    """Why a work is proposed no prize at a level; the sentences stand in `trace`."""

    NO_PLACES = "no_places"
    TAKEN = "taken"
    FLOOR = "floor"
    AUTHOR = "author"
    OVERTAKEN = "overtaken"
    TIED = "tied"
    WAITS = "waits"


PRIZE = StateTable([("release", [PrizeState.PREPARED], PrizeState.RELEASED, mark("Release the results"))])


class SessionState(TitledEnum):
    """A session is open until the chair closes it; a closed one stays as its minutes say."""

    OPEN = "open", mark("Open")
    CLOSED = "closed", mark("Closed")


class Attendance(TitledEnum):
    """Where a member is: not come, in the hall, gone before the end."""

    ABSENT = "absent", mark("Absent")
    PRESENT = "present", mark("Present")
    LEFT = "left", mark("Left early")


class ItemState(TitledEnum):
    """Of the items of a session one is taken up at a time; those done can be taken up again."""

    WAITING = "waiting", mark("Waiting")
    TAKEN_UP = "taken_up", mark("Taken up")
    DONE = "done", mark("Done")


class BallotState(TitledEnum):
    """Votes are cast while a ballot is open and counted when the chair closes it."""

    OPEN = "open", mark("Open")
    CLOSED = "closed", mark("Closed")


SESSION = StateTable([("close", [SessionState.OPEN], SessionState.CLOSED, mark("Close the session"))])
BALLOT = StateTable([("close", [BallotState.OPEN], BallotState.CLOSED, mark("Close the ballot and count"))])


class Outcome(TitledEnum):
    """What a ballot came to."""

    PASSED = "passed", mark("Carried")
    NOT_PASSED = "not_passed", mark("Not carried")
    RUN_OFF = "run_off", mark("To be voted on again")
    NO_QUORUM = "no_quorum", mark("Too few votes for the quorum")


class MinuteKind(StrEnum):
    """What the minutes note."""

    OPENED = "opened"
    ATTENDANCE = "attendance"
    TAKEN_UP = "taken_up"
    STEPPED_OUT = "stepped_out"
    MARKS = "marks"
    OPINION = "opinion"
    BALLOT_OPENED = "ballot_opened"
    COUNTED = "counted"
    PRIZE = "prize"
    CLOSED = "closed"
