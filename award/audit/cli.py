"""`flask audit …`"""

import sys

import click
from flask.cli import AppGroup

from award.audit import queries

commands = AppGroup("audit", help="The record of what happened.")


@commands.command("verify")
def verify() -> None:
    """Recomputes the chain of hashes; exit code 1 names the first event that does not fit."""
    broken = queries.broken_at()
    if broken is not None:
        click.echo(
            f"The record does not hold: event {broken} was changed, removed or added outside the system.", err=True
        )
        sys.exit(1)
    last = queries.last_event()
    click.echo(f"{last.sequence if last else 0} events, unbroken. Head: {last.hash if last else '–'}")
