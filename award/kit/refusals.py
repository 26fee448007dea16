"""Why something was not done. Verbs raise these; doors and forms turn them into a sentence at the right place."""

from collections.abc import Callable
from typing import Any

from award.kit.messages import Message


class Refusal(Exception):
    """The act was not done. `message` says why; `field` names the input it belongs to, if one does. `fact` is a verb for
    what goes on the record all the same: the door runs it, after rolling back, in a transaction of its own."""

    status = 422
    fact: Callable[[], Any] | None = None

    def __init__(self, message: Message, field: str | None = None):
        super().__init__(str(message))
        self.message = message
        self.field = field


class WrongMoment(Refusal):
    """The person may do this, but not in the present state."""

    status = 409


class Stale(Refusal):
    """Somebody saved in between: the version in the form is not the stored one."""

    status = 409


class TooMany(Refusal):
    """Asked too often; the message says when to come back."""

    status = 429


class NotReady(Refusal):
    """Several things are missing at once: `messages` holds a sentence for each."""

    def __init__(self, messages: list[Message]):
        super().__init__(messages[0])
        self.messages = messages
