"""Demo accounts have a password that everybody knows: they never serve beyond this machine."""

import ipaddress
import os
from urllib.parse import urlsplit

from flask import Flask

from award.accounts.queries import demo_people_exist

SENTENCE = (
    "This database holds demo accounts, whose password is public, so the server does not listen beyond this machine "
    "({where}). Use 127.0.0.1, or start with an empty database."
)


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def fault(app: Flask, *hosts: str) -> str | None:
    """The sentence that refuses the start, or None where there is nothing to refuse."""
    beyond = [host for host in hosts if not is_loopback(host)]
    if not beyond:
        return None
    with app.app_context():
        return SENTENCE.format(where=", ".join(beyond)) if demo_people_exist() else None


def refuse_beyond_loopback(app: Flask) -> None:
    """Ends the process with the sentence when a server starts on demo accounts for an address beyond this machine.

    Commands are not servers and go on.
    """
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        return
    found = fault(app, urlsplit(app.config["AWARD"].public_url).hostname or "")
    if found:
        raise SystemExit(found)
