"""Outlets, bodies and branches, for the administrator and the secretaries."""

from flask import g, request

from award.accounts import queries, service
from award.accounts.forms import NameForm, NewOrganisationForm, OrganisationForm
from award.accounts.rules import works_in_office
from award.accounts.states import Carrier, MediaType, OrganisationKind
from award.accounts.views import blueprint
from award.kit.messages import say
from award.kit.text import clean
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import said
from award.web.pages import go, notify, page_number, show


@blueprint.route("/organisations")
@reads(works_in_office)
def organisations():
    """All organisations, by their newest name."""
    search = request.args.get("q", "")[:100]
    kind = next((kind for kind in OrganisationKind if kind.value == request.args.get("kind")), None)
    page = queries.organisations_page(search=search, kind=kind, page=page_number())
    kept = {"q": search or None, "kind": kind and kind.value}
    return show(
        "accounts/organisations.html",
        page=page,
        kept=kept,
        kind_options=[(kind.value, said(kind)) for kind in OrganisationKind],
    )


@blueprint.route("/organisations/new", methods=["GET", "POST"])
@writes(works_in_office)
def new_organisation():
    """Adds one with its first name."""
    form = NewOrganisationForm(kinds=[(kind.value, said(kind)) for kind in OrganisationKind])
    if form.validate_on_submit():
        made = None
        with refusals_on(form):
            made = service.add_organisation(
                OrganisationKind(form.kind.data),
                form.name.data,
                form.valid_from.data,
                short_name=form.short_name.data,
                actor=g.person,
            )
        if not form.refused:
            notify(say("Saved."))
            return go("accounts.organisation", organisation_id=made.id)
    return show("accounts/new_organisation.html", form=form)


@blueprint.route("/organisations/<uuid:organisation_id>", methods=["GET", "POST"])
@writes(works_in_office, on=queries.organisation)
def organisation(one):
    """One organisation: its names over time; posted to, it sets licence, media types and successor."""
    others = [other for other in queries.organisations(one.kind) if other.id != one.id]
    form, is_outlet = _organisation_form(one, others), one.kind is OrganisationKind.OUTLET
    if form.validate_on_submit():
        with refusals_on(form):
            service.change_organisation(
                one,
                licence=_licence(form) if is_outlet else service.Licence(licensed=one.licensed),
                media_types=form.media_types.data if is_outlet else one.media_types,
                successor=next((other for other in others if str(other.id) == form.successor.data), None),
                actor=g.person,
            )
        if not form.refused:
            notify(say("Saved."))
            return go("accounts.organisation", organisation_id=one.id)
    return show("accounts/organisation.html", one=one, form=form, naming=NameForm(formdata=None))


@blueprint.route("/organisations/<uuid:organisation_id>/names", methods=["POST"])
@writes(works_in_office, on=queries.organisation)
def rename_organisation(one):
    """Adds a name that holds from a day on."""
    naming = NameForm()
    if naming.validate_on_submit():
        with refusals_on(naming):
            service.rename_organisation(
                one,
                naming.name.data,
                naming.valid_from.data,
                short_name=naming.short_name.data,
                actor=g.person,
            )
        if not naming.refused:
            notify(say("Saved."))
            return go("accounts.organisation", organisation_id=one.id)
    others = [other for other in queries.organisations(one.kind) if other.id != one.id]
    return show("accounts/organisation.html", one=one, form=_organisation_form(one, others, typed=False), naming=naming)


def _licence(form: OrganisationForm) -> service.Licence:
    return service.Licence(
        licensed=form.licensed.data,
        carrier=Carrier(form.carrier.data),
        number=clean(form.licence_no.data or ""),
        since=form.licensed_from.data,
        until=form.licensed_until.data,
    )


def _organisation_form(one, others, typed: bool = True) -> OrganisationForm:
    """The form with what is stored; `typed` off where another form of the page was sent."""
    more = {} if typed else {"formdata": None}
    return OrganisationForm(
        data={
            "licensed": one.licensed,
            "carrier": one.carrier.value,
            "licence_no": one.licence_no,
            "licensed_from": one.licensed_from,
            "licensed_until": one.licensed_until,
            "media_types": one.media_types,
            "successor": str(one.successor_id or ""),
        },
        media_types=[(media.value, said(media)) for media in MediaType],
        carriers=[(carrier.value, said(carrier)) for carrier in Carrier],
        successors=[(str(other.id), other.name) for other in others],
        **more,
    )
