"""The states of decisions on prizes, of the council's sessions and of its ballots."""

from enum import StrEnum

from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class PrizeState(TitledEnum):
    """Prepared decisions are seen by the council and secretariat only. All of an edition are released together, or first
    posted for objections where the edition wants it so. A withdrawn prize stays on the record and counts no more."""

    PREPARED = "prepared", mark("Prepared")
    POSTED = "posted", mark("Posted for objections")
    RELEASED = "released", mark("Released")
    WITHDRAWN = "withdrawn", mark("Prize withdrawn")


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


PRIZE = StateTable(
    [
        ("post", [PrizeState.PREPARED], PrizeState.POSTED, mark("Post the list for objections")),
        ("release", [PrizeState.PREPARED, PrizeState.POSTED], PrizeState.RELEASED, mark("Release the results")),
        ("fall", [PrizeState.POSTED, PrizeState.RELEASED], PrizeState.WITHDRAWN, mark("Withdraw after an objection")),
        ("revoke", [PrizeState.RELEASED], PrizeState.WITHDRAWN, mark("Revoke the prize")),
    ]
)


class ObjectionKind(TitledEnum):
    """What an objection is about."""

    AUTHORSHIP = "authorship", mark("Authorship")
    COPYING = "copying", mark("Copying")
    FACTS = "facts", mark("Untrue facts")
    ELIGIBILITY = "eligibility", mark("Conditions of the rules")


class ObjectionState(TitledEnum):
    """An objection counts from the day it was filed, once its address is confirmed. It lies with the office, then with
    the author, then with the council."""

    FILED = "filed", mark("Address not confirmed")
    RECEIVED = "received", mark("Received")
    ASKED = "asked", mark("The author answers")
    ANSWERED = "answered", mark("Before the council")
    RULED = "ruled", mark("Ruled on")
    DROPPED = "dropped", mark("Taken back by who filed it")


class Ruling(TitledEnum):
    """What the council found."""

    UPHELD = "upheld", mark("Upheld")
    PARTLY = "partly", mark("Partly upheld")
    REJECTED = "rejected", mark("Rejected")


class Side(TitledEnum):
    """Who gave a file of an objection."""

    FILER = "filer", mark("Evidence")
    AUTHOR = "author", mark("The author's answer")


# States in which an objection waits for somebody; the list is not final before.
PENDING = (ObjectionState.RECEIVED, ObjectionState.ASKED, ObjectionState.ANSWERED)
OBJECTION = StateTable(
    [
        ("confirm", [ObjectionState.FILED], ObjectionState.RECEIVED, mark("Confirm the address")),
        ("pass_on", [ObjectionState.RECEIVED], ObjectionState.ASKED, mark("Pass on to the author")),
        ("answer", [ObjectionState.ASKED], ObjectionState.ANSWERED, mark("Send the answer")),
        ("rule", [ObjectionState.ASKED, ObjectionState.ANSWERED], ObjectionState.RULED, mark("Rule on the objection")),
        ("drop", [ObjectionState.FILED, *PENDING], ObjectionState.DROPPED, mark("Take the objection back")),
    ]
)


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
