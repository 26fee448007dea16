"""The states of a batch of works for a destination."""

from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class BatchState(TitledEnum):
    """A batch can be changed until it is frozen; a frozen one is numbered and always gives the same dossier."""

    OPEN = "open", mark("Being chosen")
    FROZEN = "frozen", mark("Frozen")


BATCH = StateTable(
    [
        ("choose", [BatchState.OPEN], BatchState.OPEN, mark("Choose works")),
        ("freeze", [BatchState.OPEN], BatchState.FROZEN, mark("Freeze the batch")),
        ("build", [BatchState.FROZEN], BatchState.FROZEN, mark("Download the dossier")),
    ]
)
