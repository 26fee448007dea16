"""The states of a letter."""

from award.kit.messages import mark
from award.kit.states import TitledEnum


class LetterState(TitledEnum):
    """Where a letter stands; `kept` is readable in the office and is not sent, where no mail server is set."""

    WAITING = "waiting", mark("Waiting")
    SENT = "sent", mark("Sent")
    KEPT = "kept", mark("Kept, not sent")
    FAILED = "failed", mark("Failed")
