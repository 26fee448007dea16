"""An issued paper: its facts, its files, making it void."""

from flask import Response, current_app, g

from award.documents.certificates import CertificateSheet, CertificateText, certificates_pdf
from award.documents.docx import letter
from award.documents.paper import from_values, place_and_date
from award.documents.paper_pdf import letter_pdf
from award.editions.queries import edition_by_id
from award.kit.messages import say
from award.outbox.rendering import addresses
from award.papers import composing, queries, rules, service
from award.papers.forms import CodeForm, VoidForm
from award.papers.register import written_number
from award.papers.views import blueprint
from award.papers.views.making import ask_open
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show

FILES = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", letter, "attachment"),
    "pdf": ("application/pdf", letter_pdf, "inline"),
}


@blueprint.app_template_global()
def paper_number(paper) -> str:
    """A paper's number as it is written: `05/QĐ-HNB`."""
    return written_number(paper)


def proof_address(code: str) -> str:
    """The absolute address of the page that proves a paper."""
    return addresses(current_app._get_current_object())("papers.proof", proof=code)


@blueprint.get("/papers/<uuid:paper_id>")
@reads(rules.may_see, on=queries.paper)
def paper(found):
    """The paper with its number, its files, its scans, and whether its data have changed since."""
    return _page(found, VoidForm())


def ask_readable(found):
    """Refuses the words of a paper to whom it is kept from; that there is such a paper they know from the register."""
    ask_open(queries.wording(found.offer), edition_by_id(found.edition_id), found.about)


def _page(found, form):
    edition = edition_by_id(found.edition_id)
    return show(
        "papers/paper.html",
        edition=edition,
        paper=found,
        scans=queries.files_of(found.id),
        changed=service.has_changed(found, edition) if found.record else None,
        proof=proof_address(found.proof_code),
        form=form,
        code_form=CodeForm(),
        may_issue=rules.may_issue(g.person, found),
    )


@blueprint.get("/papers/<uuid:paper_id>/paper.<any(docx, pdf):kind>")
@reads(rules.may_see, on=lambda paper_id, kind: _of_kind(paper_id, kind))
def file(wanted):
    """The paper as it was issued."""
    found, kind = wanted.paper, wanted.kind
    ask_readable(found)
    text = from_values(found.record)
    text = composing.proved(text, proof_address(found.proof_code), found.proof_code, found.digest)
    mimetype, make, disposition = FILES[kind]
    name = f"{found.kind}-{found.number:02d}.{kind}"
    return Response(make(text), mimetype=mimetype, headers={"Content-Disposition": f'{disposition}; filename="{name}"'})


class _Wanted:
    """A paper and the kind of file that is asked for; rules ask about the paper's edition."""

    __tablename__ = "paper"

    def __init__(self, paper, kind):
        self.paper, self.kind, self.edition_id = paper, kind, paper.edition_id


def _of_kind(paper_id, kind):
    found = queries.paper(paper_id)
    return _Wanted(found, kind) if found is not None and found.record else None


@blueprint.get("/papers/<uuid:paper_id>/certificates.pdf")
@reads(rules.may_see, on=queries.paper_with_certificates)
def certificates(found):
    """A page for each certificate."""
    text = from_values(found.record)
    sheet = CertificateSheet(
        frame=text.frame,
        issuer=text.issuer,
        parent=text.parent,
        place_date=place_and_date(text.place, text.day),
        authority=text.authority,
        signer_title=text.signer_title,
        signer_name=text.signer_name,
        reference=f"Kèm theo {text.kind} số {written_number(found)}",
        code=found.proof_code,
        address=proof_address(found.proof_code),
        certificates=[CertificateText(**one) for one in found.certificates],
    )
    name = f"giay-chung-nhan-{found.number:02d}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(certificates_pdf(sheet), mimetype="application/pdf", headers=headers)


@blueprint.route("/papers/<uuid:paper_id>/void", methods=["GET", "POST"])
@writes(rules.may_issue, on=queries.paper)
def void(found):
    """The paper is void; its number stays with it."""
    form = VoidForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.void(found, reason=form.reason.data, actor=g.person)
        if not form.refused:
            notify(say("The paper is void. Its number is not given again."))
            return go("papers.paper", paper_id=found.id)
    return _page(found, form)
