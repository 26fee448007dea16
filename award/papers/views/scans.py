"""The scan of a signed paper: sent in parts by the page's script, its code read or typed."""

from flask import g, redirect

from award.entries.views.sent import box_of_a_scan, promised
from award.files.described import describe
from award.files.links import view_address
from award.kit.messages import say
from award.papers import queries, rules, service
from award.papers.forms import CodeForm
from award.papers.views import blueprint
from award.papers.views.paper import ask_readable
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.language import said
from award.web.pages import answer, go, notify, wants_json

SCANS = "/papers/<uuid:paper_id>/scans"
SCAN = f"{SCANS}/<uuid:file_id>"


@blueprint.post(SCANS)
@writes(rules.may_issue, on=queries.paper)
def begin_scan(paper):
    """Takes the promise of a scan: `{name, size}`."""
    file = service.begin_scan(paper, **promised(), actor=g.person)
    return answer(**describe(file, said))


box_of_a_scan(
    blueprint,
    SCAN,
    "scan",
    may=rules.may_scan,
    sees=rules.may_see_scan,
    on=queries.scan,
    finish=service.finish_scan,
)


@blueprint.get(f"{SCAN}/view")
@reads(rules.may_see_scan, on=queries.scan)
def scan_view(found):
    """Leads to a short-lived address of the scan in the bucket."""
    ask_readable(found.paper)
    return redirect(view_address(found.file), code=302)


@blueprint.post(f"{SCAN}/remove")
@writes(rules.may_scan, on=queries.scan)
def remove_scan(found):
    """Takes a scan off the paper."""
    service.remove_scan(found.paper, found.scan, found.file, actor=g.person)
    return answer(removed=True) if wants_json() else go("papers.paper", paper_id=found.paper.id)


@blueprint.route(f"{SCAN}/code", methods=["POST"])
@writes(rules.may_scan, on=queries.scan)
def type_code(found):
    """Compares a code that was read by eye."""
    form = CodeForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.type_code(found.paper, found.scan, text=form.code.data, actor=g.person)
    if form.refused:
        notify(say("Not compared: the code has twenty letters and figures."), "warn")
    else:
        notify(say("The code was compared."))
    return go("papers.paper", paper_id=found.paper.id)
