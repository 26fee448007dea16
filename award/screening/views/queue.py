"""The queue: what waits by sub-type, the next work, putting one off, and who is looking at which."""

from flask import g, request

from award.editions.queries import edition_by_code
from award.kit.messages import say
from award.screening import queries, rules, service
from award.screening.filters import filters_of
from award.screening.views import blueprint
from award.screening.views.work import onward
from award.web.doors import reads, writes
from award.web.language import said
from award.web.pages import answer, go, notify, show


@blueprint.get("/editions/<code>/screening", endpoint="queue")
@reads(rules.may_read, on=edition_by_code)
def queue(edition):
    """How much waits in each sub-type, each with a way in."""
    return show(
        "screening/queue.html",
        edition=edition,
        offered=queries.choices(edition.id),
        found=queries.sub_types(edition.id, g.person.id),
        open_pairs=queries.open_pairs(edition.id),
        may_screen=rules.may_screen(g.person, edition),
    )


@blueprint.post("/editions/<code>/screening/next", endpoint="next")
@writes(rules.may_screen, on=edition_by_code)
def next_work(edition):
    """Leads to the next work of a sub-type that nobody else is looking at."""
    filters, offered = filters_of({**request.form, "waiting": "1"}), queries.choices(edition.id)
    found = service.take_next(edition, filters, offered, actor=g.person)
    if found is None:
        notify(say("Nothing waits here, or others are looking at what waits."), "info")
        return go("screening.queue", code=edition.code)
    return go("screening.entry", entry_id=found.id, **filters.address())


@blueprint.post("/entries/<uuid:entry_id>/screening/later")
@writes(rules.may_screen, on=queries.entry_sent_in)
def later(entry):
    """Puts the work at the end of one's queue and leads to the next."""
    service.postpone(entry, actor=g.person)
    notify(say("%(code)s is put off; it comes back at the end of the queue.", code=entry.code), "info")
    filters = filters_of({**request.args, "waiting": "1"})
    return onward(entry, filters, queries.choices(entry.edition_id))


@blueprint.post("/entries/<uuid:entry_id>/screening/claim")
@writes(rules.may_screen, on=queries.entry_sent_in)
def claim(entry):
    """The page says that its work is being looked at; it learns who else does."""
    holder = service.claim(entry, actor=g.person)
    if holder is None:
        return answer(holder=None)
    return answer(holder=said(say("%(name)s is looking at this work now.", name=holder.name)))
