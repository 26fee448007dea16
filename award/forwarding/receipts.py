"""The receipt that goes back to who sent a dossier: made here, read there. Plain JSON with a digest of itself."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from award.forwarding.states import Stage
from award.forwarding.travelled import Travelled
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.kit.text import clean

KIND, VERSION = "press-award-receipt", 1
LARGEST = 2_000_000


@dataclass(frozen=True)
class Answered:
    """One work of a receipt: the code there, how far it came, the prize."""

    code_there: str
    stage: Stage
    prize: str


@dataclass(frozen=True)
class Receipt:
    """What a receipt says."""

    batch: str
    name: str
    number: int
    receiver: str
    received_at: datetime
    made_at: datetime
    works: dict[str, Answered]


def receipt_of(
    found: Any, known: Travelled, edition: Any, works: Mapping[str, tuple[str, Stage | None, str]]
) -> dict[str, Any]:
    """The receipt for a dossier taken over as `found`; `works` has, by the sender's code, the code here, the stage (None:
    received) and the prize."""
    return signed(
        {
            "kind": KIND,
            "version": VERSION,
            "batch": known.batch,
            "name": known.name,
            "number": found.number,
            "receiver": edition.organiser,
            "award": edition.title,
            "received_at": found.taken_at.isoformat(),
            "made_at": clock.now().isoformat(),
            "works": rows_of(works),
        }
    )


def rows_of(works: Mapping[str, tuple[str, Stage | None, str]]) -> list[dict[str, str]]:
    """The works as a receipt lists them."""
    return [
        {"code": code, "code_there": here, "stage": (stage or Stage.RECEIVED).value, "prize": prize}
        for code, (here, stage, prize) in sorted(works.items())
    ]


def signed(values: dict[str, Any]) -> dict[str, Any]:
    """The values with their digest."""
    rest = {name: value for name, value in values.items() if name != "digest"}
    return {**rest, "digest": _digest(rest)}


def written(receipt: dict[str, Any]) -> bytes:
    """The file that is sent."""
    return json.dumps(receipt, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def read(body: bytes) -> tuple[Receipt, dict[str, Any]]:
    """The receipt of a file, and its values as they are kept. Raises `Refusal` for anything else."""
    try:
        given = json.loads(body)
        rest = {name: value for name, value in given.items() if name != "digest"}
        if (given["kind"], given["version"]) != (KIND, VERSION) or given["digest"] != _digest(rest):
            raise ValueError("another kind of file, or changed")
        works = {
            clean(row["code"])[:20]: Answered(
                clean(row["code_there"])[:40], Stage(row["stage"]), clean(row["prize"])[:200]
            )
            for row in given["works"]
        }
        receipt = Receipt(
            batch=str(uuid.UUID(given["batch"])),
            name=clean(given["name"]),
            number=int(given["number"]),
            receiver=clean(given["receiver"]),
            received_at=_instant(given["received_at"]),
            made_at=_instant(given["made_at"]),
            works=works,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise Refusal(say("This is no receipt of a dossier, or it was changed on its way."), "receipt") from fault
    return receipt, given


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("an instant without its zone")
    return found


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
