"""What is wrong with an edition's file: each fault with its file, line, field and sentence, all of them at once."""

from dataclasses import dataclass

from award.editions.locating import Path
from award.kit.messages import Message
from award.kit.refusals import NotReady


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `line` is None for what the file lacks as a whole."""

    file_name: str
    line: int | None
    field: str
    message: Message


class FaultyFile(NotReady):
    """The file was not taken; `faults` in the order of its lines, and nothing was changed."""

    def __init__(self, faults: list[Fault]):
        super().__init__([fault.message for fault in faults])
        self.faults = faults


def field_name(path: Path, raw: object = None) -> str:
    """A path for people: `categories[bao-in].letters`, or the place from 1 where there is no code to name it by."""
    name = ""
    for key in path:
        raw = _inside(raw, key)
        if isinstance(key, int):
            code = raw.get("code") if isinstance(raw, dict) else None
            name += f"[{code if isinstance(code, str) else key + 1}]"
        else:
            name += f".{key}" if name else key
    return name


def _inside(raw: object, key: str | int) -> object:
    try:
        return raw[key]
    except (KeyError, IndexError, TypeError):
        return None
