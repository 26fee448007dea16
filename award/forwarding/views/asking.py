"""What a destination wants in addition: asked on the page of the batch, given on a page of its own."""

from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

from flask import g

from award.editions.queries import edition_by_id
from award.editions.states import Want
from award.entries.views.sent import addressed, asked, opened
from award.files import service as files
from award.files.described import describe
from award.forwarding import queries, rules, service
from award.forwarding.forms import AskAgainForm, AskForm, EmptyForm, GivenNumberForm, WaiveForm
from award.forwarding.states import REQUEST, BatchState
from award.forwarding.views import blueprint, page_of
from award.kit import clock
from award.kit.messages import say
from award.web.doors import AfterCommit, reads, writes
from award.web.forms import refusals_on
from award.web.language import gettext, said
from award.web.pages import answer, go, notify, show, wants_json

REQUEST_AT = "/requests/<uuid:request_id>"
UPLOADS = f"{REQUEST_AT}/uploads"


@blueprint.route("/batches/<uuid:batch_id>/requests", methods=["POST"])
@writes(rules.may_prepare, on=queries.batch)
def ask(batch):
    """Asks the people of the chosen works."""
    form = AskForm()
    if form.validate_on_submit():
        with refusals_on(form):
            count = service.ask(
                batch, wants=form.wanted, due_at=_end_of(form.due_on.data), note=form.note.data, actor=g.person
            )
        if not form.refused:
            notify(say("Works asked about: %(count)s.", count=count))
            return go("forwarding.batch", batch_id=batch.id)
    return page_of(batch, asking=form)


@blueprint.route(REQUEST_AT)
@reads(rules.may_see_request, on=queries.asked)
def request_page(found):
    """What is wanted, what was given, and the places to give it."""
    return _page(found)


@blueprint.route(f"{REQUEST_AT}/number", methods=["POST"])
@writes(rules.may_fill_request, on=queries.asked)
def give_number(found):
    """A number of the one who is signed in; nobody gives it for another."""
    form = GivenNumberForm()
    if form.validate_on_submit():
        with refusals_on(form):
            typed = {"number": form.number.data, "bank": form.bank.data, "agreed": form.agreed.data}
            service.give_number(found, form.want.data, **typed, actor=g.person)
        if not form.refused:
            notify(say("The number is kept, sealed. Pages show its last three digits only."))
            return go("forwarding.request_page", request_id=found.request.id)
    return _page(found, numbering=form)


@blueprint.route(f"{REQUEST_AT}/answer", methods=["POST"])
@writes(rules.may_fill_request, on=queries.asked)
def answer_request(found):
    """Everything is given."""
    form = EmptyForm()
    with refusals_on(form):
        service.answer(found.request, actor=g.person)
    if form.refused:
        return _page(found, form=form)
    notify(say("The answer is sent."))
    return go("forwarding.request_page", request_id=found.request.id)


@blueprint.route(f"{REQUEST_AT}/waive", methods=["POST"])
@writes(rules.may_prepare, on=queries.asked)
def waive(found):
    """The work goes without it."""
    form = WaiveForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.waive(found.request, reason=form.reason.data, actor=g.person)
        if not form.refused:
            notify(say("The work goes without it."))
            return go("forwarding.batch", batch_id=found.request.batch_id)
    return _page(found, waiving=form)


@blueprint.route(f"{REQUEST_AT}/again", methods=["POST"])
@writes(rules.may_prepare, on=queries.asked)
def ask_again(found):
    """The answer does not do, or the work shall not go without it after all."""
    form = AskAgainForm()
    if form.validate_on_submit():
        with refusals_on(form):
            due = _end_of(form.due_on.data)
            service.ask_again(found.request, due_at=due, note=form.note.data, actor=g.person)
        if not form.refused:
            notify(say("Asked again."))
            return go("forwarding.request_page", request_id=found.request.id)
    return _page(found, again=form)


@blueprint.route(UPLOADS, methods=["POST"])
@writes(rules.may_fill_request, on=queries.asked)
def begin_given(found):
    """Takes the word that a file will come: `{name, size, head_sha256, requirement_id}`."""
    given = asked()
    chosen = {name: given.get(name) for name in ("name", "size", "head_sha256")}
    file = service.begin_file(found.request, want=given.get("requirement_id"), **chosen, actor=g.person)
    return answer(**describe(file, said))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>")
@reads(rules.may_fill_file, on=queries.asked_file)
def given_file(held):
    """How a file stands."""
    return answer(**describe(held[1], said))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/open", methods=["POST"])
@writes(rules.may_fill_file, on=queries.asked_file)
def open_given(held):
    """Which parts are still missing."""
    return opened(held[1].id)


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/addresses", methods=["POST"])
@writes(rules.may_fill_file, on=queries.asked_file)
def given_addresses(held):
    """Where to send parts."""
    return addressed(held[1].id)


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/finish", methods=["POST"])
@writes(rules.may_fill_file, on=queries.asked_file)
def finish_given(held):
    """Everything was sent."""
    file_id, ended = held[1].id, {"actor_id": g.person.id, "sha256": asked().get("sha256")}
    return AfterCommit(lambda: answer(**describe(files.finish(file_id, **ended), said)))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/remove", methods=["POST"])
@writes(rules.may_fill_file, on=queries.asked_file)
def remove_given(held):
    """Takes a file back."""
    service.remove_file(held[0].request, held[1], actor=g.person)
    return answer(removed=True) if wants_json() else go("forwarding.request_page", request_id=held[0].request.id)


def _end_of(day: date) -> datetime:
    return clock.from_local(datetime.combine(day, time(23, 59)))


def _page(found: Any, **forms: Any):
    wants = [Want(one) for one in found.request.wants]
    boxes = [
        SimpleNamespace(
            id=want.value,
            name=gettext(want.label),
            kinds=[kind.value for kind in service.KINDS[want]],
            largest=service.LARGEST_GIVEN,
            least=1,
            most=service.MOST_GIVEN,
            hint="",
            files=found.files.get(want, []),
        )
        for want in wants
        if want in service.KINDS
    ]
    own = any(author.email == g.person.email for author in found.entry.authors)
    return show(
        "forwarding/request.html",
        edition=edition_by_id(found.edition_id),
        found=found,
        request_row=found.request,
        wants=wants,
        boxes=boxes,
        numbers=[want for want in wants if want.number] if own else [],
        form=forms.get("form"),
        numbering=forms.get("numbering") or GivenNumberForm(formdata=None),
        waiving=forms.get("waiving") or WaiveForm(formdata=None),
        again=forms.get("again") or AskAgainForm(formdata=None),
        may_look=rules.may_look(g.person, found),
        may_fill=rules.may_fill_request(g.person, found) and REQUEST.allows("fill", found.request.state),
        may_waive=rules.may_prepare(g.person, found) and REQUEST.allows("waive", found.request.state),
        may_ask_again=rules.may_prepare(g.person, found)
        and REQUEST.allows("ask_again", found.request.state)
        and queries.batch(found.request.batch_id).state is BatchState.OPEN,
    )
