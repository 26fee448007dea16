"""Pages of a session: the list of sessions, opening one, what members follow, what the chair leads, the screen."""

from flask import g, request

from award.council import board, queries, rules, service
from award.council.forms import BallotForm, ItemForm, OpinionForm, SessionForm
from award.council.states import Attendance, SessionState
from award.council.views import blueprint
from award.council.views.papers import papers_of
from award.editions.queries import edition_by_code
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import answer, go, notify, show

SESSION = "/council/<uuid:session_id>"
ITEM = "/questions/<uuid:item_id>"


@blueprint.get("/editions/<code>/council")
@reads(rules.may_attend, on=edition_by_code)
def sessions(edition):
    """The sessions of an edition's council."""
    return show(
        "council/sessions.html",
        edition=edition,
        sessions=queries.sessions(edition.id),
        may_open=rules.may_open_session(g.person, edition),
        open_state=SessionState.OPEN,
    )


@blueprint.route("/editions/<code>/council/open", methods=["GET", "POST"])
@writes(rules.may_open_session, on=queries.edition_with_table)
def open_session(edition):
    """The chair opens a session: place, agenda, who is there."""
    form = SessionForm()
    council = queries.council(edition)
    ticked = set(request.form.getlist("present")) if request.method == "POST" else {str(g.person.id)}
    if form.validate_on_submit():
        with refusals_on(form):
            present = {one.id for one in council if str(one.id) in ticked}
            given = {"place": form.place.data, "agenda": form.agenda.data}
            session = service.open_session(edition, **given, present=present, actor=g.person)
            if form.proposed.data:
                service.add_proposed(queries.sitting(session.id), edition, actor=g.person)
        if not form.refused:
            notify(say("The session is open."))
            return go("council.lead", session_id=session.id)
    return show("council/open.html", form=form, edition=edition, council=council, ticked=ticked)


@blueprint.get(SESSION)
@reads(rules.may_follow, on=queries.sitting)
def follow(sitting):
    """What a member follows: the question being dealt with, and whether to step out or to vote."""
    return show("council/follow.html", **_seen(sitting, g.person))


@blueprint.get(f"{SESSION}/screen")
@reads(rules.may_keep_minutes, on=queries.sitting)
def screen(sitting):
    """What the wall shows: the question, marks at the chair's word, how many have voted, the count. No controls. Who steps
    out for the question does not open it for the others either."""
    return show("council/screen.html", **_seen(sitting, g.person))


@blueprint.get(f"{SESSION}/pulse")
@reads(rules.may_hear, on=queries.pulse)
def pulse(found):
    """Whether a device is behind."""
    return answer(version=found.version, cast=found.cast)


@blueprint.get(f"{SESSION}/lead")
@reads(rules.may_keep_minutes, on=queries.sitting)
def lead(sitting):
    """What the chair leads by and the secretary keeps."""
    return _lead_page(sitting)


def _lead_page(sitting, **forms):
    edition = sitting.edition
    given = {
        "item_form": ItemForm(levels=_levels(edition), formdata=None),
        "ballot_form": BallotForm(edition, formdata=None),
        "opinion_form": OpinionForm(formdata=None),
    }
    return show(
        "council/lead.html",
        **{**given, **forms},
        **_seen(sitting, g.person),
        may_lead=rules.may_lead(g.person, sitting),
        is_chair=rules.may_open_session(g.person, sitting),
        attendances=list(Attendance),
    )


def _levels(edition):
    """The prizes that works can have."""
    return [level for level in edition.prize_levels if level.kind not in board.APART]


def _seen(sitting, person):
    """What a screen shows to a person: nothing of the question where the person steps out."""
    current = sitting.current
    hidden = current is not None and person is not None and person.id in current.recused
    lines = {}
    if current and not hidden:
        closed = queries.last_closed(queries.rounds(sitting.edition_id)) if current.row.marks_shown else None
        lines = queries.lines([work.entry_id for work in current.works], closed.id if closed else None)
    return {
        "edition": sitting.edition,
        "sitting": sitting,
        "session": sitting.session,
        "current": current,
        "hidden": hidden,
        "may_keep_minutes": rules.may_keep_minutes(person, sitting),
        "lines": lines,
        "voter": sitting.voters.get(person.id) if person else None,
        "member": sitting.member(person),
        "papers_of": papers_of,
        "counted": board.counted(current.last_count, current.works) if current and not hidden else None,
        "is_open": sitting.session.state is SessionState.OPEN,
    }


