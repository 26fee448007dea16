"""`flask worker`"""

import os
import signal
import socket
import time

import click
from flask import current_app
from flask.cli import with_appcontext

from award.db import db, is_passing
from award.jobs import service
from award.kit.codes import new_secret

PAUSE = 1.0
# How often the worker looks whether every alarm is set, in seconds.
ALARMS = 600.0


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
@with_appcontext
def worker(once: bool) -> None:
    """Does waiting work: letters, checks of files. Stops cleanly on TERM: after the piece in hand, or, in a long
    one, where it next says how far it is."""
    name = f"{socket.gethostname()[:30]}-{os.getpid()}-{new_secret()[:8]}"
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: service.STOPPING.set())
    alarms_at = 0.0
    while not service.STOPPING.is_set():
        try:
            if time.monotonic() >= alarms_at:
                service.set_alarms()
                alarms_at = time.monotonic() + ALARMS
            busy = service.run_due(name, limit=1)
        except Exception as error:
            if not is_passing(error):
                current_app.logger.exception("the worker met a fault and goes on")
            busy = 0
        db.session.remove()
        if not busy:
            if once:
                return
            time.sleep(PAUSE)


commands = [worker]
