"""Personal numbers: each author's own page, and the secretary's list with the act of looking."""

from typing import Any

from flask import g, request, url_for

from award.accounts.rules import is_secretary
from award.editions.queries import edition_by_code, edition_by_id
from award.editions.states import PersonalNumber
from award.entries import queries, rules, service
from award.entries.forms.people import NumberForm, RevealForm
from award.entries.views import blueprint
from award.entries.views.confirming import LINK, private
from award.kit.messages import say
from award.web.doors import anyone, reads, writes
from award.web.forms import refusals_on
from award.web.language import said
from award.web.pages import go, notify, page_number, show


@blueprint.route(f"{LINK}/numbers", methods=["GET", "POST"])
@writes(anyone, on=queries.asked_by_link)
def numbers(asked):
    """An author's own numbers, by the link of a letter."""
    back = url_for("entries.coauthor", token=asked.token)
    return private(_own(asked, url_for("entries.numbers", token=asked.token), back, None))


@blueprint.route("/entries/<uuid:entry_id>/my-numbers", methods=["GET", "POST"])
@writes(rules.is_author, on=queries.entry)
def my_numbers(entry):
    """An author's own numbers, signed in."""
    asked = queries.asked_in_person(entry, g.person)
    back = url_for("entries.people", entry_id=entry.id)
    if asked is None:
        return go("entries.people", entry_id=entry.id)
    return private(_own(asked, url_for("entries.my_numbers", entry_id=entry.id), back, g.person))


def _own(asked: Any, address: str, back: str, actor: Any):
    """One form for each number that the edition asks for; `act` is save, show or erase, `kind` says of which."""
    edition = edition_by_id(asked.edition_id)
    kinds = [PersonalNumber(kind) for kind in edition.personal_numbers]
    forms = {kind: NumberForm(prefix=f"{kind}-", formdata=None, kind=kind) for kind in kinds}
    kind = next((kind for kind in kinds if kind == request.form.get("kind")), None)
    shown = None
    if request.method == "POST" and kind and not asked.old:
        held = queries.number_of(edition.id, asked.author.email, kind)
        act = request.form.get("act")
        if act == "erase" and held:
            service.erase_number(held, actor=actor)
            notify(say("The number was erased."))
        elif act == "show" and held:
            shown = service.reveal_number(held, reason=said(say("The author looked at the own number.")), actor=actor)
        else:
            forms[kind] = NumberForm(prefix=f"{kind}-", kind=kind)
            _save(forms[kind], edition, asked, kind, actor)
    if request.method == "POST" and shown is None and not any(form.refused for form in forms.values()):
        return _again(asked)
    return show(
        "entries/numbers.html",
        edition=edition,
        asked=asked,
        forms_of=forms,
        form=forms.get(kind),
        given=queries.numbers_of(edition.id, asked.author.email),
        shown={kind: shown} if shown else {},
        address=address,
        back=back,
    )


def _save(form: NumberForm, edition: Any, asked: Any, kind: PersonalNumber, actor: Any) -> None:
    if not form.validate():
        return
    typed = {"number": form.number.data, "bank": form.bank.data, "agreed": form.agreed.data}
    with refusals_on(form):
        service.give_number(edition, asked.author.email, kind, **typed, actor=actor)
    if not form.refused:
        notify(say("The number is kept, sealed. Pages show its last three digits only."))


def _again(asked: Any):
    if asked.token:
        return go("entries.numbers", token=asked.token)
    return go("entries.my_numbers", entry_id=asked.entry.id)


@blueprint.route("/editions/<code>/personal-numbers")
@reads(is_secretary, on=edition_by_code)
def all_numbers(edition):
    """Which authors gave their numbers, masked; and who looked at one."""
    people = queries.numbers_page(edition, page=page_number())
    return show("entries/all_numbers.html", edition=edition, people=people, kinds=edition.number_kinds)


@blueprint.route("/personal-numbers/<uuid:number_id>", methods=["GET", "POST"])
@writes(is_secretary, on=queries.personal_number)
def reveal(number):
    """A number in full, once its reader has said what for; under it everybody who looked."""
    form, shown = RevealForm(), None
    if form.validate_on_submit():
        with refusals_on(form):
            shown = service.reveal_number(number, reason=form.reason.data, actor=g.person)
    page = show(
        "entries/reveal.html",
        edition=edition_by_id(number.edition_id),
        number=number,
        name=queries.name_behind(number),
        masked=queries.masked_number(number),
        form=form,
        shown=shown,
        looks=queries.looks_at(number),
    )
    return private(page)
