"""`flask forwarding …`"""

import sys
import uuid
from pathlib import Path

import click
from flask.cli import AppGroup

from award.accounts.queries import person_by_email
from award.db import db
from award.documents.bag import Bag, Changed
from award.editions.queries import edition_by_code
from award.forwarding import queries, rules
from award.forwarding.dossier import discs, dossier
from award.forwarding.receipts import written
from award.forwarding.service import frozen_record
from award.forwarding.service import local as receiving
from award.forwarding.unpacking import Faulty
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


@commands.command("receive")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--edition", "code", required=True, help="The edition that receives the works.")
@click.option("--as", "email", required=True, help="The address of the secretary who takes them over.")
@click.option("--check", "only_check", is_flag=True, help="Shows the report and takes nothing over.")
@click.option("--receipt", type=click.Path(dir_okay=False, path_type=Path), help="Where the receipt is written.")
def receive(paths: tuple[Path, ...], code: str, email: str, only_check: bool, receipt: Path | None) -> None:
    """Takes over a dossier of another installation, given as its ZIP or as all of its discs: all works or none."""
    edition, actor = edition_by_code(code), person_by_email(email)
    if edition is None or actor is None or not rules.may_receive(actor, edition):
        raise click.ClickException("There is no such edition, or this person is not its secretary.")
    try:
        taken = receiving.receive_local(edition, paths, actor=actor, only_check=only_check)
    except (Refusal, StorageFault, Faulty, OSError) as fault:
        click.echo(str(fault), err=True)
        sys.exit(1)
    for line in receiving.lines_of(taken.report):
        click.echo(line)
    if taken.report["faults"]:
        sys.exit(1)
    if taken.receipt:
        path = receipt or Path(f"bien-nhan-{taken.receipt['name']}.json")
        path.write_bytes(written(taken.receipt))
        click.echo(f"{path}: receipt number {taken.receipt['number']}")


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
