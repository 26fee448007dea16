"""The steps in which a work is entered, in their order."""

from award.kit.messages import mark
from award.kit.states import TitledEnum


class Step(TitledEnum):
    """A page of the entry form."""

    WORK = "work", mark("Work")
    AUTHORS = "authors", mark("Authors")
    PARTS = "parts", mark("Parts of the work")
    FILES = "files", mark("Files")
    DECLARATION = "declaration", mark("Declaration")
    SUBMIT = "submit", mark("Send in")


def after(step: Step) -> Step:
    """The step that follows; the last one stays."""
    steps = list(Step)
    return steps[min(steps.index(step) + 1, len(steps) - 1)]
