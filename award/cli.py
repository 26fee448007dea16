"""All commands, gathered: each package brings its own as `cli.commands`."""

from importlib import import_module

from flask import Flask

from award.config import ROOT


def install(app: Flask) -> None:
    """Registers every package's commands (a command, a group, or a list of them)."""
    for path in sorted((ROOT / "award").glob("*/cli.py")):
        commands = import_module(f"award.{path.parent.name}.cli").commands
        for command in commands if isinstance(commands, (list, tuple)) else [commands]:
            app.cli.add_command(command)
