"""`flask demo`"""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from award.accounts.queries import anybody_there, demo_people_exist
from award.demo import guard
from award.demo.people import ACCOUNTS, PASSWORD


@click.group("demo", invoke_without_command=True)
@click.option("--entries", default=120, show_default=True, help="How many works to enter.")
@click.option("--seed", default=2023, show_default=True, help="The same seed makes the same edition.")
@click.option("--if-empty", is_flag=True, help="Only when nobody has an account yet.")
@click.pass_context
@with_appcontext
def commands(context: click.Context, entries: int, seed: int, if_empty: bool) -> None:
    """Makes a believable edition to try things out, and lists who can sign in."""
    if context.invoked_subcommand:
        return
    if not (if_empty and anybody_there()):
        # The makers of pictures, sound and film stay out of the web process, which never needs them.
        from award.demo import making

        with click.progressbar(length=entries, label="Making the demo edition") as bar:
            making.make(entries=entries, seed=seed, progress=bar.update)
    if demo_people_exist():
        click.echo(f"Demo accounts, password {PASSWORD}")
        for account in ACCOUNTS:
            click.echo(f"  {account.email:18} {account.what}")


@commands.command("guard")
@click.argument("host")
@with_appcontext
def guard_host(host: str) -> None:
    """Fails, with the reason, when demo accounts would be served on HOST beyond this machine."""
    found = guard.fault(current_app, host)
    if found:
        click.echo(found, err=True)
        sys.exit(1)
