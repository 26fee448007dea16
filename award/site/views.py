"""Public pages, and the doors for whoever watches over the installation."""

from flask import Blueprint, Response, abort, current_app

from award.council import queries as council
from award.editions.queries import edition_whole
from award.kit.messages import say
from award.site import queries
from award.site.rules import may_see_edition
from award.site.tables import tables_of
from award.site.topics import TOPICS
from award.storage import StorageFault, storage
from award.web.doors import anyone, reads
from award.web.language import said
from award.web.pages import show

blueprint = Blueprint("site", __name__)


@blueprint.route("/")
@reads(anyone)
def home():
    """The current award: its dates, how to enter, its results."""
    edition = queries.front_edition()
    return show("site/home.html", edition=edition, earlier=queries.earlier_editions(edition.id if edition else None))


@blueprint.route("/e/<code>")
@reads(may_see_edition, on=queries.edition_with_dates)
def edition(edition):
    """One edition's first page."""
    return show("site/home.html", edition=edition, earlier=queries.earlier_editions(edition.id))


@blueprint.route("/e/<code>/rules")
@reads(may_see_edition, on=edition_whole)
def rules(edition):
    """The rules: limits, files, criteria, prizes, themes, and their full text."""
    return show("site/rules.html", edition=edition, prize_places=_places(edition))


@blueprint.route("/e/<code>/results")
@reads(may_see_edition, on=queries.edition_with_dates)
def results(edition):
    """The list as it is public: posted for objections, or released."""
    found = council.released_results(edition.id)
    posting = council.posting(edition.id)
    return show(
        "site/results.html",
        edition=edition,
        groups=_by_category(edition, found),
        released=any(result.released_at for result in found),
        posting=posting,
        final=posting is None or not council.pending_objections(edition.id),
    )


def _by_category(edition, results) -> list[tuple]:
    """The results of each category that has any, in the edition's order; then those of organisations, each under the
    name of its prize."""
    groups = [(one.name, [r for r in results if r.category_code == one.code]) for one in edition.categories]
    apart = [result for result in results if not result.category_code]
    groups += [(level, [r for r in apart if r.level == level]) for level in dict.fromkeys(r.level for r in apart)]
    return [(name, found) for name, found in groups if found]


@blueprint.route("/help/<topic>")
@reads(anyone)
def help(topic):
    """What each kind of person can do here, and how."""
    if topic not in TOPICS:
        abort(404)
    return show(
        "site/help.html",
        topic=topic,
        topics=TOPICS,
        tables=tables_of(topic),
    )


def _places(edition) -> dict:
    """For each prize its places: the category's name (None for the whole award) and how many, in the edition's order."""
    names = {None: None} | {one.id: one.name for one in (*edition.categories, *edition.subcommittees)}
    order = list(names)
    return {
        level.id: [
            (names[place.scope], place.places)
            for place in sorted(level.places, key=lambda place: order.index(place.scope))
        ]
        for level in edition.prize_levels
    }


@blueprint.route("/healthz")
@reads(anyone)
def healthz():
    """The process answers."""
    return _plain("ok")


@blueprint.route("/readyz")
@reads(anyone)
def readyz():
    """The database and the bucket answer, and the database fits this program; else 503 with a sentence."""
    if not queries.database_answers():
        return _plain(said(say("The database does not answer.")), 503)
    if fault := queries.database_fits():
        return _plain(said(fault), 503)
    if not _bucket_answers():
        return _plain(said(say("The object storage does not answer.")), 503)
    return _plain("ok")


@blueprint.route("/metrics")
@reads(anyone)
def metrics():
    """Counters in Prometheus' text form, where AWARD_METRICS=1 switched them on."""
    if not current_app.config["AWARD"].metrics:
        abort(404)
    lines = [f'award_{name}{{state="{state}"}} {count}' for name, state, count in queries.counters()]
    return _plain("\n".join(lines) + "\n")


def _bucket_answers() -> bool:
    try:
        return storage().answers()
    except StorageFault:
        return False


def _plain(text: str, status: int = 200) -> Response:
    return Response(text, status, mimetype="text/plain", headers={"Cache-Control": "no-store"})
