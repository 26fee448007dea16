"""Lists of many works: the template, the upload, the preview with every fault, the taking over."""

from typing import Any

from flask import g, request, send_file
from werkzeug.utils import secure_filename

from award.accounts.rules import is_secretary
from award.documents.xlsx_form import form_workbook
from award.editions.queries import edition_by_code, edition_by_id
from award.intake import columns, queries, rules, service
from award.intake.forms import ClaimForm, ListForm
from award.intake.states import ListState
from award.intake.views import blueprint
from award.kit.messages import say
from award.kit.text import clean
from award.outbox.values import unpacked
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 300


@blueprint.route("/editions/<code>/lists", methods=["GET", "POST"])
@writes(rules.may_bring_list, on=queries.edition_to_fill)
def lists(edition):
    """Lists that were brought, and a new one."""
    form = ListForm()
    if form.validate_on_submit():
        with refusals_on(form):
            file = request.files[form.file.name]
            name = clean(file.filename or "") or "list.xlsx"
            found = service.bring(edition, name=name, body=file.stream, actor=g.person)
        if not form.refused:
            return go("intake.work_list", list_id=found.id)
    office = is_secretary(g.person, edition)
    page = queries.lists_page(edition.id, None if office else g.person.id, page_number())
    return show("intake/lists.html", edition=edition_by_code(edition.code), form=form, page=page, office=office)


@blueprint.get("/editions/<code>/lists/template.xlsx")
@reads(rules.may_bring_list, on=queries.edition_to_fill)
def template(edition):
    """The workbook to fill in, with the edition's own choices."""
    choices = queries.choices_for(edition, _own(edition))
    body = form_workbook(
        columns.form_columns(choices),
        title=columns.SHEET,
        lists=columns.LISTS,
        instructions=(columns.HELP, columns.LINES),
        wrong=columns.WRONG,
    )
    name = secure_filename(f"danh-sach-tac-pham-{edition.code}.xlsx")
    return send_file(body, mimetype=XLSX, as_attachment=True, download_name=name)


@blueprint.get("/lists/<uuid:list_id>")
@reads(rules.may_use_list, on=queries.work_list)
def work_list(found):
    """The works that were read, and every fault by row and column."""
    return _page(found, ClaimForm(formdata=None))


@blueprint.post("/lists/<uuid:list_id>/take-over")
@writes(rules.may_use_list, on=queries.work_list)
def take_over(found):
    """Makes the drafts, all or none."""
    form = ClaimForm()
    with refusals_on(form):
        service.take_over(found, actor=g.person)
    if form.refused:
        return _page(queries.work_list(found.id), form)
    if found.state is ListState.DONE:
        notify(say("Drafts were begun: %(count)s.", count=found.made))
    return go("intake.work_list", list_id=found.id)


def _own(edition: Any) -> set | None:
    return None if is_secretary(g.person, edition) else rules.outlets_of(g.person, edition.id)


def _by_cell(fault: dict[str, Any]) -> tuple[int, int, str]:
    """As one goes through a sheet: `B3`, `AA3`, `A4`; what is wrong with the whole of it first."""
    return fault["row"] or 0, len(fault["cell"]), fault["cell"]


def _page(found: Any, form: ClaimForm):
    faults = [{**fault, "message": unpacked(fault["message"])} for fault in sorted(found.faults, key=_by_cell)]
    return show(
        "intake/work_list.html",
        edition=edition_by_id(found.edition_id),
        found=found,
        form=form,
        faults=[fault for fault in faults if not fault["warning"]][:SHOWN],
        warnings=[fault for fault in faults if fault["warning"]][:SHOWN],
        left=max(0, len(faults) - SHOWN),
        before=queries.taken_before(found),
        shown=found.works[:SHOWN],
    )
