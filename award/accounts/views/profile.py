"""One's own profile and agreements."""

import uuid

from flask import g, request

from award.accounts import queries, service
from award.accounts.consents import TEXTS
from award.accounts.forms import ProfileForm
from award.accounts.views import blueprint
from award.kit.messages import say
from award.web.doors import signed_in, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show


@blueprint.route("/profile", methods=["GET", "POST"])
@writes(signed_in)
def profile():
    """What is filled once and offered in every entry."""
    outlets, branches = _named(queries.outlets()), _named(queries.branches())
    form = ProfileForm(data=_shown(g.person), outlets=outlets, branches=branches)
    if form.validate_on_submit():
        with refusals_on(form):
            service.change_profile(g.person, _typed(form), actor=g.person)
        if not form.refused:
            notify(say("Saved."))
            return go("accounts.profile")
    return show("accounts/profile.html", form=form, texts=TEXTS, consents=queries.consents_of(g.person.id))


@blueprint.route("/profile/agreements", methods=["POST"])
@writes(signed_in)
def agreements():
    """Gives or withdraws one agreement."""
    purpose = request.form.get("purpose")
    if purpose in TEXTS:
        if request.form.get("act") == "give":
            service.give_consent(g.person, purpose, version=request.form.get("version", ""))
        else:
            service.withdraw_consent(g.person, purpose)
        notify(say("Saved."))
    return go("accounts.profile", _anchor="agreements")


def _named(organisations) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in organisations]


def _shown(person) -> dict:
    plain = ("full_name", "phone", "position", "is_member", "member_card_no", "press_card_no")
    return {name: getattr(person, name) for name in plain} | {
        "pen_names": "\n".join(person.pen_names),
        "outlet_id": str(person.outlet_id or ""),
        "branch_id": str(person.branch_id or ""),
    }


def _typed(form: ProfileForm) -> dict:
    """The form's values as the profile holds them: empty text is nothing."""
    optional = ("phone", "position", "member_card_no", "press_card_no")
    return {name: form[name].data or None for name in optional} | {
        "full_name": form.full_name.data,
        "is_member": form.is_member.data,
        "pen_names": form.pen_name_list,
        "outlet_id": uuid.UUID(form.outlet_id.data) if form.outlet_id.data else None,
        "branch_id": uuid.UUID(form.branch_id.data) if form.branch_id.data else None,
    }
