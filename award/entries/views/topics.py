"""The pages of topics: one's own, and the office's list with its answers."""

from typing import Any

from flask import g, request

from award.entries import forms, queries, rules, service
from award.entries.forms.topics import AnswerForm, TopicForm
from award.entries.states import TOPIC, TopicState
from award.entries.views import blueprint
from award.kit.messages import say
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, page_number, show


@blueprint.route("/editions/<code>/topics", methods=["GET", "POST"])
@writes(rules.may_come_to_enter, on=queries.edition_to_enter)
def topics(edition):
    """The topics that the person registered, and the form for another one."""
    form = TopicForm()
    form.theme_id.choices = forms.grouped(edition.themes)
    if form.validate_on_submit():
        values = {name: form.data[name] for name in ("title", "note", "theme_id")}
        with refusals_on(form):
            service.register_topic(edition, **values, actor=g.person)
        if not form.refused:
            notify(say("The topic was registered. The answer comes by letter and stands here."))
            return go("entries.topics", code=edition.code)
    return show(
        "entries/topics.html",
        edition=edition,
        form=form,
        topics=queries.own_topics(edition, g.person),
        why_not=service.why_no_topic(edition),
    )


@blueprint.route("/topics/<uuid:topic_id>/withdraw", methods=["POST"])
@writes(rules.registered, on=queries.topic)
def withdraw_topic(topic):
    """Takes a topic back."""
    service.withdraw_topic(topic, actor=g.person)
    notify(say("The topic was withdrawn."))
    return go("entries.topics", code=queries.edition_of(topic).code)


@blueprint.route("/editions/<code>/topics/office")
@reads(rules.may_read_topics, on=queries.edition_to_enter)
def topics_office(edition):
    """Every topic of the edition, those that wait first."""
    return _office(edition)


@blueprint.route("/topics/<uuid:topic_id>/answer", methods=["POST"])
@writes(rules.may_answer_topics, on=queries.topic)
def answer_topic(topic):
    """Accepts or declines a topic."""
    form, verb = AnswerForm(), request.form.get("verb")
    if verb in ("accept", "decline") and form.validate_on_submit():
        act = service.accept_topic if verb == "accept" else service.decline_topic
        with refusals_on(form):
            act(topic, answer=form.answer.data, actor=g.person)
        if not form.refused:
            notify(say("“%(title)s”: %(state)s.", title=topic.title, state=topic.state))
            return go("entries.topics_office", code=queries.edition_of(topic).code)
    return _office(queries.edition_of(topic), form, topic.id)


def _office(edition: Any, form: AnswerForm | None = None, answered: Any = None):
    state = next((state for state in TopicState if state.value == request.args.get("state")), None)
    return show(
        "entries/topics_office.html",
        edition=edition,
        page=queries.topics_page(edition, state=state, page=page_number()),
        form=form,
        answered=answered,
        fresh=AnswerForm(formdata=None),
        can=TOPIC.allows if rules.may_answer_topics(g.person, edition) else lambda verb, state: False,
    )
