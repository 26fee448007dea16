"""What the office sees of a blind round's copies: what may still tell a name."""

from pathlib import PurePath

from flask import redirect

from award.files.links import view_address
from award.judging import queries, rules, service
from award.judging.views import blueprint
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.pages import go, notify, page_number, show

ADDRESS = "/rounds/<uuid:round_id>/blind"


@blueprint.get(ADDRESS, endpoint="blind")
@reads(rules.may_assign, on=queries.round_by_id)
def blind(round_):
    """The copies that judges get, and what to look for in them."""
    return show(
        "judging/blind.html",
        edition=round_.edition,
        round=round_,
        page=queries.findings(round_, page=page_number()),
        hides_names=queries.hides_names(round_),
    )


@blueprint.post(f"{ADDRESS}/make")
@writes(rules.may_assign, on=queries.round_by_id)
def make_blind_copies(round_):
    """Has the copies made that lack."""
    service.ask_for_blind_copies(round_)
    notify(say("The copies that lack are being made; they stand here in a few minutes."))
    return go("judging.blind", round_id=round_.id)


@blueprint.get(f"{ADDRESS}/<uuid:file_id>")
@reads(rules.may_assign, on=queries.copy_in_round)
def blind_copy(found):
    """A copy as the judges get it."""
    return redirect(view_address(found.file, name=f"{found.code}{PurePath(found.file.name).suffix}"))
