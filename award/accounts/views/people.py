"""People and their roles, for the administrator and the secretaries."""

import uuid
from types import SimpleNamespace

from flask import g, request

from award.accounts import queries, service
from award.accounts.forms import InviteForm, RoleForm
from award.accounts.rules import grantable_roles, may_revoke, works_in_office
from award.accounts.states import Role
from award.accounts.views import blueprint
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import said
from award.web.pages import go, notify, page_number, show


@blueprint.route("/people")
@reads(works_in_office)
def people():
    """Everybody with an account, by given name."""
    search = request.args.get("q", "")[:100]
    role = next((role for role in Role if role.value == request.args.get("role")), None)
    editions = queries.edition_choices()
    edition_id = next((known for known, _ in editions if str(known) == request.args.get("edition")), None)
    page = queries.people_page(search=search, role=role, edition_id=edition_id, page=page_number())
    kept = {"q": search or None, "role": role and role.value, "edition": edition_id}
    return show("accounts/people.html", page=page, kept=kept, role_options=_labelled(Role), editions=editions)


@blueprint.route("/people/invite", methods=["GET", "POST"])
@writes(works_in_office)
def invite():
    """Opens an account for somebody, a judge for example, and sends the letter with the link."""
    form = InviteForm()
    if form.validate_on_submit():
        made = None
        with refusals_on(form):
            made = service.invite(email=form.email.data, full_name=form.full_name.data, actor=g.person)
        if not form.refused:
            notify(say("The account is open and the letter is on its way. Now give the role."))
            return go("accounts.person", person_id=made.id)
    return show("accounts/invite.html", form=form)


@blueprint.route("/people/<uuid:person_id>", methods=["GET", "POST"])
@writes(works_in_office, on=queries.person_for_office)
def person(someone):
    """One person: profile and roles; posted to, it gives a role."""
    editions, outlets = _editions(), queries.outlets()
    form = RoleForm(
        data={"edition": str(editions[0][0]) if editions else ""},
        roles=_labelled(grantable_roles(g.person)),
        editions=[(str(known), name) for known, name in editions],
        outlets=[(str(one.id), one.name) for one in outlets],
    )
    if form.validate_on_submit():
        with refusals_on(form):
            service.grant_role(
                someone,
                Role(form.role.data),
                edition=_chosen_edition(form.edition.data, editions),
                outlet=next((one for one in outlets if str(one.id) == form.outlet.data), None),
                actor=g.person,
            )
        if not form.refused:
            notify(say("The role is given; a letter tells of it."))
            return go("accounts.person", person_id=someone.id)
    grants = queries.grants_of(someone.id)
    revocable = {grant.id for grant, *_ in grants if grant.revoked_at is None and may_revoke(g.person, grant)}
    return show("accounts/person.html", someone=someone, form=form, grants=grants, revocable=revocable)


@blueprint.route("/roles/<uuid:grant_id>/revoke", methods=["POST"])
@writes(may_revoke, on=queries.grant)
def revoke(grant):
    """Takes a role back."""
    person_id = grant.person_id
    service.revoke_role(grant, actor=g.person)
    notify(say("The role is taken back."))
    return go("accounts.person", person_id=person_id)


def _editions() -> list[tuple[uuid.UUID, str]]:
    """Where the person signed in may give roles."""
    known = queries.edition_choices()
    if g.person.is_administrator:
        return known
    return [pair for pair in known if g.person.has_role(Role.SECRETARY, edition_id=pair[0])]


def _chosen_edition(text: str, editions: list[tuple[uuid.UUID, str]]) -> SimpleNamespace | None:
    """The edition as the verb needs it: its identity and its name."""
    for known, name in editions:
        if str(known) == text:
            return SimpleNamespace(id=known, short_title=name)
    return None


def _labelled(members) -> list[tuple[str, str]]:
    return [(member.value, said(member)) for member in members]
