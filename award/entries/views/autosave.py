"""Saving while it is typed: the same forms, asked by static/js/autosave.js."""

from flask import g

from award.entries import queries, rules
from award.entries.views import blueprint
from award.entries.views.edit import STEPS, both_texts
from award.entries.views.step import form_of, save
from award.kit.refusals import Stale
from award.web.doors import writes
from award.web.language import hour, said
from award.web.pages import answer


@blueprint.route(f"/entries/<uuid:entry_id>/autosave/<{STEPS}:step>", methods=["POST"])
@writes(rules.owns_at_step, on=queries.entry_at_step)
def autosave(at):
    """Keeps a step: `{saved_at, version}`; 422 with the errors by field; 409 with both texts when it was saved
    elsewhere meanwhile."""
    entry, step = at.entry, at.step
    form = form_of(step, entry, queries.setting(entry))
    if not form.validate():
        return answer(errors=_errors(form)), 422
    try:
        save(step, entry, form, g.person)
    except Stale as stale:
        both = both_texts(step, entry, form)
        return answer(message=said(stale.message), version=entry.version, both=[vars(one) for one in both]), 409
    return answer(saved_at=hour(entry.saved_at), version=entry.version)


def _errors(form) -> dict[str, str]:
    found = {}
    for field in form:
        if field.type == "FieldList":
            for row in field:
                found |= _errors(row.form)
        elif field.errors:
            found[field.name] = str(field.errors[0])
    return found
