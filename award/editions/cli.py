"""`flask edition …`"""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from award.db import transaction
from award.editions import queries, service
from award.editions.copying import next_edition
from award.editions.faults import FaultyFile
from award.editions.snapshot import of as snapshot_of
from award.editions.writing import write
from award.kit.messages import say
from award.web.language import said

commands = AppGroup("edition", help="Editions as files.")
LIBRARY = Path(__file__).parent / "library"


@commands.command("load")
@click.argument("file")
def load(file: str) -> None:
    """Brings an edition to what FILE says (a path, or the name of a file of the library)."""
    path = _path(file)
    _load(path.read_text(encoding="utf-8", errors="replace"), str(file))


@commands.command("dump")
@click.argument("code")
def dump(code: str) -> None:
    """Prints the file of the edition CODE."""
    click.echo(service.dump(_whole(code)), nl=False)


@commands.command("copy")
@click.argument("code")
@click.argument("new_code", required=False)
@click.option("--year", type=int, help="The year of the new edition; without it, the next one.")
def copy(code: str, new_code: str | None, year: int | None) -> None:
    """Copies the edition CODE forward to a new one, being prepared, with all dates moved by the years between."""
    current = snapshot_of(_whole(code))
    copied = next_edition(current, year=year or current.year + 1, code=new_code)
    if queries.edition_by_code(copied.code):
        _fail(say("There is an edition “%(code)s” already.", code=copied.code))
    _load(write(copied), copied.code)


def _load(text: str, file_name: str) -> None:
    try:
        with transaction():
            report = service.load(text, actor=None, file_name=file_name)
            click.echo("\n".join(_lines(report)))
    except FaultyFile as refusal:
        for fault in refusal.faults:
            click.echo(f"{fault.file_name}:{fault.line}: {fault.field}: {said(fault.message)}", err=True)
        sys.exit(1)


def _lines(report: service.LoadReport) -> list[str]:
    if report.is_new:
        return [said(say("The edition “%(code)s” is new; it is being prepared.", code=report.edition.code))]
    if not report.changes:
        return [said(say("Nothing differs."))]
    return [
        f"{change.place}: {said(change.kind)}"
        + (f": {said(change.before)} → {said(change.after)}" if change.kind == "changed" else "")
        for change in report.changes
    ]


def _path(file: str) -> Path:
    found = next((path for path in (Path(file), LIBRARY / file, LIBRARY / f"{file}.toml") if path.is_file()), None)
    if found is None:
        library = ", ".join(sorted(path.stem for path in LIBRARY.glob("*.toml")))
        _fail(say("There is no file “%(file)s”. In the library: %(library)s.", file=file, library=library))
    return found


def _whole(code: str):
    edition = queries.edition_whole(code)
    if edition is None:
        _fail(say("There is no edition “%(code)s”.", code=code))
    return edition


def _fail(message) -> None:
    click.echo(said(message), err=True)
    sys.exit(1)