@blueprint.post(f"{SESSION}/attendance")
@writes(rules.may_follow, on=queries.sitting)
def attendance(sitting):
    """The office notes who comes and goes; a member says so of themselves."""
    office = rules.may_keep_minutes(g.person, sitting)
    chosen = next((one for one in Attendance if one.value == request.form.get("attendance")), None)
    person = next((one for one in sitting.members if str(one.person_id) == request.form.get("person")), None)
    if chosen is None or (office and person is None):
        raise Refusal(say("This choice is not on the list. Choose again."))
    if not office:
        person = sitting.member(g.person)
    service.set_attendance(sitting, person.person_id, chosen, actor=g.person)
    return go(
        "council.lead" if office and request.form.get("person") else "council.follow", session_id=sitting.session.id
    )


@blueprint.post(f"{SESSION}/step-out")
@writes(rules.may_follow, on=queries.sitting)
def step_out(sitting):
    """A member declares a conflict with the question."""
    service.step_out(sitting, actor=g.person)
    return go("council.follow", session_id=sitting.session.id)


@blueprint.route(f"{SESSION}/questions", methods=["GET", "POST"])
@writes(rules.may_keep_minutes, on=queries.sitting)
def add_item(sitting):
    """Puts a question on the list."""
    form = ItemForm(levels=_levels(sitting.edition))
    if form.validate_on_submit():
        with refusals_on(form):
            works = queries.works_by_codes(sitting.edition_id, form.codes)
            if len(works) < len(set(form.codes)):
                raise Refusal(say("There is no work with this code."), "works")
            level = next(level for level in sitting.edition.prize_levels if level.code == form.level.data)
            service.add_item(sitting, level, works, places=form.places.data or 1, actor=g.person)
        if not form.refused:
            return go("council.lead", session_id=sitting.session.id)
    return _lead_page(queries.sitting(sitting.session.id), item_form=form)


@blueprint.post(f"{SESSION}/proposed")
@writes(rules.may_keep_minutes, on=queries.sitting)
def add_proposed(sitting):
    """Puts on the list what the prize table proposes now."""
    edition = queries.edition_with_table(sitting.edition.code)
    count = service.add_proposed(sitting, edition, actor=g.person)
    notify(say("Questions put on the list: %(count)s.", count=count))
    return go("council.lead", session_id=sitting.session.id)


@blueprint.post(f"{ITEM}/take-up")
@writes(rules.may_lead, on=queries.sitting_of_item)
def take_up(sitting):
    """Turns everybody's page to this question."""
    service.take_up(sitting, sitting.focus, actor=g.person)
    return go("council.lead", session_id=sitting.session.id)


@blueprint.post(f"{ITEM}/marks")
@writes(rules.may_lead, on=queries.sitting_of_item)
def show_marks(sitting):
    """Shows the marks on every screen, or hides them."""
    service.show_marks(sitting, sitting.focus, request.form.get("shown") == "y", actor=g.person)
    return go("council.lead", session_id=sitting.session.id)


@blueprint.route(f"{SESSION}/opinions", methods=["GET", "POST"])
@writes(rules.may_keep_minutes, on=queries.sitting)
def opinion(sitting):
    """What was said goes into the minutes."""
    form = OpinionForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.note_opinion(sitting, form.text.data, speaker=form.speaker.data, actor=g.person)
        if not form.refused:
            return go("council.lead", session_id=sitting.session.id)
    return _lead_page(queries.sitting(sitting.session.id), opinion_form=form)


@blueprint.post(f"{SESSION}/close")
@writes(rules.may_open_session, on=queries.sitting)
def close_session(sitting):
    """The chair closes the session."""
    service.close_session(sitting, actor=g.person)
    notify(say("The session is closed; its minutes are whole."))
    return go("council.minutes", session_id=sitting.session.id)
