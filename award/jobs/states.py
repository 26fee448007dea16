"""The states of a piece of work."""

from award.kit.messages import mark
from award.kit.states import TitledEnum


class JobState(TitledEnum):
    """Where a job stands; `leased` is being done by a worker until its lease ends."""

    WAITING = "waiting", mark("Waiting")
    LEASED = "leased", mark("At work")
    DONE = "done", mark("Done")
    FAILED = "failed", mark("Failed")
