"""`flask check`"""

import sys

import click
from flask.cli import with_appcontext

from award.upkeep import queries

SHOWN = 10


@click.command("check")
@with_appcontext
def check() -> None:
    """Asks the database for everything that must hold but that no constraint can hold; exit code 1 if anything does not."""
    wrong = 0
    for sentence, broken in queries.broken_invariants():
        click.echo(f"{'no ' if broken else 'yes'}  {sentence}")
        for name in broken[:SHOWN]:
            click.echo(f"       {name}")
        if len(broken) > SHOWN:
            click.echo(f"       and {len(broken) - SHOWN} more")
        wrong += bool(broken)
    sys.exit(1 if wrong else 0)


commands = [check]
