"""The states of a judge's task."""

from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class TaskState(TitledEnum):
    """A judge's task on one work. `proposed` is seen only by the secretariat."""

    PROPOSED = "proposed", mark("Proposed")
    PUBLISHED = "published", mark("Not opened")
    OPENED = "opened", mark("Being marked")
    SCORED = "scored", mark("Marked")
    ABSTAINED = "abstained", mark("Not marking")
    RECUSED = "recused", mark("Recused")
    CANCELLED = "cancelled", mark("Cancelled")


T = TaskState

TASK = StateTable(
    [
        ("propose", [T.CANCELLED], T.PROPOSED, mark("Propose again")),
        ("give", [T.PROPOSED, T.CANCELLED], T.PUBLISHED, mark("Give by hand")),
        ("publish", [T.PROPOSED], T.PUBLISHED, mark("Publish")),
        ("later", [T.PUBLISHED, T.OPENED], T.OPENED, mark("Come back later")),
        ("open", [T.PUBLISHED, T.OPENED], T.OPENED, mark("Open the work")),
        ("save", [T.PUBLISHED, T.OPENED], T.OPENED, mark("Save the draft")),
        ("confirm", [T.PUBLISHED, T.OPENED], T.SCORED, mark("Confirm the sheet")),
        ("reopen", [T.SCORED], T.OPENED, mark("Change the sheet")),
        ("return", [T.SCORED], T.OPENED, mark("Return the sheet to the judge")),
        ("abstain", [T.PUBLISHED, T.OPENED], T.ABSTAINED, mark("Do not mark this work")),
        ("recuse", [T.PROPOSED, T.PUBLISHED, T.OPENED, T.SCORED, T.ABSTAINED], T.RECUSED, mark("Declare a conflict")),
        ("cancel", [T.PROPOSED, T.PUBLISHED, T.OPENED], T.CANCELLED, mark("Cancel")),
    ]
)

# What stays when judges are found for the works that lack some; what a judge has; what a judge still has to do.
KEPT = frozenset({T.PUBLISHED, T.OPENED, T.SCORED})
LEFT = frozenset({T.PUBLISHED, T.OPENED})
WITH_JUDGE = frozenset({T.PUBLISHED, T.OPENED, T.SCORED, T.ABSTAINED})


class Leaving(TitledEnum):
    """Why a publication takes a task away."""

    EVEN = "even", mark("Moved to another judge")
    CONFLICT = "conflict", mark("In conflict with the work")


class SheetEvent(TitledEnum):
    """What the ledger of marks records."""

    SAVED = "saved", mark("Draft saved")
    CONFIRMED = "confirmed", mark("Sheet confirmed")
    TYPED = "typed", mark("Sheet on paper typed by two persons")
    REOPENED = "reopened", mark("Sheet taken back for a change")
    RETURNED = "returned", mark("Sheet returned to the judge")
    REASSIGNED = "reassigned", mark("Task given to another judge")
    TAKEN = "taken", mark("Task taken from the judge")
    ABSTAINED = "abstained", mark("Does not mark this work")
    RECUSED = "recused", mark("Recused")
    ROUND_REOPENED = "round_reopened", mark("Round opened again")


class JointKind(TitledEnum):
    """Acts that touch marks: one person asks, another agrees."""

    RETURN_SHEET = "return_sheet", mark("Return a sheet to its judge")
    REOPEN_ROUND = "reopen_round", mark("Open the round again")
    ON_PAPER = "on_paper", mark("Let a judge mark on paper")
    UNBLIND = "unblind", mark("Show the authors to the judges")
