"""Posting and releasing: the whole list looked through, every letter as it will read, then one act."""

from flask import current_app, g

from award.council import board, queries, rules, service
from award.council.forms import ReleaseForm
from award.council.states import PRIZE, PrizeState
from award.council.views import blueprint
from award.kit.messages import say
from award.outbox.queries import page_as_read
from award.outbox.rendering import addresses
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show


@blueprint.route("/editions/<code>/prizes/release", methods=["GET", "POST"])
@writes(rules.may_release, on=queries.edition_with_table)
def release(edition):
    """The list as it will be public, what is unready, who gets letters; posting does the next act."""
    form, stage = ReleaseForm(), queries.stage(edition.id)
    act = service.next_act(edition, stage)
    if form.validate_on_submit():
        with refusals_on(form):
            if act == "post":
                service.post_list(edition, actor=g.person)
            else:
                service.release(edition, actor=g.person)
        if not form.refused:
            done = say("The list is posted. The letters are on their way.")
            notify(done if act == "post" else say("The results are released. The letters are on their way."))
            return go("council.prizes", code=edition.code)
    found = queries.situation(edition)
    works = dict.fromkeys(prize.entry_id for prize in found.held if prize.entry_id)
    people = queries.addressees(works) | queries.contacts_of([one.organisation_id for one in found.held], edition.id)
    return show(
        "council/release.html",
        form=form,
        edition=edition,
        held=found.held,
        lines=queries.lines(works, None),
        addressees=people,
        letters=sum(len(one) for one in people.values()),
        act=act,
        label=say(PRIZE.transitions[act].label) if act else None,
        faults=_faults(edition, found, stage) if found.held and act and not form.refused else [],
        departed=board.departed,
    )


def _faults(edition, found, stage):
    """What stands in the way of the next act."""
    faults = service.unready(found)
    return [*faults, *service.too_early(edition)] if stage is PrizeState.POSTED else faults


@blueprint.get("/editions/<code>/prizes/release/letters")
@reads(rules.may_release, on=queries.edition_with_table)
def release_letters(edition):
    """Every letter of the next act as its reader will get it."""
    act = service.next_act(edition, queries.stage(edition.id))
    more = {"until": service.posted_until(edition)} if act == "post" else {}
    template = "posted" if act == "post" else "prize"
    held = queries.prizes_of_edition(edition.id) if act else []
    found = service.drafts(edition, held, template, **more)
    page = page_as_read(found, page_number(), addresses(current_app._get_current_object()))
    return show("council/release_letters.html", edition=edition, page=page)
