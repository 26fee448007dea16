"""Objections inside: the office's list, one of them, passing it on, who filed it, the author's answer, the ruling."""

from flask import g, redirect, request, url_for

from award.council import queries, rules, service
from award.council.forms import ReasonForm
from award.council.forms.objections import AnswerForm, PassOnForm, RulingForm
from award.council.states import ObjectionState, Ruling, Side
from award.council.views import blueprint
from award.editions.queries import edition_by_code
from award.entries.views.confirming import private
from award.entries.views.sent import box_of_a_scan, promised
from award.files.described import describe
from award.files.links import view_address
from award.kit import clock
from award.kit.messages import say
from award.web.doors import reads, signed_in, writes
from award.web.forms import refusals_on
from award.web.language import said
from award.web.pages import answer, go, notify, page_number, show, wants_json

CASE = "/objections/<uuid:objection_id>"
CASE_FILE = f"{CASE}/files/<uuid:file_id>"


@blueprint.get("/editions/<code>/objections")
@reads(rules.may_attend, on=edition_by_code)
def objections(edition):
    """The objections of an edition, those that wait first."""
    page = queries.objections_page(edition.id, page=page_number())
    return show("council/objections.html", edition=edition, page=page, me=str(g.person.id), now=clock.now())


@blueprint.get("/my-objections")
@reads(signed_in)
def my_objections():
    """Objections to one's own works that wait for an answer, or did."""
    return show("council/my_objections.html", rows=queries.own_objections(g.person.id))


@blueprint.get(CASE)
@reads(rules.may_see_case, on=queries.case)
def objection(case):
    """One objection: what it says, what the author answered, who is kept out, what can be done."""
    found = case.objection
    over = found.answer_by is not None and clock.now() > found.answer_by
    ready = found.state is ObjectionState.ANSWERED or (found.state is ObjectionState.ASKED and over)
    return show(
        "council/objection.html",
        edition=case.edition,
        case=case,
        found=found,
        files=queries.files_of(found.id),
        may_pass_on=found.state is ObjectionState.RECEIVED and rules.may_handle_case(g.person, case),
        may_reveal=rules.may_handle_case(g.person, case),
        may_rule=ready and rules.may_rule(g.person, case),
        now=clock.now(),
    )


@blueprint.route(f"{CASE}/pass-on", methods=["GET", "POST"])
@writes(rules.may_handle_case, on=queries.case)
def pass_on(case):
    """The objection in the words that the author will read, and which files."""
    form = PassOnForm(data={"told": case.objection.text})
    files = [(row, file) for row, file in queries.files_of(case.id) if row.side is Side.FILER]
    shown = {row.file_id for row, _file in files if str(row.file_id) in request.form.getlist("shown")}
    if form.validate_on_submit():
        with refusals_on(form):
            service.pass_on(case, told=form.told.data, shown=shown, actor=g.person)
        if not form.refused:
            notify(say("The objection was passed on. The authors get a letter without the name of who filed it."))
            return go("council.objection", objection_id=case.id)
    return show("council/objection_pass_on.html", edition=case.edition, case=case, form=form, files=files, shown=shown)


@blueprint.route(f"{CASE}/filed-by", methods=["GET", "POST"])
@writes(rules.may_handle_case, on=queries.case)
def filed_by(case):
    """Who filed it, once its reader has said what for; under it everybody who looked."""
    form, shown = ReasonForm(), None
    if form.validate_on_submit():
        with refusals_on(form):
            shown = service.reveal(case, reason=form.reason.data, actor=g.person)
    page = show(
        "council/objection_filed_by.html",
        edition=case.edition,
        case=case,
        form=form,
        shown=shown,
        looks=queries.looks_at_filer(case.id),
    )
    return private(page)


@blueprint.route(f"{CASE}/answer", methods=["GET", "POST"])
@writes(rules.may_answer, on=queries.case)
def answer_objection(case):
    """The author reads the objection and answers it, with files."""
    form, found = AnswerForm(), case.objection
    if form.validate_on_submit():
        with refusals_on(form):
            service.answer(case, form.answer.data, actor=g.person)
        if not form.refused:
            notify(say("The answer was sent to the council."))
            return go("council.answer_objection", objection_id=case.id)
    return show(
        "council/objection_answer.html",
        edition=case.edition,
        case=case,
        found=found,
        form=form,
        files=[(row, file) for row, file in queries.files_of(case.id) if row.side is Side.AUTHOR or row.shown],
        own=[file for row, file in queries.files_of(case.id) if row.side is Side.AUTHOR],
        waits=found.state is ObjectionState.ASKED and clock.now() <= found.answer_by,
        begin_url=url_for("council.begin_answer_file", objection_id=case.id),
    )


@blueprint.route(f"{CASE}/rule", methods=["GET", "POST"])
@writes(rules.may_rule, on=queries.case)
def rule(case):
    """The council's ruling, with who took part and which prizes fall."""
    form = RulingForm()
    ticked = set(request.form.getlist("member")), set(request.form.getlist("falls"))
    prizes = queries.prizes_of_work(case)
    if form.validate_on_submit():
        with refusals_on(form):
            service.rule(
                case,
                Ruling(form.ruling.data),
                reason=form.reason.data,
                took_part={one.id for one in case.members if str(one.id) in ticked[0]},
                falls={one.id for one in prizes if str(one.id) in ticked[1]},
                actor=g.person,
            )
        if not form.refused:
            notify(say("The ruling is kept. The letters are on their way."))
            if ticked[1]:
                return go("council.following", code=case.edition.code)
            return go("council.objection", objection_id=case.id)
    return show("council/objection_rule.html", edition=case.edition, case=case, form=form, prizes=prizes, ticked=ticked)


@blueprint.post(f"{CASE}/files")
@writes(rules.may_answer, on=queries.case)
def begin_answer_file(case):
    """Takes the promise of a file: `{name, size}`."""
    file = service.begin_file(case, Side.AUTHOR, **promised(), actor=g.person)
    return answer(**describe(file, said))


box_of_a_scan(
    blueprint,
    CASE_FILE,
    "answer_upload",
    may=rules.may_change_answer_file,
    sees=rules.may_see_case_file,
    on=queries.case_file,
    finish=service.finish_file,
)


@blueprint.post(f"{CASE_FILE}/remove")
@writes(rules.may_change_answer_file, on=queries.case_file)
def remove_answer_file(found):
    """Takes a file of the answer back."""
    service.remove_file(found, actor=g.person)
    return answer(removed=True) if wants_json() else go("council.answer_objection", objection_id=found.case.id)


@blueprint.get(f"{CASE_FILE}/view")
@reads(rules.may_see_case_file, on=queries.case_file)
def case_file_view(found):
    """Leads to a short-lived address of the file in the bucket."""
    return redirect(view_address(found.file), code=302)
