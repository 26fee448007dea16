"""The record of what happened, for the administrator."""

from typing import Any

from flask import Blueprint, Flask, request

from award.audit import queries, words
from award.audit.rules import may_read_record
from award.audit.values import restored
from award.web.doors import reads
from award.web.pages import page_number, show

blueprint = Blueprint("audit", __name__)


def install(app: Flask) -> None:
    """Lets every page say what happened in words."""
    app.jinja_env.globals.update(
        verb_in_words=words.verb_in_words, thing_in_words=words.thing_in_words, field_in_words=words.field_in_words
    )


@blueprint.route("/record")
@reads(may_read_record)
def record():
    """All events, newest first; filtered by verb, by kind of thing, or by one thing."""
    kept = {name: request.args.get(name, "")[:64] or None for name in ("verb", "thing", "id")}
    page = queries.events_page(verb=kept["verb"], thing_type=kept["thing"], thing_id=kept["id"], page=page_number())

    names = queries.names_in(page.items)

    def value(row: dict[str, Any], field: str, kept_as: Any) -> Any:
        if isinstance(kept_as, list):
            return [value(row, field, one) for one in kept_as]
        if isinstance(kept_as, str) and kept_as in names:
            return names[kept_as]
        return restored(kept_as, field, queries.enumeration_of(row["thing_type"], field))

    return show(
        "audit/record.html",
        value=value,
        names=names,
        page=page,
        kept=kept,
        verbs=queries.verbs(),
        things=queries.thing_types(),
    )
