"""Files on their way: asked by static/js/upload.js, which sends the bytes straight to the bucket."""

from flask import g, redirect, request

from award.entries import queries, rules, service
from award.entries.steps import Step
from award.entries.views import blueprint
from award.entries.views.sent import addressed, asked, opened
from award.files import service as files
from award.files.described import describe, describe_plan
from award.files.links import view_address
from award.kit.messages import say
from award.web.doors import AfterCommit, reads, writes
from award.web.language import said
from award.web.pages import answer, go, notify, wants_json

IDENTITY = ("name", "size", "head_sha256")
UPLOADS = "/entries/<uuid:entry_id>/uploads"


@blueprint.route(UPLOADS, methods=["POST"])
@writes(rules.fills, on=queries.entry_whole)
def uploads(entry):
    """Takes the word that a file will come: `{name, size, head_sha256, requirement_id, part_position}`. The same file
    that waits for its rest is answered again."""
    given = asked()
    known = {name: given.get(name) for name in ("requirement_id", "part_position", *IDENTITY)}
    file = service.begin_upload(entry, **known, actor=g.person)
    return answer(**describe(file, said))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>")
@reads(rules.owns_file, on=queries.entry_file)
def upload(held):
    """How a file stands."""
    return answer(**describe(held.file, said))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/arrived")
@reads(rules.owns_file, on=queries.entry_file)
def arrived(held):
    """How much of a waiting file is here."""
    file_id = held.file.id
    return AfterCommit(lambda: answer(**describe_plan(files.arrived_so_far(file_id))))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/open", methods=["POST"])
@writes(rules.owns_file, on=queries.entry_file)
def open_upload_of(held):
    """Which parts are still missing; with `{name, size, head_sha256}` of a file chosen again, if it is the same."""
    given = asked()
    service.go_on(held.entry, held.file, {name: given.get(name) for name in IDENTITY}, actor=g.person)
    return opened(held.file.id)


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/addresses", methods=["POST"])
@writes(rules.owns_file, on=queries.entry_file)
def addresses_of(held):
    """Where to send parts: `{checksums: {number: SHA-256 in base64}}`."""
    service.ask_going_on(held.entry, held.file)
    return addressed(held.file.id)


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/declare", methods=["POST"])
@writes(rules.owns_file, on=queries.entry_file)
def declare(held):
    """The SHA-256 of the whole, as the browser read it; before the hard instant a promise: `{sha256}`."""
    file = service.declare_bytes(held.entry, held.file, asked().get("sha256"), actor=g.person)
    return answer(**describe(file, said))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/finish", methods=["POST"])
@writes(rules.owns_file, on=queries.entry_file)
def finish_upload(held):
    """Everything was sent: put it together and look at it. `{sha256}` is what the browser read."""
    service.ask_going_on(held.entry, held.file)
    entry_id, file_id, actor_id, sha256 = held.entry.id, held.file.id, g.person.id, asked().get("sha256")

    def finish():
        file = service.finish_upload(entry_id, file_id, actor_id=actor_id, sha256=sha256)
        return answer(**describe(file, said))

    return AfterCommit(finish)


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/remove", methods=["POST"])
@writes(rules.owns_file, on=queries.entry_file)
def remove_upload(held):
    """Takes a file off the entry."""
    name = held.file.name
    service.detach(held.entry, held.file.id, actor=g.person)
    if wants_json():
        return answer(removed=True)
    notify(say("“%(name)s” was removed.", name=name))
    return go("entries.edit", entry_id=held.entry.id, step=Step.FILES)


@blueprint.route("/entries/<uuid:entry_id>/files/<uuid:file_id>")
@reads(rules.sees_file, on=queries.entry_file_or_copy)
def file(held):
    """Leads to a short-lived address of the file, or of a light copy of it, in the bucket."""
    return redirect(view_address(held.file, download="download" in request.args), code=302)
