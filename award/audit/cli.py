"""`flask audit …`"""

import sys

import click
from flask.cli import AppGroup

from award.audit import queries

commands = AppGroup("audit", help="The record of what happened.")


@commands.command("verify")
def verify() -> None:
    """Recomputes the chain of hashes, and the ledgers of marks; exit code 1 names the first event that does not fit."""
    broken = queries.broken_at()
    if broken is not None:
        click.echo(
            f"The record does not hold: event {broken} was changed, removed or added outside the system.", err=True
        )
        sys.exit(1)
    others = queries.others_broken()
    for name, number in others:
        if number is not None:
            click.echo(f"The ledger of {name} does not hold: {_where(number)}.", err=True)
    if any(number is not None for _, number in others):
        sys.exit(1)
    last = queries.last_event()
    click.echo(f"{last.sequence if last else 0} events, unbroken. Head: {last.hash if last else '–'}")
    if others:
        click.echo(f"Ledgers of marks: {len(others)}, unbroken.")


def _where(number: int) -> str:
    if number == 0:
        return "it does not end in the head that was kept at closing"
    return f"event {number} was changed, removed or added outside the system"
