"""`flask check` and `flask backup …`"""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from award.kit.refusals import Refusal
from award.upkeep import queries, service

SHOWN = 10

backup = AppGroup("backup", help="The whole installation, rows and files, as one ZIP.")


@click.command("check")
@with_appcontext
def check() -> None:
    """Asks for everything that must hold but that no constraint can hold; exit code 1 if anything does not."""
    wrong = 0
    for sentence, broken in queries.broken_invariants():
        click.echo(f"{'no ' if broken else 'yes'}  {sentence}")
        for name in broken[:SHOWN]:
            click.echo(f"       {name}")
        if len(broken) > SHOWN:
            click.echo(f"       and {len(broken) - SHOWN} more")
        wrong += bool(broken)
    sys.exit(1 if wrong else 0)


@backup.command("create")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def create(file: Path) -> None:
    """Writes a backup to FILE while people go on working."""
    if file.exists():
        _fail(f"{file} is there already; choose another name.")
    count = service.create_backup(file, progress=_counter())
    click.echo(f"\n{file}: {count} files, {file.stat().st_size:,} bytes")


@backup.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(file: Path) -> None:
    """Fills an empty installation from FILE."""
    try:
        count = service.restore_backup(file, progress=_counter())
    except Refusal as refusal:
        _fail(str(refusal.message))
    click.echo(f"\n{count} files restored. `audit verify`, `files verify` and `check` prove the rest.")


def _counter():
    seen = [0]

    def tell(count: int) -> None:
        seen[0] += count
        if seen[0] % 25 == 0:
            click.echo(f"\r{seen[0]} files", nl=False)

    return tell


def _fail(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(1)


commands = [check, backup]
