"""A dossier whose ZIPs lie on this machine, taken over at once."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from award.db import db, transaction
from award.editions.models import Edition
from award.forwarding import queries
from award.forwarding.models import Incoming
from award.forwarding.service import receiving
from award.forwarding.service.packages import looked_at
from award.forwarding.states import IncomingState
from award.forwarding.travelled import Travelled
from award.forwarding.unpacking import Package
from award.outbox.values import unpacked
from award.storage import storage


def receive_local(edition: Edition, paths: Sequence[Path], *, actor: Any, only_check: bool) -> Incoming:
    """The row of the dossier, with its report; taken over where nothing stands in the way and `only_check` is not asked.
    One that was taken over before answers with its receipt. Raises `Faulty` for what is no dossier."""
    with ExitStack() as opened:
        packages = [Package(opened.enter_context(path.open("rb"))) for path in paths]
        known, faults = looked_at(packages, _nobody)
        before = queries.taken_before(edition.id, known.batch)
        if before is not None:
            return before
        with transaction():
            found = receiving.bring_here(edition, paths[0].name, actor=actor)
            report = receiving.tried(found, known, packages, faults, actor=actor)
            receiving.end_check(found, known, report)
            found.taken_by_id = actor.id
        if only_check or found.state is not IncomingState.READY:
            return found
        _take(found, known, packages)
    return found


def lines_of(report: dict[str, Any]) -> Iterator[str]:
    """The report, line by line."""
    for kind in ("faults", "warnings"):
        yield from (f"{kind[:-1]}: {unpacked(one)}" for one in report.get(kind, []))
    for work in report.get("works", []):
        yield f"{work['code']} {work['title']} ({work['category']}): {work['files']} files"
        yield from (f"    {unpacked(one)}" for one in work["sentences"])


def _take(found: Incoming, known: Travelled, packages: Sequence[Package]) -> None:
    incoming_id = found.id
    receiving.carry(incoming_id, known, packages, storage(), _nobody)
    with transaction():
        found = queries.incoming(incoming_id)
        found.state = IncomingState.TAKING
        db.session.flush()
        receiving.take_over(found, known)


def _nobody(_done: int, _total: int) -> None:
    """Nobody waits for figures here."""
