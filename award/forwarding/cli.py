"""`flask forwarding …`"""

import sys
import uuid
from pathlib import Path

import click
from flask.cli import AppGroup

from award.db import db
from award.documents.bag import Bag, Changed
from award.forwarding import queries
from award.forwarding.dossier import dossier
from award.forwarding.service import frozen_record
from award.kit.refusals import Refusal
from award.storage import StorageFault, storage

commands = AppGroup("forwarding", help="What goes upward.")


@commands.command("build")
@click.argument("batch")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; else named as the bag is.")
def build(batch: str, output: Path | None) -> None:
    """Makes the dossier of a frozen BATCH: its identity, `edition/number`, or `edition/destination/number`."""
    try:
        record = frozen_record(_found(batch))
        db.session.rollback()
        bag = dossier(record, storage().read)
        path = output or Path(f"{record['name']}.zip")
        _write(bag, path)
    except (Refusal, StorageFault, Changed, OSError) as fault:
        click.echo(str(fault), err=True)
        sys.exit(1)
    click.echo(f"{path}: {bag.length} bytes, {len(record['works'])} works")


def _found(name: str):
    found = _with_name(name)
    if not found:
        raise click.ClickException(
            f"There is no batch “{name}”. Give its identity, edition/number or edition/destination/number."
        )
    if len(found) > 1:
        raise click.ClickException(
            f"“{name}” is the number of {len(found)} batches. Name the destination: edition/destination/number."
        )
    return found[0]


def _with_name(name: str) -> list:
    *codes, number = name.split("/")
    if not codes:
        try:
            return [batch for batch in [queries.batch(uuid.UUID(name))] if batch]
        except ValueError:
            return []
    if len(codes) > 2 or not (number.isascii() and number.isdigit()):
        return []
    return queries.numbered(codes[0], int(number), *codes[1:])


def _write(bag: Bag, path: Path) -> None:
    """Writes beside the file and puts it in place when it is whole, so that a broken one never bears its name."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as target:
            for piece in bag:
                target.write(piece)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
