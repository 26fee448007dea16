"""What a supplement must bring, for who entered the work: item by item, to be ticked off."""

from flask import g, request

from award.editions.queries import edition_by_id
from award.kit.messages import say
from award.kit.text import whole
from award.screening import queries, rules, service
from award.screening.views import blueprint
from award.web.doors import writes
from award.web.pages import go, notify, show


@blueprint.route("/entries/<uuid:entry_id>/supplement", methods=["GET", "POST"])
@writes(rules.may_answer, on=queries.request_for)
def supplement(asked):
    """The request with its items and its last instant; ticking is for one's own order and for the office to see."""
    if request.method == "POST":
        places = {place for text in request.form.getlist("done") if (place := whole(text)) is not None}
        service.tick(asked, places, actor=g.person)
        notify(say("Saved."))
        return go("screening.supplement", entry_id=asked.entry.id)
    return show("screening/supplement.html", edition=edition_by_id(asked.entry.edition_id), asked=asked)
