"""`flask user …`"""

import secrets
import sys

import click
from flask.cli import AppGroup

from award.accounts import queries, service
from award.accounts.states import Role
from award.db import transaction
from award.kit.refusals import Refusal

commands = AppGroup("user", help="Accounts.")


@commands.command("add")
@click.argument("email")
@click.option("--name", required=True, help="The person's full name.")
@click.option("--password", help="At least 10 characters; one is made and printed where none is given.")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="A role to give at once.")
@click.option("--edition", help="The code of the edition in which the role holds.")
@click.option("--admin", is_flag=True, help="Makes the person an administrator.")
def add(email: str, name: str, password: str | None, role: str | None, edition: str | None, admin: bool) -> None:
    """Opens an account whose address counts as confirmed."""
    made = password is None
    password = password or secrets.token_urlsafe(12)
    try:
        with transaction():
            person = service.create_person(email=email, full_name=name, password=password, actor=None)
            _give(person, Role.ADMINISTRATOR if admin else None, None)
            _give(person, Role(role) if role else None, edition)
    except Refusal as refusal:
        click.echo(str(refusal.message), err=True)
        sys.exit(1)
    click.echo(f"{person.full_name} can sign in as {person.email}.")
    if made:
        click.echo(f"Password: {password}")


def _give(person, role: Role | None, code: str | None) -> None:
    if role is None:
        return
    edition = queries.edition_by_code(code) if code else None
    if code and edition is None:
        raise click.BadParameter(f"there is no edition with the code {code!r}", param_hint="--edition")
    if role is Role.CONTACT:
        raise click.BadParameter("an outlet's contact is appointed on the person's page", param_hint="--role")
    service.grant_role(person, role, edition=edition, actor=None, letter=False)
