"""The page of the people on a work: who has confirmed, whom it is offered to, whom it is entrusted to."""

from typing import Any

from flask import g, request, url_for
from wtforms.fields.choices import SelectChoice

from award.accounts.rules import is_secretary
from award.entries import queries, rules, service
from award.entries.confirmations import Standing
from award.entries.forms.people import EntrustForm, OfferForm, TransferForm
from award.entries.handing import HANDED_OVER_IN, Handing
from award.entries.stated import about_people
from award.entries.states import ENTRY
from award.entries.views import blueprint
from award.kit.messages import say
from award.kit.text import whole
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import lazy_gettext as _
from award.web.pages import go, notify, show

PEOPLE = "/entries/<uuid:entry_id>/people"


@blueprint.route(PEOPLE)
@reads(rules.may_see, on=queries.entry_whole)
def people(entry):
    """Whose word stands behind the work, and what can be done about the rest."""
    return _page(entry)


@blueprint.route(f"{PEOPLE}/ask", methods=["POST"])
@writes(rules.may_ask_people, on=queries.entry_whole)
def ask(entry):
    """Letters to all who were not asked yet, or once more to the author at the place `author`."""
    place = whole(request.form.get("author", ""))
    if place is not None:
        service.ask_again(entry, place, actor=g.person)
        notify(say("The letter is on its way."))
    else:
        count = service.ask_authors(entry, actor=g.person)
        notify(say("Letters on their way: %(count)s.", count=count))
    return go("entries.people", entry_id=entry.id)


@blueprint.route(f"{PEOPLE}/offer", methods=["POST"])
@writes(rules.owns, on=queries.entry_whole)
def offer(entry):
    """Offers the work to another author of the group."""
    form = _with_authors(OfferForm(prefix="offer-"), entry)
    if form.validate_on_submit():
        with refusals_on(form):
            service.offer_to(entry, _chosen(entry, form), actor=g.person)
        if not form.refused:
            notify(say("The work is offered; a letter is on its way. It stays here until the other accepts."))
            return go("entries.people", entry_id=entry.id)
    return _page(entry, offer=form)


@blueprint.route("/offers/<uuid:handing_id>/<any(accept, decline):act>", methods=["POST"])
@writes(rules.is_offered, on=queries.offer_to_answer)
def answer_offer(offered):
    """The other author takes the work over or declines."""
    service.answer_offer(offered.handing, offered.entry, accepts=offered.accepts, actor=g.person)
    notify(say("The work is yours now.") if offered.accepts else say("The offer was declined."))
    return go("entries.people", entry_id=offered.entry.id)


@blueprint.route("/offers/<uuid:handing_id>/take-back", methods=["POST"])
@writes(rules.offers, on=queries.offer)
def take_offer_back(offered):
    """The owner keeps the work."""
    service.take_offer_back(offered.handing, offered.entry, actor=g.person)
    notify(say("The offer was taken back."))
    return go("entries.people", entry_id=offered.entry.id)


@blueprint.route(f"{PEOPLE}/transfer", methods=["POST"])
@writes(rules.may_transfer, on=queries.entry_whole)
def transfer(entry):
    """The office gives the work to another author, with a reason."""
    form = _with_authors(TransferForm(prefix="transfer-"), entry)
    if form.validate_on_submit():
        with refusals_on(form):
            service.transfer(entry, _chosen(entry, form), reason=form.reason.data, actor=g.person)
        if not form.refused:
            notify(say("The work changed hands; both were written to."))
            return go("entries.people", entry_id=entry.id)
    return _page(entry, transfer=form)


@blueprint.route(f"{PEOPLE}/entrust", methods=["POST"])
@writes(rules.owns, on=queries.entry_whole)
def entrust(entry):
    """Lets the outlet's contact see the draft and hand it in; nothing chosen takes that back."""
    form = _with_outlets(EntrustForm(prefix="entrust-"), entry)
    if form.validate_on_submit():
        with refusals_on(form):
            service.entrust(entry, form.outlet_id.data, actor=g.person)
        if not form.refused:
            notify(
                say("The outlet's contact can hand the work in now.")
                if form.outlet_id.data
                else say("Only the own account can send the work in.")
            )
            return go("entries.people", entry_id=entry.id)
    return _page(entry, entrust=form)


def _page(entry: Any, **forms: Any):
    place, words = queries.setting(entry), queries.words_on(entry)
    offers = queries.offers(entry.id)
    owns = rules.owns(g.person, entry)
    return show(
        "entries/people.html",
        entry=entry,
        place=place,
        edition=place.edition,
        words=words,
        settled=all(word.standing in (Standing.SENDER, Standing.CONFIRMED) for word in words.authors),
        open_now=entry.state in HANDED_OVER_IN,
        owner=queries.owner(entry),
        owns=owns,
        asks=rules.may_ask_people(g.person, entry),
        own_word=next((word for word in words.authors if _is_own(entry, word)), None),
        offered=next((one for one in offers if one.state is Handing.OFFERED), None),
        heirs=queries.people_with_account(entry),
        signed=queries.signed_files(entry.id),
        stated=about_people(place.edition, place.supplements or place.term),
        office=is_secretary(g.person, entry),
        signed_url=lambda file: url_for("entries.signed_view", entry_id=entry.id, file_id=file.id),
        signs=rules.may_sign(g.person, entry),
        offer_form=forms.get("offer") or _with_authors(OfferForm(prefix="offer-", formdata=None), entry),
        transfer_form=_transfer_form(entry, forms),
        entrust_form=_entrust_form(entry, forms) if owns and ENTRY.allows("edit", entry.state) else None,
        **{f"{name}_refused": form for name, form in forms.items()},
    )


def _is_own(entry: Any, word: Any) -> bool:
    author = entry.authors[word.position - 1]
    return author.person_id == g.person.id and bool(author.email)


def _transfer_form(entry: Any, forms: dict[str, Any]) -> TransferForm | None:
    if not rules.may_transfer(g.person, entry):
        return None
    return forms.get("transfer") or _with_authors(TransferForm(prefix="transfer-", formdata=None), entry)


def _entrust_form(entry: Any, forms: dict[str, Any]) -> EntrustForm:
    data = {"outlet_id": entry.entrusted_to_id}
    return forms.get("entrust") or _with_outlets(EntrustForm(prefix="entrust-", formdata=None, data=data), entry)


def _with_authors(form: OfferForm, entry: Any) -> OfferForm:
    people = queries.people_with_account(entry)
    form.person_id.choices = [
        SelectChoice("", _("Choose…")),
        *(SelectChoice(person.id, person.full_name) for person in people),
    ]
    return form


def _with_outlets(form: EntrustForm, entry: Any) -> EntrustForm:
    outlets = queries.outlets(queries.outlets_on(entry)).values()
    form.outlet_id.choices = [
        SelectChoice("", _("Nobody: only the own account sends it in")),
        *(SelectChoice(outlet.id, outlet.name) for outlet in sorted(outlets, key=lambda outlet: outlet.name)),
    ]
    return form


def _chosen(entry: Any, form: OfferForm) -> Any:
    people = queries.people_with_account(entry)
    return next((person for person in people if person.id == form.person_id.data), None)
