"""The closing report of a round, and comparing a hash with its ledger."""

from io import BytesIO

from flask import send_file

from award.documents.pdf import data_sheet
from award.judging import minutes as report
from award.judging import queries, rules
from award.judging.forms import SealForm
from award.judging.views import blueprint
from award.judging.views.office import ROUND_ADDRESS
from award.judging.views.withholding import seen_without
from award.web.doors import reads, writes
from award.web.language import force_locale, moment, said
from award.web.pages import show

SHOWN = 25


@blueprint.get(f"{ROUND_ADDRESS}/closing-report", endpoint="minutes")
@reads(rules.may_see_ranking, on=queries.round_by_id)
def minutes(round_):
    """Who took part, what is missing, what happened, the seal; before closing, a sentence."""
    return show(
        "judging/minutes.html",
        edition=round_.edition,
        round=round_,
        found=_minutes(round_),
        four=report.FOUR,
        in_four=report.in_four,
        reason_of=report.reason_of,
        most=SHOWN,
    )


def _minutes(round_):
    return queries.minutes(round_, without=seen_without(round_))


@blueprint.get(f"{ROUND_ADDRESS}/closing-report.pdf", endpoint="minutes_pdf")
@reads(rules.may_see_ranking, on=queries.round_by_id)
def minutes_pdf(round_):
    """The whole report as a paper, in Vietnamese."""
    with force_locale("vi"):
        body = data_sheet(report.paper(round_, _minutes(round_), said, moment))
    name = f"bien-ban-dong-vong-{round_.edition.code}-{round_.code}.pdf"
    return send_file(BytesIO(body), mimetype="application/pdf", download_name=name)


@blueprint.route(f"{ROUND_ADDRESS}/seal", methods=["GET", "POST"])
@writes(rules.may_compare, on=queries.round_by_id)
def seal(round_):
    """Compares a hash with the ledger, which is counted through for it."""
    queries.frozen(round_)
    form = SealForm()
    found = queries.compare(round_.id, form.seal.data) if form.validate_on_submit() else None
    return show("judging/seal.html", edition=round_.edition, round=round_, form=form, found=found)
