"""`flask doors` and `flask messages`"""

import click
from flask import current_app
from flask.cli import with_appcontext

from award.web import catalogues
from award.web.doors import UNGUARDED


@click.command("doors")
@with_appcontext
def doors() -> None:
    """Lists every address with who may come in and whether it writes."""
    for route in sorted(current_app.url_map.iter_rules(), key=lambda route: route.rule):
        if route.endpoint in UNGUARDED:
            continue
        door = current_app.view_functions[route.endpoint].door
        rule = f"{door.rule.__module__.removeprefix('award.')}.{door.rule.__name__}"
        click.echo(f"{'writes' if door.writes else 'reads '}  {route.rule:60} {rule}")


@click.command("messages")
def messages() -> None:
    """Collects all texts into the catalogues and says what Vietnamese still lacks."""
    lacking = {package: count for package, count in catalogues.update().items() if count}
    click.echo(
        "\n".join(f"{package}: {count} to translate" for package, count in lacking.items()) or "Nothing to translate."
    )


commands = [doors, messages]
