"""The public's part: filing an objection, confirming the address, following it by the code of its receipt."""

from flask import g, request, url_for
from flask_babel import get_locale

from award.council import queries, rules, service
from award.council.forms import PlainForm
from award.council.forms.objections import ObjectionForm
from award.council.states import OBJECTION, ObjectionKind, ObjectionState, Side
from award.council.views import blueprint
from award.entries.views.confirming import private
from award.entries.views.sent import box_of_a_scan, promised
from award.files.described import describe
from award.kit import clock
from award.kit.messages import say
from award.web import limits
from award.web.doors import writes
from award.web.forms import refusals_on
from award.web.language import said
from award.web.pages import answer, go, notify, show, wants_json

RECEIPT = "/objections/receipt/<receipt>"
# An address of the net that serves a whole newsroom files more than one household.
BY_HOST, BY_ADDRESS = "20 per hour", "5 per day"


@blueprint.route("/e/<code>/objection", methods=["GET", "POST"])
@writes(rules.may_object, on=queries.posted)
def file_objection(posted):
    """The form that anybody can file."""
    form = ObjectionForm(data={"work": request.args.get("work", "")}, works=posted.works)
    if form.validate_on_submit():
        limits.hit(BY_HOST, "objection", request.remote_addr or "")
        limits.hit(BY_ADDRESS, "objection", form.email.data.lower())
        with refusals_on(form):
            found = service.file_objection(
                posted,
                code=form.work.data,
                kind=ObjectionKind(form.kind.data),
                name=form.name.data,
                email=form.email.data,
                text=form.text.data,
                links=form.given_links,
                language=get_locale().language,
            )
        if not form.refused:
            return private(go("council.objection_receipt", receipt=found.receipt))
    over = clock.now() > posted.until
    return show("council/object.html", edition=posted.edition, form=form, posted=posted, over=over)


@blueprint.route("/objections/confirm/<token>", methods=["GET", "POST"])
@writes(rules.may_see_receipt, on=queries.by_token)
def confirm_objection(case):
    """The link of the letter: one button confirms the address."""
    form = PlainForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.confirm(case)
        if not form.refused:
            return private(go("council.objection_receipt", receipt=case.objection.receipt))
    waits = case.objection.state is ObjectionState.FILED
    page = show(
        "council/objection_confirm.html", edition=case.edition, case=case, form=form, waits=waits, address=request.path
    )
    return private(page)  # fmt: skip


@blueprint.route(RECEIPT, methods=["GET", "POST"])
@writes(rules.may_see_receipt, on=queries.by_receipt)
def objection_receipt(case):
    """How the objection stands; posting takes it back."""
    form = PlainForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.drop(case)
        if not form.refused:
            notify(say("The objection was taken back."))
            return private(go("council.objection_receipt", receipt=case.objection.receipt))
    found = case.objection
    files = [file for row, file in queries.files_of(found.id) if row.side is Side.FILER]
    return private(
        show(
            "council/objection_receipt.html",
            edition=case.edition,
            case=case,
            found=found,
            form=form,
            files=files,
            takes_files=found.state is ObjectionState.RECEIVED,
            can_drop=OBJECTION.allows("drop", found.state),
            begin_url=url_for("council.begin_evidence", receipt=found.receipt),
        )
    )


@blueprint.post(f"{RECEIPT}/files")
@writes(rules.may_see_receipt, on=queries.by_receipt)
def begin_evidence(case):
    """Takes the promise of a file: `{name, size}`."""
    limits.hit(BY_HOST, "objection-file", request.remote_addr or "")
    file = service.begin_file(case, Side.FILER, **promised())
    return answer(**describe(file, said))


box_of_a_scan(
    blueprint,
    f"{RECEIPT}/files/<uuid:file_id>",
    "evidence",
    may=rules.may_see_own_file,
    sees=rules.may_see_own_file,
    on=queries.receipt_file,
    finish=service.finish_evidence,
)


@blueprint.post(f"{RECEIPT}/files/<uuid:file_id>/remove")
@writes(rules.may_see_own_file, on=queries.receipt_file)
def remove_evidence(found):
    """Takes a file back."""
    service.remove_file(found, actor=g.person)
    return (
        answer(removed=True) if wants_json() else go("council.objection_receipt", receipt=found.case.objection.receipt)
    )
