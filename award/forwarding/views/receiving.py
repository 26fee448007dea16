"""Dossiers from other installations: brought, looked at, taken in, answered with a receipt."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from flask import Response, g

from award.editions.queries import edition_by_code, edition_by_id
from award.entries.views.sent import addressed, asked, opened
from award.files import kinds
from award.files.described import describe
from award.files.queries import stored_file
from award.forwarding import queries, rules, service
from award.forwarding.forms import EmptyForm
from award.forwarding.receipts import written
from award.forwarding.states import INCOMING, IncomingState
from award.forwarding.views import blueprint
from award.jobs.queries import progress_of
from award.kit.messages import say
from award.outbox.values import unpacked
from award.web.doors import AfterCommit, reads, writes
from award.web.forms import refusals_on
from award.web.language import gettext, said
from award.web.pages import answer, go, notify, page_number, show

UPLOADS = "/editions/<code>/receiving/uploads"
WORKING = (IncomingState.CHECKING, IncomingState.TAKING)


def _sent_zip(code: str, file_id: Any) -> Any:
    """The dossier whose ZIP is being sent to the edition."""
    found, edition = queries.incoming_of_file(file_id), edition_by_code(code)
    return found if found and edition and found.edition_id == edition.id else None


@blueprint.route("/editions/<code>/receiving")
@reads(rules.may_see_incoming, on=edition_by_code)
def receiving(edition):
    """What came in, and the place to send another one to."""
    box = SimpleNamespace(
        id="dossier",
        name=gettext("ZIP of the dossier, or its discs"),
        kinds=[kinds.DOSSIER],
        largest=service.LARGEST_DOSSIER,
        least=1,
        most=100,
        hint="",
    )
    page = queries.incoming_page(edition.id, page_number())
    may_receive = rules.may_receive(g.person, edition)
    return show("forwarding/receiving.html", edition=edition, page=page, box=box, may_receive=may_receive)


@blueprint.route(UPLOADS, methods=["POST"])
@writes(rules.may_receive, on=edition_by_code)
def announce(edition):
    """Takes the word that a ZIP will come: `{name, size, head_sha256}`."""
    given = asked()
    chosen = {name: given.get(name) for name in ("name", "size", "head_sha256")}
    return answer(**describe(service.announce(edition, **chosen, actor=g.person), said))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>")
@reads(rules.may_receive, on=_sent_zip)
def zip_state(found):
    """How a ZIP stands."""
    return answer(**describe(stored_file(found.file_id), said))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/open", methods=["POST"])
@writes(rules.may_receive, on=_sent_zip)
def open_zip(found):
    """Which parts are still missing."""
    return opened(found.file_id)


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/addresses", methods=["POST"])
@writes(rules.may_receive, on=_sent_zip)
def zip_addresses(found):
    """Where to send parts."""
    return addressed(found.file_id)


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/finish", methods=["POST"])
@writes(rules.may_receive, on=_sent_zip)
def finish_zip(found):
    """Everything was sent: the worker looks at it."""
    incoming_id, ended = found.id, {"actor_id": g.person.id, "sha256": asked().get("sha256")}
    return AfterCommit(lambda: answer(**describe(service.finish(incoming_id, **ended), said)))


@blueprint.route("/incoming/<uuid:incoming_id>")
@reads(rules.may_see_incoming, on=queries.incoming)
def incoming(found):
    """The report: what stands in the way, what to look at, what the rules say of each work."""
    return _page(found, None)


@blueprint.route("/incoming/<uuid:incoming_id>/check", methods=["POST"])
@writes(rules.may_receive, on=queries.incoming)
def check_incoming(found):
    """Has it checked once more."""
    form = EmptyForm()
    with refusals_on(form):
        service.check_again(found, actor=g.person)
    return _page(found, form) if form.refused else go("forwarding.incoming", incoming_id=found.id)


@blueprint.route("/incoming/<uuid:incoming_id>/take", methods=["POST"])
@writes(rules.may_receive, on=queries.incoming)
def take_incoming(found):
    """Has the works taken in, all or none."""
    form = EmptyForm()
    with refusals_on(form):
        service.take(found, actor=g.person)
    if form.refused:
        return _page(found, form)
    notify(say("The works are being taken in; the receipt is here when they are."))
    return go("forwarding.incoming", incoming_id=found.id)


@blueprint.route("/incoming/<uuid:incoming_id>/receipt.json")
@reads(rules.may_see_incoming, on=queries.incoming)
def incoming_receipt(found):
    """The file for the sender: received, and how far the works have come since."""
    answer = written(service.answer_of(found))
    name = quote(f"bien-nhan-{found.report['about'].get('name', 'ho-so')}.json")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "private, no-store"}
    return Response(answer, mimetype="application/json", headers=headers)


def _page(found: Any, form: EmptyForm | None):
    report = {"faults": [], "warnings": [], "works": [], "about": {}} | found.report
    known = {row.code: row for row in queries.provenances(found.edition_id, found.batch)} if found.receipt else {}
    return show(
        "forwarding/incoming.html",
        edition=edition_by_id(found.edition_id),
        found=found,
        form=form,
        faults=[unpacked(one) for one in report["faults"]],
        warnings=[unpacked(one) for one in report["warnings"]],
        works=[{**work, "sentences": unpacked(work["sentences"])} for work in report["works"]],
        about=report["about"],
        here=known,
        may_receive=rules.may_receive(g.person, found),
        may_check=INCOMING.allows("check", found.state) and found.state is not IncomingState.WAITING and found.file_id,
        may_take=INCOMING.allows("take", found.state),
        working=found.state in WORKING,
        progress=next(iter(progress_of([f"forwarding.{act}:{found.id}" for act in ("check", "take")]).values()), None),
    )
