"""Files on their way: asked by static/js/upload.js, which sends the bytes straight to the bucket."""

from typing import Any

from flask import g, redirect, request

from award.entries import queries, rules, service
from award.entries.steps import Step
from award.entries.views import blueprint
from award.files.described import describe, describe_plan
from award.files.links import view_address
from award.files.service import open_upload
from award.kit.messages import say
from award.web.doors import AfterCommit, reads, writes
from award.web.language import said
from award.web.pages import answer, go, notify, wants_json

UPLOADS = "/entries/<uuid:entry_id>/uploads"


@blueprint.route(UPLOADS, methods=["POST"])
@writes(rules.fills, on=queries.entry_whole)
def uploads(entry):
    """Takes the promise of a file: `{name, size, requirement_id, part_position}`."""
    asked: Any = request.get_json(silent=True)
    asked = asked if isinstance(asked, dict) else {}
    known = {name: asked.get(name) for name in ("requirement_id", "part_position", "name", "size")}
    file = service.begin_upload(entry, **known, actor=g.person)
    return answer(**describe(file, said))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>")
@reads(rules.owns_file, on=queries.entry_file)
def upload(held):
    """How a file stands."""
    return answer(**describe(held.file, said))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/open", methods=["POST"])
@writes(rules.owns_file, on=queries.entry_file)
def open_upload_of(held):
    """Where to send the parts that are still missing."""
    file_id = held.file.id
    return AfterCommit(lambda: answer(**describe_plan(open_upload(file_id))))


@blueprint.route(f"{UPLOADS}/<uuid:file_id>/finish", methods=["POST"])
@writes(rules.owns_file, on=queries.entry_file)
def finish_upload(held):
    """Everything was sent: put it together and look at it."""
    entry_id, file_id, actor_id = held.entry.id, held.file.id, g.person.id

    def finish():
        file = service.finish_upload(entry_id, file_id, actor_id=actor_id)
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
