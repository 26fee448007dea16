"""What can be made in an edition, drafts, issuing, the register."""

from flask import Response, g, request, send_file

from award.documents.docx import letter
from award.documents.xlsx import workbook
from award.editions.queries import edition_by_code
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.papers import queries, rules, service
from award.papers.forms import WriteInForm, asked_of, issue_form
from award.papers.kinds import PaperKind
from award.papers.offering import OFFERS
from award.papers.register import register_sheet
from award.papers.views import blueprint
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import force_locale, said
from award.web.pages import go, notify, page_number, show

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/editions/<code>/papers")
@reads(rules.may_see, on=edition_by_code)
def papers(edition):
    """What can be made, and the register."""
    return show(
        "papers/papers.html",
        edition=edition,
        offers=[(one, one.abouts(edition)) for one in OFFERS.values()],
        own=queries.own_texts(),
        page=queries.register(edition.id, page=page_number()),
        bodies=queries.issuers(edition.id),
        may_issue=rules.may_issue(g.person, edition),
    )


@blueprint.get("/editions/<code>/papers/register.xlsx")
@reads(rules.may_see, on=edition_by_code)
def register(edition):
    """The register as a workbook."""
    with force_locale("vi"):
        body = workbook([register_sheet(queries.register_rows(edition.id), said)])
    return send_file(body, mimetype=XLSX, as_attachment=True, download_name=f"so-van-ban-{edition.code}.xlsx")


@blueprint.get("/editions/<code>/papers/<offer>/draft.docx")
@reads(rules.may_issue, on=queries.drafting)
def draft(drafting):
    """The paper without a number, to be looked at or finished in Word."""
    body = _issuer(drafting, request.args.get("body", drafting.offer.body))
    inputs = {asked.name: "…" for asked in drafting.offer.asks}
    text = service.draft(drafting.edition, drafting.offer, body, about=_about(drafting), inputs=inputs)
    return _attached(letter(text), f"du-thao-{drafting.offer.code.replace('.', '-')}.docx")


@blueprint.route("/editions/<code>/papers/<offer>/issue", methods=["GET", "POST"])
@writes(rules.may_issue, on=queries.drafting)
def issue(drafting):
    """The paper with the next number of its series."""
    edition, offer = drafting.edition, drafting.offer
    about = _about(drafting)
    form = issue_form(offer.asks, issuers=drafting.issuers, data={"body": offer.body})
    if form.validate_on_submit():
        with refusals_on(form):
            paper = service.issue(
                edition,
                offer,
                _issuer(drafting, form.body.data),
                about=about,
                inputs=asked_of(form, offer.asks),
                day=form.day.data,
                first=form.first.data,
                actor=g.person,
            )
        if not form.refused:
            notify(say("Number %(number)s is given.", number=f"{paper.number:02d}"))
            return go("papers.paper", paper_id=paper.id)
    return show("papers/issue.html", form=form, edition=edition, offer=offer, about=about)


@blueprint.route("/editions/<code>/papers/write-in", methods=["GET", "POST"])
@writes(rules.may_issue, on=edition_by_code)
def write_in(edition):
    """A paper that was made elsewhere gets its number from the same register."""
    bodies = queries.issuers(edition.id)
    form = WriteInForm(issuers=bodies)
    if form.validate_on_submit():
        with refusals_on(form):
            paper = service.write_in(
                edition,
                next(one for one in bodies if one.code == form.body.data),
                kind=PaperKind(form.kind.data),
                title=form.title.data,
                day=form.day.data,
                first=form.first.data,
                actor=g.person,
            )
        if not form.refused:
            notify(say("Number %(number)s is given.", number=f"{paper.number:02d}"))
            return go("papers.papers", code=edition.code)
    return show("papers/write_in.html", form=form, edition=edition)


def _about(drafting):
    """What the paper is to be about, as the address says; refused to whom the paper is kept from."""
    about = request.args.get("about", "")[:80]
    ask_open(drafting.offer, drafting.edition, about)
    return about


def ask_open(offer, edition, about):
    """Refuses a paper that is kept from the person."""
    why_not = offer.kept_from(edition, about, g.person) if offer else None
    if why_not:
        raise WrongMoment(why_not)


def _issuer(drafting, code):
    """The body with this code, or the first."""
    if not drafting.issuers:
        raise Refusal(say("The edition names no body that issues papers; add one to the edition's file."))
    return next((one for one in drafting.issuers if one.code == code), drafting.issuers[0])


def _attached(body, name):
    return Response(body, mimetype=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
