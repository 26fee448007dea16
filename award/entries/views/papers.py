"""The registration form to be printed and signed, its scan coming back, and the page that proves a paper."""

from flask import Response, g, redirect, request

from award.documents.form_docx import form_docx
from award.documents.form_pdf import form_pdf
from award.entries import queries, rules, service
from award.entries.papers import content_digest, holds
from award.entries.registration import registration_form
from award.entries.views import blueprint
from award.entries.views.proving import proof_address
from award.entries.views.sent import box_of_a_scan, promised
from award.files.described import describe
from award.files.links import view_address
from award.kit.messages import say
from award.web.doors import anyone, reads, writes
from award.web.language import said
from award.web.pages import answer, go, notify, show, wants_json

SIGNED = "/entries/<uuid:entry_id>/signed-form"
DELIVERED = "/deliveries/<uuid:delivery_id>/signed-form"
KINDS = {
    "pdf": ("application/pdf", form_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", form_docx),
}


@blueprint.route("/entries/<uuid:entry_id>/registration.<any(pdf, docx):kind>")
@reads(rules.may_print, on=queries.entry_to_print)
def registration(wanted):
    """The registration form, ready to sign."""
    entry = wanted.entry
    digest = content_digest(entry)
    record = queries.registration(entry)
    form = registration_form(record, proof_address(entry, digest), entry.proof_code, digest)
    mimetype, make = KINDS[wanted.kind]
    name = f"phieu-dang-ky-{entry.code or entry.proof_code[:6]}.{wanted.kind}"
    disposition = "inline" if wanted.kind == "pdf" else "attachment"
    return Response(make(form), mimetype=mimetype, headers={"Content-Disposition": f'{disposition}; filename="{name}"'})


@blueprint.route("/proof/<code>")
@reads(anyone, on=queries.proof)
def proof(proof):
    """Whether the hash on a paper is that of the work's present data; nothing about people."""
    printed = request.args.get("h", "")
    return show(
        "entries/proof.html", proof=proof, printed=printed, same=holds(printed, proof.digest) if printed else None
    )


@blueprint.route(SIGNED, methods=["POST"])
@writes(rules.may_sign, on=queries.entry_whole)
def signed_form(entry):
    """Takes the promise of a scan: `{name, size}`."""
    file = service.begin_signed([entry], **promised(), actor=g.person)
    return answer(**describe(file, said))


@blueprint.route(DELIVERED, methods=["POST"])
@writes(rules.signs_delivery, on=queries.delivery)
def delivered_form(delivery):
    """Takes the promise of one scan for all works of a delivery."""
    file = service.begin_signed(queries.delivered_whole(delivery), **promised(), actor=g.person)
    return answer(**describe(file, said))


box_of_a_scan(
    blueprint,
    f"{SIGNED}/<uuid:file_id>",
    "signed",
    may=rules.signs,
    sees=rules.sees_signed,
    on=queries.signed,
    finish=service.finish_signed,
)
box_of_a_scan(
    blueprint,
    f"{DELIVERED}/<uuid:file_id>",
    "delivered",
    may=rules.signs_delivery,
    sees=rules.signs_delivery,
    on=queries.delivered_scan,
    finish=service.finish_signed,
)


@blueprint.route(f"{SIGNED}/<uuid:file_id>/view")
@reads(rules.sees_signed, on=queries.signed)
def signed_view(signed):
    """Leads to a short-lived address of the scan in the bucket."""
    return redirect(view_address(signed.file), code=302)


@blueprint.route(f"{SIGNED}/<uuid:file_id>/remove", methods=["POST"])
@writes(rules.signs, on=queries.signed)
def remove_signed(signed):
    """Takes a scan off the work."""
    name = signed.file.name
    service.remove_signed(signed.entry, signed.file.id, actor=g.person)
    if wants_json():
        return answer(removed=True)
    notify(say("“%(name)s” was removed.", name=name))
    return go("entries.people", entry_id=signed.entry.id)


@blueprint.route(f"{DELIVERED}/<uuid:file_id>/remove", methods=["POST"])
@writes(rules.signs_delivery, on=queries.delivered_scan)
def remove_delivered(scan):
    """Takes a scan off all works of the delivery."""
    for entry in queries.delivered_whole(scan.delivery):
        service.remove_signed(entry, scan.file.id, actor=g.person)
    return answer(removed=True) if wants_json() else go("entries.delivery", delivery_id=scan.delivery.id)
