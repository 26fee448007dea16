"""`flask evidence …`"""

import sys

import click
from flask.cli import AppGroup

from award.db import db
from award.evidence import queries, tasks
from award.storage import StorageFault

evidence_commands = AppGroup("evidence", help="The kept copies of published pages.")
commands = [evidence_commands]


@evidence_commands.command("verify")
def verify() -> None:
    """Reads every kept WARC again and compares its SHA-256; exit code 1 names those that differ or are missing."""
    kept = queries.warcs()
    db.session.rollback()
    with click.progressbar(kept, label="Reading kept copies") as progress:
        wrong = [line for key, _size, sha256 in progress if (line := _asked(tasks.fault_of_object, key, sha256))]
    for line in wrong:
        click.echo(line, err=True)
    click.echo(f"{len(kept) - len(wrong)} of {len(kept)} kept copies are as they were fetched.")
    if wrong:
        sys.exit(1)


@evidence_commands.command("sweep")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
def sweep(dry_run: bool) -> None:
    """Removes WARCs that no look refers to: a worker was killed between the bytes and the row."""
    found = _asked(tasks.sweep, dry_run=dry_run)
    click.echo(f"{len(found):6} objects without a look {'found' if dry_run else 'removed'}")
    for key in found:
        click.echo(f"       {key}")


def _asked(act, *arguments, **options):
    try:
        return act(*arguments, **options)
    except StorageFault as fault:
        raise click.ClickException(str(fault)) from fault
