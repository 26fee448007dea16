"""Public pages, and the doors for whoever watches over the installation."""

from itertools import groupby

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template

from award.audit import queries as audit
from award.council import queries as council
from award.editions.queries import edition_by_code, edition_whole, kept_by_code
from award.entries.queries import term_of
from award.entries.stated import about_people
from award.files.links import view_address
from award.gallery import queries as gallery_of
from award.kit import clock
from award.kit.messages import say
from award.outbox.rendering import addresses
from award.site import calendar as dates
from award.site import queries
from award.site.rules import may_see_edition
from award.site.tables import tables_of
from award.site.topics import TOPICS
from award.storage import StorageFault, storage
from award.web import shared as keeping
from award.web.doors import anyone, reads
from award.web.language import said
from award.web.pages import page_number, show
from award.web.shared import shared

blueprint = Blueprint("site", __name__)
# What a light copy is called where it is saved.
PICTURE = "tac-pham"


def install(app: Flask) -> None:
    """Lets caches keep these pages, and gives them addresses that hold outside of this site too."""
    app.jinja_env.globals["public_address"] = addresses(app)
    keeping.install(app, _recorded)


def _recorded() -> str:
    last = audit.end()
    return last.hash if last else ""


@blueprint.route("/")
@reads(anyone)
@shared
def home():
    """The current award: its dates, how to enter, its results."""
    return _front(queries.front_edition())


@blueprint.route("/e/<code>")
@reads(may_see_edition, on=queries.edition_with_dates)
@shared
def edition(edition):
    """One edition's first page."""
    return _front(edition)


def _front(edition):
    posting = council.posting(edition.id) if edition else None
    earlier = queries.earlier_editions(edition.id if edition else None)
    return show("site/home.html", edition=edition, earlier=earlier, posting=posting)


@blueprint.route("/e/<code>/rules")
@reads(may_see_edition, on=edition_whole)
@shared
def rules(edition):
    """The rules: limits, files, criteria, prizes, themes, and their full text."""
    return show("site/rules.html", edition=edition, prize_places=_places(edition))


@blueprint.route("/e/<code>/results")
@reads(may_see_edition, on=edition_by_code)
@shared
def results(edition):
    """The list as it is public: posted for objections, or released."""
    found = council.released_results(edition.id)
    posting = council.posting(edition.id)
    return show(
        "site/results.html",
        edition=edition,
        groups=_by_level(found),
        shown=gallery_of.shown_codes(edition.id),
        released=any(result.released_at for result in found),
        posting=posting,
        final=posting is None or not council.pending_objections(edition.id),
    )


def _by_level(results) -> list[tuple]:
    """The results of each prize, the highest first, under its name."""
    return [(level, list(found)) for level, found in groupby(results, key=lambda result: result.level)]


@blueprint.route("/e")
@reads(anyone)
@shared
def editions():
    """All editions that are public, with what there is to read of each."""
    return show("site/editions.html", edition=None, editions=queries.public_editions())


@blueprint.route("/e/<code>/calendar")
@reads(may_see_edition, on=kept_by_code)
@shared
def calendar(edition):
    """The dates in their order, and how long it is until the next."""
    now = clock.now()
    found = dates.events(edition, now)
    following = dates.next_event(found, now)
    left = dates.remaining(following[1], now) if following else []
    return show("site/calendar.html", edition=edition, events=found, following=following, left=left)


@blueprint.route("/e/<code>/how-to-enter")
@reads(may_see_edition, on=kept_by_code)
@shared
def entering(edition):
    """What to do, step by step, as this edition wants it."""
    until = term_of(edition.deadline("supplements") or edition.deadline("entries"))
    stated = about_people(edition, until)
    return show("site/entering.html", edition=edition, stated=stated, term=edition.deadline("entries"))


@blueprint.route("/e/<code>/gallery")
@reads(may_see_edition, on=gallery_of.edition_of_gallery)
@shared
def gallery(edition):
    """The prized works whose people agreed."""
    return show("site/gallery.html", edition=edition, page=gallery_of.gallery(edition.id, page=page_number()))


@blueprint.route("/e/<code>/works/<work>")
@reads(anyone, on=gallery_of.shown_work)
@shared
def work(work):
    """A prized work."""
    return show("site/work.html", edition=work.edition, work=work)


@blueprint.route("/e/<code>/works/<work>/picture")
@reads(anyone, on=gallery_of.picture_of)
@shared
def work_picture(file):
    """Leads to the picture that stands for a work: an address that stays, for whoever shows a link to the page."""
    return redirect(view_address(file, name=PICTURE), code=302)


@blueprint.route("/e/<code>/works/<work>/files/<uuid:file_id>")
@reads(anyone, on=gallery_of.copy_of)
@shared
def work_file(file):
    """Leads to a light copy of a work's file; its own name could tell more than the page does."""
    return redirect(view_address(file, name=PICTURE), code=302)


@blueprint.route("/robots.txt")
@reads(anyone)
@shared
def robots():
    """What search engines need not ask for."""
    return Response(render_template("site/robots.txt"), mimetype="text/plain")


@blueprint.route("/sitemap.xml")
@reads(anyone)
@shared
def sitemap():
    """Every public page, for search engines."""
    pages = render_template("site/sitemap.xml", editions=queries.public_editions(), works=gallery_of.all_shown())
    return Response(pages, mimetype="application/xml")


@blueprint.route("/help/<topic>")
@reads(anyone)
@shared
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
