"""Seats, the proposal of an assignment beside the present one, its publication."""

from uuid import UUID

from flask import current_app, g, request

from award.judging import queries, rules, service
from award.judging.forms import CapForm, ProposeForm, SeatForm, UnseatForm
from award.judging.service import Wishes
from award.judging.views import blueprint
from award.judging.views.office import ROUND_ADDRESS
from award.kit.messages import say
from award.outbox.queries import page_as_read
from award.outbox.rendering import addresses
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show

MOST_NAMES = 6


@blueprint.get(f"{ROUND_ADDRESS}/assignment")
@reads(rules.may_assign, on=queries.round_by_id)
def assignment(round_):
    """Seats, loads, conflicts, and the proposal."""
    return _assignment_page(round_, _seat_form(round_))


def _seat_form(round_):
    people = queries.possible_judges(round_.edition_id)
    return SeatForm(people, queries.subcommittees(round_.edition_id))


def _assignment_page(round_, form):
    return show(
        "judging/assignment.html",
        edition=round_.edition,
        round=round_,
        form=form,
        seats=queries.seats(round_),
        loads=queries.loads(round_.id),
        short=queries.short_works(round_),
        conflicts=queries.found_conflicts(round_),
        wishes=ProposeForm(formdata=None),
        proposal=queries.proposal(round_.id),
        at_work=queries.at_work(round_.id),
        compared=queries.compared(round_.id),
        changes=queries.changes(round_.id, page=page_number()),
        lack=_lack,
    )


def _lack(work):
    """Why a work lacks judges, in words."""
    said_of = {"missing": work["missing"], "seated": work["seated"]}
    away, busy = ([*names[:MOST_NAMES], *["…"] * (len(names) > MOST_NAMES)] for names in (work["away"], work["busy"]))
    if not work["seated"]:
        return say("%(missing)s missing: nobody sits in its sub-committee.", missing=work["missing"])
    if away and busy:
        return say(
            "%(missing)s missing: of %(seated)s judges these stay away: %(away)s; these have as many works as they "
            "take: %(busy)s.",
            away=away,
            busy=busy,
            **said_of,
        )
    if away:
        return say("%(missing)s missing: of %(seated)s judges these stay away: %(away)s.", away=away, **said_of)
    if busy:
        return say(
            "%(missing)s missing: of %(seated)s judges these have as many works as they take: %(busy)s.",
            busy=busy,
            **said_of,
        )
    return say("%(missing)s missing: the sub-committee has only %(seated)s judges.", **said_of)


@blueprint.route(f"{ROUND_ADDRESS}/seats", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.round_by_id)
def seat(round_):
    """Gives a judge a place in a sub-committee."""
    form = _seat_form(round_)
    if form.validate_on_submit():
        person = queries.judge(UUID(form.person.data))
        subcommittee = queries.subcommittee(UUID(form.subcommittee.data))
        with refusals_on(form):
            only = round_ if round_.own_jury or form.only_here.data else None
            service.seat(subcommittee, person, round_=only, most_works=form.most_works.data, actor=g.person)
        if not form.refused:
            notify(say("%(name)s sits in %(subcommittee)s.", name=person.full_name, subcommittee=subcommittee.name))
            return go("judging.assignment", round_id=round_.id)
    return _assignment_page(round_, form)


@blueprint.route("/seats/<uuid:seat_id>/remove", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.seat_in_edition)
def unseat(found):
    """Takes a judge's place away."""
    form = UnseatForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.unseat(found.seat, reason=form.reason.data, actor=g.person)
        if not form.refused:
            notify(say("%(name)s has left the sub-committee.", name=found.name))
            return _to_the_seats(found)
    return show("judging/unseat.html", edition=found.edition, found=found, form=form, round_id=_round_asked())


@blueprint.route("/seats/<uuid:seat_id>/cap", methods=["GET", "POST"])
@writes(rules.may_assign, on=queries.seat_in_edition)
def cap(found):
    """Sets how many works the judge takes at most."""
    form = CapForm(obj=found.seat)
    if form.validate_on_submit():
        with refusals_on(form):
            service.set_cap(found.seat, form.most_works.data, actor=g.person)
        if not form.refused:
            notify(say("Saved. It holds for the next proposal."))
            return _to_the_seats(found)
    return show("judging/cap.html", edition=found.edition, found=found, form=form, round_id=_round_asked())


def _round_asked():
    """The round from whose page a seat was opened: a seat may be for all of them."""
    return request.args.get("round", type=UUID)


def _to_the_seats(found):
    round_id = _round_asked()
    return go("judging.assignment", round_id=round_id) if round_id else go("judging.rounds", code=found.edition.code)


@blueprint.post(f"{ROUND_ADDRESS}/propose")
@writes(rules.may_assign, on=queries.round_by_id)
def propose(round_):
    """Proposes judges for all places that are free; a large round is left to the worker."""
    form = ProposeForm()
    found = service.ask_for_proposal(round_, Wishes(form.even.data, form.proportional.data), actor=g.person)
    if found is None:
        notify(say("The proposal is being made in the background; this page shows how far it is."), "info")
    else:
        notify(say("Tasks proposed: %(count)s.", count=found.tasks))
    return go("judging.assignment", round_id=round_.id)


@blueprint.post(f"{ROUND_ADDRESS}/proposal/drop")
@writes(rules.may_assign, on=queries.round_by_id)
def drop_proposal(round_):
    """Forgets the proposal; nothing published changes."""
    service.drop_proposal(round_, actor=g.person)
    notify(say("The proposal is forgotten; what was published stays."))
    return go("judging.assignment", round_id=round_.id)


@blueprint.get(f"{ROUND_ADDRESS}/publish/letters")
@reads(rules.may_assign, on=queries.round_by_id)
def publication_letters(round_):
    """Every letter of the publication as its judge will get it."""
    address = addresses(current_app._get_current_object())
    page = page_as_read(service.publication_letters(round_), page_number(), address)
    return show("judging/publication_letters.html", edition=round_.edition, round=round_, page=page)


@blueprint.post(f"{ROUND_ADDRESS}/publish")
@writes(rules.may_assign, on=queries.round_by_id)
def publish(round_):
    """Publishes the proposal as one act."""
    count = service.publish(round_, actor=g.person)
    notify(say("Tasks published: %(count)s. Each judge gets a letter.", count=count))
    return go("judging.round", round_id=round_.id)
