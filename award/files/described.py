"""What a page's script is told of a file: plain values for JSON, the sentences already said."""

from collections.abc import Callable
from typing import Any

from award.files.sentences import from_json
from award.files.states import FileState

OPEN = frozenset({FileState.WAITING, FileState.STORED})


def describe(file: Any, said: Callable[[Any], str]) -> dict[str, Any]:
    """The state of a stored file. `said` puts a message or a state into the reader's language.

    `ended` tells a script that it need not ask again; `refusal` is a sentence or None.
    """
    return {
        "file_id": str(file.id),
        "name": file.name,
        "size": file.size,
        "state": file.state.value,
        "state_text": said(file.state),
        "ended": file.state not in OPEN,
        "sha256": file.sha256,
        "type": file.type_found,
        "probe": file.probe or {},
        "refusal": said(from_json(file.refusal)) if file.refusal else None,
    }


def describe_plan(plan: Any) -> dict[str, Any]:
    """An upload plan for a script: which parts to send where, and how much is there already."""
    return {
        "file_id": str(plan.file_id),
        "size": plan.size,
        "part_size": plan.part_size,
        "there": plan.there,
        "missing": plan.missing,
        "parts": [
            {"number": part.number, "start": part.start, "size": part.size, "url": part.url} for part in plan.parts
        ],
    }
