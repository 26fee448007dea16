"""The question whether a prized work is shown to everybody. The gallery itself stands with the public pages."""

from flask import Blueprint, Flask, g

from award.gallery import queries, rules, service
from award.gallery.agreement import PARAGRAPHS, VERSION
from award.gallery.forms import AgreementForm
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show

blueprint = Blueprint("gallery", __name__)


def install(app: Flask) -> None:
    """Lets the page of a work ask whether there is a question."""
    app.jinja_env.globals.update(standing_in_gallery=queries.standing)


@blueprint.get("/entries/<uuid:entry_id>/gallery")
@reads(rules.concerns, on=queries.asked)
def question(asked):
    """What is asked, what would be shown, and how it stands."""
    return _question(asked, AgreementForm(text_version=VERSION))


@blueprint.post("/entries/<uuid:entry_id>/gallery/agree")
@writes(rules.may_agree, on=queries.asked)
def agree(asked):
    """Shows the work."""
    form = AgreementForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.agree(asked, text_version=form.text_version.data, actor=g.person)
        if not form.refused:
            notify(say("The work is shown in the gallery now."))
            return go("gallery.question", entry_id=asked.entry.id)
        form.text_version.data = VERSION
    return _question(asked, form)


@blueprint.post("/entries/<uuid:entry_id>/gallery/withdraw")
@writes(rules.concerns, on=queries.asked)
def withdraw(asked):
    """Takes the work out of the gallery."""
    service.withdraw(asked, actor=g.person)
    notify(say("The work is no longer shown."))
    return go("gallery.question", entry_id=asked.entry.id)


def _question(asked, form):
    return show(
        "gallery/question.html",
        asked=asked,
        edition=asked.edition,
        form=form,
        paragraphs=PARAGRAPHS,
        may_agree=rules.may_agree(g.person, asked),
    )
