"""`flask screening …`"""

import sys

import click
from flask.cli import AppGroup

from award.db import transaction
from award.editions.queries import edition_by_code
from award.screening import queries, service

commands = AppGroup("screening", help="Screening of what was sent in.")


@commands.command("compare")
@click.argument("code")
def compare(code: str) -> None:
    """Has the worker compare every work of the edition CODE with all others again."""
    with transaction():
        edition = edition_by_code(code)
        if edition is None:
            click.echo(f"There is no edition {code}.", err=True)
            sys.exit(1)
        works = queries.entries_to_compare(edition.id)
        service.compare_all(works)
    click.echo(f"{len(works)} works wait to be compared.")
