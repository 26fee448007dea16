"""`flask forwarding …`"""

import sys
import uuid
from pathlib import Path

import click
from flask.cli import AppGroup

from award.db import db
from award.documents.bag import Bag, Changed
from award.forwarding import queries
from award.forwarding.dossier import discs, dossier
from award.forwarding.service import frozen_record
from award.kit.refusals import Refusal
from award.storage import StorageFault, storage

commands = AppGroup("forwarding", help="What goes upward.")


@commands.command("build")
@click.argument("batch")
@click.option("--output", type=click.Path(path_type=Path), help="The file; else named as the bag is.")
@click.option("--discs", "disc_size", type=int, metavar="BYTES", help="Over volumes of at most so many bytes.")
def build(batch: str, output: Path | None, disc_size: int | None) -> None:
    """Makes the dossier of a frozen BATCH: its identity, `edition/number`, or `edition/destination/number`. Over discs
    the output is a folder."""
    try:
        record = frozen_record(_found(batch))
        db.session.rollback()
        for bag, path in _bags(record, output, disc_size):
            _write(bag, path)
            click.echo(f"{path}: {bag.length} bytes, {len(record['works'])} works")
    except (Refusal, StorageFault, Changed, OSError) as fault:
        click.echo(str(fault), err=True)
        sys.exit(1)


def _bags(record: dict, output: Path | None, disc_size: int | None) -> list[tuple[Bag, Path]]:
    if not disc_size:
        return [(dossier(record, storage().read), output or Path(f"{record['name']}.zip"))]
    folder, bags = output or Path(record["name"]), discs(record, storage().read, disc_size)
    folder.mkdir(exist_ok=True)
    return [(bag, folder / f"{bag.name}.zip") for bag in bags]


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
