"""The office's pages of editions: the list, the configuration as people read it, its file, states, deadlines."""

from typing import Any

from flask import Blueprint, Response, g

from award.editions import queries, rules, service, states, ties
from award.editions.faults import Fault, FaultyFile
from award.editions.forms import ActForm, LoadForm, extend_form_of
from award.kit.messages import Message, say
from award.kit.text import clean
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import gettext, said
from award.web.pages import go, notify, show

blueprint = Blueprint("editions", __name__)


@blueprint.route("/editions", endpoint="list")
@reads(rules.may_see_editions)
def editions():
    """Every edition whose office is open to the person."""
    seen = [edition for edition in queries.all_editions() if rules.may_see_office(g.person, edition)]
    return show("editions/list.html", editions=seen, may_found=rules.may_found(g.person, None))


@blueprint.route("/editions/<code>", endpoint="show")
@reads(rules.may_see_office, on=queries.edition_whole)
def show_edition(edition):
    """The whole configuration."""
    return show("editions/show.html", edition=edition, **_office(edition))


@blueprint.route("/editions/<code>/edition.toml")
@reads(rules.may_see_office, on=queries.edition_whole)
def download(edition):
    """The edition's file, as text."""
    answer = Response(service.dump(edition), mimetype="application/toml")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{edition.code}.toml")
    return answer


@blueprint.route("/editions/<code>/load", methods=["GET", "POST"])
@writes(rules.may_configure, on=queries.edition_whole)
def load(edition):
    """Changes the edition by its file."""
    present = service.dump(edition)
    form = LoadForm(data={"text": present, "shown": present})
    shown = form.shown.data
    form.shown.data = present
    return _load(form, edition, shown, present)


@blueprint.route("/new-edition", methods=["GET", "POST"])
@writes(rules.may_found)
def found():
    """Brings in a new edition by its file."""
    return _load(LoadForm())


@blueprint.route("/editions/<code>/state", methods=["POST"])
@writes(rules.may_configure, on=queries.edition_whole)
def state(edition):
    """Opens, closes or archives."""
    form = ActForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.change_state(edition, form.verb.data, actor=g.person)
        if not form.refused:
            notify(say("The edition is now: %(state)s.", state=edition.state))
            return go("editions.show", code=edition.code)
    return show("editions/show.html", edition=edition, form=form, **_office(edition))


@blueprint.route("/deadlines/<uuid:deadline_id>/extend", methods=["GET", "POST"])
@writes(rules.may_configure, on=queries.deadline)
def extend(deadline):
    """Moves a deadline later."""
    form = extend_form_of(deadline)
    edition = deadline.edition
    if form.validate_on_submit():
        with refusals_on(form):
            service.extend_deadline(
                deadline,
                shown_at=form.shown_at.data,
                hard_at=form.hard_at.data,
                reason=form.reason.data,
                version=form.shown_version,
                actor=g.person,
            )
        if not form.refused:
            notify(say("The deadline is moved to %(moment)s.", moment=deadline.shown_at))
            return go("editions.show", code=edition.code)
    return show("editions/extend.html", edition=edition, deadline=deadline, form=form)


def _office(edition: Any) -> dict[str, Any]:
    """What the page of an edition needs beside it."""
    return {
        "may_configure": rules.may_configure(g.person, edition),
        "acts": states.EDITION.verbs(edition.state),
        "places_of": lambda level: _places_of(level, edition),
        "scopes_of": lambda subcommittee: _scopes_of(subcommittee, edition),
        "ties_of": _ties_of,
        "kinds_of": lambda names: _kinds_of(names, edition),
        "subcommittee_names": {one.code: one.name for one in edition.subcommittees},
    }


def _places_of(level: Any, edition: Any) -> list[tuple[str, int]]:
    """How many places the level has: for the whole award, then in each category in the order of categories."""
    places = {one.scope: one.places for one in level.places}
    whole = [(gettext("the whole award"), places[None])] if None in places else []
    scopes = (*edition.categories, *edition.subcommittees)
    return whole + [(one.name, places[one.id]) for one in scopes if one.id in places]


def _kinds_of(names: list[str], edition: Any) -> list[str]:
    """Kinds of works that a criterion is for: media types, categories, genres."""
    known = {media_type.value: said(media_type) for media_type in states.MediaType}
    for category in edition.categories:
        known[category.code] = category.name
        known |= {f"{category.code}/{genre.code}": genre.name for genre in category.genres}
    return [known[name] for name in names]


def _ties_of(round_: Any) -> list[Message]:
    """What separates equal scores in the round, in order."""
    names = {criterion.code: criterion.name for criterion in round_.criteria}
    return [ties.said_of(rule, names) for rule in round_.ties]


def _scopes_of(subcommittee: Any, edition: Any) -> list[str]:
    """What a sub-committee judges: categories, or single genres of one, in their order."""
    whole = {scope.category_id for scope in subcommittee.scopes if scope.genre_id is None}
    single = {scope.genre_id for scope in subcommittee.scopes}
    names = []
    for category in edition.categories:
        genres = [genre.name for genre in category.genres if genre.id in single]
        if category.id in whole:
            names.append(category.name)
        elif genres:
            names.append(f"{category.name} ({'; '.join(genres)})")
    return names


def _load(form: LoadForm, edition: Any = None, shown: str | None = None, present: str = "") -> Any:
    """The page of a file. `shown` is the stored file as the person had it, `present` as it is."""
    faults: list[Fault] = []
    if form.validate_on_submit():
        report = None
        with refusals_on(form):
            report = _load_sent(form, edition, shown, faults)
        if report is not None:
            notify(_outcome(report))
            return go("editions.show", code=report.edition.code)
    stored = present if form.refused and shown and clean(present) != shown else None
    return show("editions/load.html", edition=edition, form=form, faults=faults, stored=stored)


def _load_sent(form: LoadForm, edition: Any, shown: str | None, faults: list[Fault]) -> service.LoadReport:
    text, name = form.received()
    file_name = name or said(say("text in the box"))
    try:
        return service.load(
            text,
            actor=g.person,
            file_name=file_name,
            code=edition.code if edition is not None else None,
            shown=shown if name is None else None,
        )
    except FaultyFile as refusal:
        faults += refusal.faults
        raise


def _outcome(report: service.LoadReport) -> Any:
    if report.is_new:
        return say("The edition “%(code)s” is new; it is being prepared.", code=report.edition.code)
    if not report.changes:
        return say("Nothing differs.")
    return say("Changed: %(places)s.", places=[change.place for change in report.changes])
