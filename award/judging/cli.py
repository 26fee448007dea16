"""`flask recount ROUND`"""

import json
import sys
from typing import Any

import click
from flask.cli import with_appcontext

from award.judging import queries
from award.judging.recount import recount


@click.command("recount")
@click.argument("round_name", metavar="EDITION/ROUND")
@with_appcontext
def recount_round(round_name: str) -> None:
    """Counts a closed round again from its marks, as JSON; exit code 1 when something differs from what was frozen."""
    edition_code, _, round_code = round_name.partition("/")
    round_ = queries.round_by_codes(edition_code, round_code)
    if round_ is None:
        _stop(f"There is no round “{round_name}”. Write EDITION/ROUND, for example bua-liem-vang-2023/so-khao.")
    closing = queries.closing(round_.id)
    if closing is None:
        _stop(f"The round “{round_name}” is not closed, so there is nothing to compare with.")
    report = recount(*queries.for_recount(round_, closing))
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    sys.exit(0 if report["agrees"] else 1)


def _stop(sentence: str) -> Any:
    click.echo(sentence, err=True)
    sys.exit(1)


commands = [recount_round]
