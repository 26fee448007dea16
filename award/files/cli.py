"""`flask storage …` and `flask files …`"""

import sys
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import AppGroup

from award.db import db, transaction
from award.files import queries
from award.files.examining import digest_of
from award.files.service import ask_for_renditions
from award.files.service.sweeping import sweep as sweep_files
from award.files.states import FileState
from award.files.store_check import StoreCheck
from award.storage import Gone, StorageFault, storage

storage_commands = AppGroup("storage", help="The S3 server that keeps the files.")
files_commands = AppGroup("files", help="The files that are kept.")
commands = [storage_commands, files_commands]


@storage_commands.command("check")
def check() -> None:
    """Tries everything that the product uses of the S3 server; exit code 1 when anything fails."""
    bucket, origin = _bucket(), "{0.scheme}://{0.netloc}".format(urlsplit(current_app.config["AWARD"].public_url))
    click.echo(f"Bucket {bucket.bucket} at {bucket.settings.endpoint_url}, for pages of {origin}")
    failed = 0
    for finding in StoreCheck(bucket, origin).run():
        click.echo(f"{'FAILS' if finding.fault else 'ok   '}  {finding.title}")
        if finding.fault:
            failed += 1
            click.echo(f"       {finding.fault}")
    if failed:
        click.echo(f"{failed} of what is needed fails.", err=True)
        sys.exit(1)
    click.echo("Everything that is needed works.")


@files_commands.command("verify")
def verify() -> None:
    """Reads every accepted file again and compares its SHA-256; exit code 1 names the files that differ."""
    bucket, wrong = _bucket(), []
    file_ids = queries.verified_ids()
    with click.progressbar(file_ids, label="Reading files") as progress:
        for file_id in progress:
            wrong += _differing(bucket, file_id)
    for line in wrong:
        click.echo(line, err=True)
    click.echo(f"{len(file_ids) - len(wrong)} of {len(file_ids)} files are as they were received.")
    if wrong:
        sys.exit(1)


@files_commands.command("sweep")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
def sweep(dry_run: bool) -> None:
    """Gives up uploads older than a week, removes bytes that no file refers to; exit code 1 when bytes are missing."""
    _bucket()
    try:
        found = sweep_files(dry_run=dry_run)
    except StorageFault as fault:
        raise click.ClickException(str(fault)) from fault
    for title, items in (
        ("uploads joined that had arrived whole", found.joined),
        ("uploads given up", found.given_up),
        ("files put before the worker again", found.checked_again),
        ("objects without a file removed", found.removed),
        ("half uploads without a file removed", found.half_removed),
        ("files whose bytes are MISSING", found.lost),
    ):
        click.echo(f"{len(items):6} {title}")
        for item in items:
            click.echo(f"       {item}")
    if dry_run:
        click.echo("Nothing was changed.")
    if found.lost:
        sys.exit(1)


@files_commands.command("render")
def render() -> None:
    """Has the worker make the light copies of every file that has none: those from before there were any, and those
    whose making failed."""
    with transaction():
        found = queries.without_copies()
        for file in found:
            ask_for_renditions(file)
    click.echo(f"{len(found)} files are before the worker.")


def _bucket():
    try:
        return storage()
    except StorageFault as fault:
        raise click.ClickException(str(fault)) from fault


def _differing(bucket, file_id) -> list[str]:
    """A sentence when the file is not as it was received; none for one that was removed in the meantime."""
    file = queries.stored_file(file_id)
    key, kept = file.key, file.sha256
    db.session.rollback()
    try:
        fault = None if digest_of(bucket.read(key)) == kept else "has other bytes than were received"
    except Gone:
        fault = "is not in the bucket"
    except StorageFault as error:
        raise click.ClickException(str(error)) from error
    file = queries.stored_file(file_id)
    if fault is None or file.state is not FileState.VERIFIED:
        return []
    return [f"{file.name} ({key}) {fault}."]
