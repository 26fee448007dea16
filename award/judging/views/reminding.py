"""Reminding judges by hand."""

from flask import g

from award.judging import queries, rules, service
from award.judging.forms import RemindForm
from award.judging.states import LEFT
from award.judging.views import blueprint
from award.kit.messages import say
from award.web.doors import writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show


@blueprint.route("/rounds/<uuid:round_id>/remind", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.round_by_id)
def remind(round_):
    """Who would be written to, and the letter's own sentence."""
    form = RemindForm()
    if form.validate_on_submit():
        with refusals_on(form):
            count = service.remind_now(round_, note=form.note.data, actor=g.person)
        if not form.refused:
            notify(say("Judges reminded by letter: %(count)s.", count=count))
            return go("judging.round", round_id=round_.id)
    judges = queries.progress_by_judge(round_.id)
    left = {name: sum(counts.get(state, 0) for state in LEFT) for name, counts in judges}
    behind = [(name, count) for name, count in left.items() if count]
    return show("judging/remind.html", edition=round_.edition, round=round_, form=form, behind=behind)
