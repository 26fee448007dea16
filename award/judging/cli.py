"""`flask recount ROUND`"""

import json
import sys
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from award.judging import queries, recount_program, tally
from award.judging.recount import inputs_of, recount


@click.command("recount")
@click.argument("round_name", metavar="EDITION/ROUND")
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also write the marks, the rules and a program that counts them anywhere with Python alone.",
)
@with_appcontext
def recount_round(round_name: str, folder: Path | None) -> None:
    """Counts a closed round again from its marks, as JSON; exit code 1 when something differs from what was frozen."""
    edition_code, _, round_code = round_name.partition("/")
    round_ = queries.round_by_codes(edition_code, round_code)
    if round_ is None:
        _stop(f"There is no round “{round_name}”. Write EDITION/ROUND, for example bua-liem-vang-2023/so-khao.")
    if round_.calibration:
        _stop(f"The round “{round_name}” is a calibration round: it is not counted.")
    closing = queries.closing(round_.id)
    if closing is None:
        _stop(f"The round “{round_name}” is not closed, so there is nothing to compare with.")
    closed = queries.for_recount(round_, closing)
    report = recount(closed)
    if folder:
        _write(folder, closed, report)
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    sys.exit(0 if report["agrees"] else 1)


def _write(folder: Path, closed: Any, report: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {"inputs.json": inputs_of(closed), "ranking.json": report["ranking"]}.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for module in (tally, recount_program):
        source = Path(module.__file__)
        (folder / source.name).write_bytes(source.read_bytes())


def _stop(sentence: str) -> Any:
    click.echo(sentence, err=True)
    sys.exit(1)


commands = [recount_round]
