"""The judge's rounds and queues."""

from flask import g, request

from award.judging import queries, rules
from award.judging.views import blueprint
from award.web.doors import reads
from award.web.pages import go, page_number, show

FILTERS = ("all", "left", "later")


@blueprint.get("/judging")
@reads(rules.judges_anywhere)
def my_queues():
    """All rounds in which the person has tasks."""
    rounds = queries.my_rounds(g.person)
    return show("judging/my_queues.html", rounds=rounds, edition=rounds[0][1] if rounds else None)


@blueprint.get("/rounds/<uuid:round_id>/queue")
@reads(rules.may_see_queue, on=queries.round_by_id)
def queue(round_):
    """Own tasks of one round; where it decides by ballot, they stand on the ballot."""
    if round_.is_ballot:
        return go("judging.ballot", round_id=round_.id)
    which = request.args.get("show", "all")
    which = which if which in FILTERS else "all"
    found = queries.queue(g.person, round_, which=which, page=page_number())
    return show("judging/queue.html", edition=round_.edition, round=round_, which=which, queue=found)
