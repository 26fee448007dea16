"""The secretary's pages: the list, a new intake, one intake with its chain and its works."""

from typing import Any

from flask import g, request

from award.editions.queries import edition_by_code, edition_by_id
from award.entries.queries import edition_to_enter, entry_whole, outlet_choices
from award.intake import queries, rules, service
from award.intake.filters import filters_of
from award.intake.forms import AddForm, BeginForm, IntakeForm, StepForm
from award.intake.states import INTAKE, IntakeState, Means, Medium
from award.intake.views import blueprint
from award.kit import clock
from award.kit.codes import new_id
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show


@blueprint.get("/editions/<code>/intakes", endpoint="list")
@reads(rules.may_look, on=edition_by_code)
def intakes(edition):
    """One page of what came."""
    filters = filters_of(request.args)
    return show(
        "intake/list.html",
        edition=edition,
        filters=filters,
        states=IntakeState,
        means=Means,
        media=Medium,
        page=queries.page(edition.id, filters, page_number()),
        may_receive=rules.may_receive(g.person, edition),
    )


@blueprint.route("/editions/<code>/intakes/new", methods=["GET", "POST"])
@writes(rules.may_receive, on=edition_by_code)
def register(edition):
    """Opens an intake."""
    now = clock.local(clock.now())
    usual = {"ticket": str(new_id()), "received_on": now.date(), "received_hour": now.time(), "pieces": 1}
    form = IntakeForm(data=usual, outlets=outlet_choices())
    if form.validate_on_submit():
        with refusals_on(form):
            found = service.register(edition, form.values(), identity=form.identity, actor=g.person)
        if not form.refused:
            notify(say("%(code)s is open. Print the receipt, then copy in what came.", code=found.code))
            return go("intake.show", intake_id=found.id)
    return show("intake/register.html", edition=edition, form=form)


@blueprint.route("/intakes/<uuid:intake_id>/edit", methods=["GET", "POST"])
@writes(rules.may_receive, on=queries.intake)
def edit(found):
    """Mends what was written down wrongly."""
    form = IntakeForm(data=_stored(found), outlets=outlet_choices())
    if form.validate_on_submit():
        with refusals_on(form):
            service.change(found, form.values(), version=form.shown_version, actor=g.person)
        if not form.refused:
            notify(say("Saved."))
            return go("intake.show", intake_id=found.id)
        form.version.data = str(found.version)
    return show("intake/edit.html", edition=edition_by_id(found.edition_id), intake=found, form=form)


def _stored(found: Any) -> dict[str, Any]:
    names = ("brought_by", "postmarked_on", "pieces", "title", "author_name", "author_email", "author_phone")
    came = clock.local(found.received_at)
    return {name: getattr(found, name) for name in (*names, "outlet_id", "remarks")} | {
        "version": str(found.version),
        "means": found.means.value,
        "medium": found.medium.value,
        "received_on": came.date(),
        "received_hour": came.time(),
        "outlet_name": "" if found.outlet_id else found.outlet_name,
    }


@blueprint.get("/intakes/<uuid:intake_id>", endpoint="show")
@reads(rules.may_look, on=queries.intake)
def show_intake(found):
    """One intake: what came, its works, whose hands it went through."""
    return _page(found)


@blueprint.post("/intakes/<uuid:intake_id>/steps")
@writes(rules.may_receive, on=queries.intake)
def hand_on(found):
    """The next link of the chain of custody."""
    form = StepForm()
    if form.validate_on_submit():
        with refusals_on(form):
            verb = request.form.get("act", "")
            step = service.hand_on(found, verb, place=form.place.data, remark=form.remark.data, actor=g.person)
        if not form.refused:
            notify(say("%(code)s: %(state)s", code=found.code, state=step.state))
            return go("intake.show", intake_id=found.id)
    return _page(found, stepping=form)


@blueprint.post("/intakes/<uuid:intake_id>/works")
@writes(rules.may_receive, on=queries.intake)
def begin_work(found):
    """Begins a work for the author; leads to the same steps that authors have."""
    categories = _categories(found)
    form = BeginForm(categories=categories)
    if form.validate_on_submit():
        category = next(one for one in categories if one.id == form.category_id.data)
        with refusals_on(form):
            entry = service.begin_work(found, category, {"title": form.title.data}, actor=g.person)
        if not form.refused:
            notify(say("A draft was begun for the author. Fill it in and add the files; then send it in."))
            return go("entries.edit", entry_id=entry.id, step="work")
    return _page(found, beginning=form)


@blueprint.post("/intakes/<uuid:intake_id>/works/add")
@writes(rules.may_receive, on=queries.intake)
def add_work(found):
    """Puts a work that is there already beside what came, by its code or picked from the author's drafts."""
    form = AddForm()
    picked = [line for line in queries.drafts_of(found) if str(line.entry_id) == request.form.get("entry")]
    if picked or form.validate_on_submit():
        with refusals_on(form):
            entry = entry_whole(picked[0].entry_id) if picked else queries.entry_to_add(found, form.code.data)
            if entry is None:
                raise Refusal(say("There is no such work in this edition."), "code")
            service.add_work(found, entry, actor=g.person)
        if not form.refused:
            notify(say("The work is noted here. Its files can be added on its page while it may be edited."))
            return go("intake.show", intake_id=found.id)
    return _page(found, adding=form)


def _categories(found: Any) -> list[Any]:
    return edition_to_enter(edition_by_id(found.edition_id).code).categories


def _page(
    found: Any, stepping: StepForm | None = None, beginning: BeginForm | None = None, adding: AddForm | None = None
):
    blank = BeginForm(formdata=None, data={"title": found.title}, categories=_categories(found))
    return show(
        "intake/show.html",
        edition=edition_by_id(found.edition_id),
        intake=found,
        steps=queries.steps_of(found),
        works=queries.works_of(found),
        drafts=queries.drafts_of(found),
        author=queries.author_of(found),
        acts=INTAKE.verbs(found.state),
        stepping=stepping or StepForm(formdata=None),
        beginning=beginning or blank,
        adding=adding or AddForm(formdata=None),
        may_receive=rules.may_receive(g.person, found),
    )
