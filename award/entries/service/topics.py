"""Topics: registered by an author before the work is made, answered by the secretariat."""

from typing import Any

from award.accounts.rules import why_not_enter
from award.audit.service import record
from award.db import db
from award.editions.models import Edition
from award.editions.queries import edition_by_id
from award.entries import calendar, queries
from award.entries.models import Topic
from award.entries.states import TOPIC, TopicState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import clean
from award.outbox.service import post


def register_topic(edition: Edition, *, title: str, note: str = "", theme_id: Any = None, actor: Any) -> Topic:
    """Registers a topic. Raises `Refusal` for a role that may not enter or without a title, `WrongMoment` where the
    edition asks for no topics or their time is over."""
    why_not = why_not_enter(actor, edition)
    if why_not is not None:
        raise Refusal(why_not)
    why_not = why_no_topic(edition)
    if why_not is not None:
        raise WrongMoment(why_not)
    if not clean(title or ""):
        raise Refusal(say("Write the title of the topic."), "title")
    if theme_id and all(theme.id != theme_id for theme in edition.themes):
        raise Refusal(say("This choice does not belong to the edition."), "theme_id")
    made = Topic(
        edition_id=edition.id,
        person_id=actor.id,
        theme_id=theme_id,
        title=clean(title),
        note=clean(note or ""),
        state=TopicState.PROPOSED,
        registered_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    record("topic.register", made, actor=actor, edition=edition, after={"title": made.title})
    return made


def why_no_topic(edition: Edition) -> Any:
    """Why no topic is registered now; None where one is."""
    if not edition.topics_first:
        return say("This edition asks for no topics.")
    return calendar.why_not_received(edition.state, queries.term_of(edition.deadline("topics")), clock.now())


def withdraw_topic(topic: Topic, *, actor: Any) -> None:
    """Takes a topic back that waits for an answer."""
    _change(topic, "withdraw", actor=actor)


def accept_topic(topic: Topic, *, answer: str = "", actor: Any) -> None:
    """Accepts a topic; a work may name it from now on."""
    _answer(topic, "accept", clean(answer or ""), actor=actor)


def decline_topic(topic: Topic, *, answer: str, actor: Any) -> None:
    """Does not accept a topic; the answer says why."""
    answer = clean(answer or "")
    if not answer:
        raise Refusal(say("Write why the topic is not accepted."), "answer")
    _answer(topic, "decline", answer, actor=actor)


def _answer(topic: Topic, verb: str, answer: str, *, actor: Any) -> None:
    topic.answer, topic.answered_at, topic.answered_by_id = answer, clock.now(), actor.id
    _change(topic, verb, actor=actor, answer=answer)
    edition, owner = edition_by_id(topic.edition_id), queries.topic_owner(topic)
    post(
        "entries/topic_answered",
        to=owner,
        edition=edition,
        name=owner.full_name,
        title=topic.title,
        state=topic.state,
        answer=answer,
        award=edition.title,
        edition_code=edition.code,
        contact_email=edition.contact_email,
        contact_phone=edition.contact_phone,
    )


def _change(topic: Topic, verb: str, *, actor: Any, answer: str = "") -> None:
    before, topic.state = topic.state, TOPIC.target(verb, topic.state)
    db.session.flush()
    after = {"state": topic.state, **({"answer": answer} if answer else {})}
    record(f"topic.{verb}", topic, actor=actor, before={"state": before}, after=after)
