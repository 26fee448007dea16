"""A judge's own sheets of a round together: confirming them, how they are spread, papers to sign."""

from uuid import UUID

from flask import Response, abort, g, request

from award.documents.score_sheets import score_sheets
from award.editions.queries import frame_of
from award.editions.states import RoundState
from award.judging import pattern, queries, rules, service, sheet_papers
from award.judging.views import blueprint
from award.kit import clock
from award.kit.messages import say
from award.kit.text import whole
from award.web.doors import reads, writes
from award.web.forms import Form
from award.web.pages import go, notify, show

ADDRESS = "/rounds/<uuid:round_id>/queue"
MOST_SAID = 8


@blueprint.route(f"{ADDRESS}/confirm", methods=["GET", "POST"])
@writes(rules.may_see_queue, on=queries.round_by_id)
def confirm_all(round_):
    """The complete sheets with their totals; posted to, those chosen are confirmed."""
    form = Form()
    if form.validate_on_submit():
        return _confirmed(round_)
    return show(
        "judging/confirm_all.html",
        edition=round_.edition,
        round=round_,
        form=form,
        sheets=queries.ready(g.person, round_),
        open_round=round_.state is RoundState.OPEN,
    )


def _confirmed(round_):
    chosen = list(_chosen(round_))
    refused = service.confirm_sheets(chosen, actor=g.person)
    notify(
        say("%(count)s sheets are confirmed.", count=len(chosen) - len(refused)),
        "ok" if len(chosen) > len(refused) else "warn",
    )
    for task, refusal in refused[:MOST_SAID]:
        reason = getattr(refusal, "messages", [refusal.message])[0]
        notify(say("%(code)s is not confirmed: %(reason)s", code=task.entry.code, reason=reason), "warn")
    return go("judging.confirm_all" if refused or not chosen else "judging.queue", round_id=round_.id)


def _chosen(round_):
    """The sheets that were ticked, with the versions that were shown; what is not the judge's own is left out."""
    for text in dict.fromkeys(request.form.getlist("sheets")):
        identity, _, version = text.partition(":")
        try:
            task = queries.task(UUID(identity))
        except ValueError:
            continue
        if task and task.round.id == round_.id and rules.may_judge(g.person, task):
            yield task, -1 if (shown := whole(version)) is None else shown


@blueprint.get(f"{ADDRESS}/own")
@reads(rules.may_see_queue, on=queries.round_by_id)
def own(round_):
    """How the judge's own totals are spread, and about how many of the own works may pass."""
    if round_.is_ballot:
        abort(404)
    found = queries.own_marks(g.person, round_)
    return show(
        "judging/own.html",
        edition=round_.edition,
        round=round_,
        own=found,
        bars=pattern.histogram(found.totals, round_.scale),
        mean=pattern.mean(found.totals),
        said_of=pattern.words,
    )


@blueprint.get("/tasks/<uuid:task_id>/sheet.pdf")
@reads(rules.may_judge, on=queries.task)
def sheet_pdf(task):
    """The sheet of one work, to be signed."""
    if task.round.is_ballot:
        abort(404)
    return _pdf([task], f"phieu-cham-{task.entry.code}")


@blueprint.get(f"{ADDRESS}/sheets.pdf")
@reads(rules.may_see_queue, on=queries.round_by_id)
def sheets_pdf(round_):
    """All confirmed sheets of the judge in one sub-committee (`?panel=code`), to be signed."""
    code = request.args.get("panel", "")
    tasks = [] if round_.is_ballot else queries.confirmed_tasks(g.person, round_, code)
    if not tasks:
        abort(404)
    return _pdf(tasks, f"phieu-cham-{code}")


def _pdf(tasks: list, name: str) -> Response:
    first = tasks[0]
    about = sheet_papers.Signing(
        first.edition,
        first.round,
        queries.subcommittee_name(first.assignment.subcommittee_id),
        g.person.full_name,
        clock.today(),
        frame_of(first.edition.id, "council").value,
    )
    sheets = [
        sheet_papers.score_sheet(
            about,
            {"code": one.entry.code, "title": one.title, "category": one.category, "genre": one.genre or ""},
            one.criteria,
            one.sheet,
            confirmed=bool(one.sheet and one.sheet.confirmed_at),
        )
        for one in tasks
    ]
    made = score_sheets(sheets, footer=f"{first.round.name} · {g.person.full_name}")
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(made, mimetype="application/pdf", headers=headers)
