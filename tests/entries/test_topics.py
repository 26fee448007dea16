"""Topics registered before works: by whom, until when, answered, and named by a work."""

from datetime import timedelta

import pytest

from award.audit.queries import history
from award.db import db
from award.editions.models import Deadline
from award.entries import queries, service
from award.entries.checks import open_ones
from award.entries.states import TopicState
from award.kit import clock
from award.kit.refusals import Refusal, WrongMoment
from award.outbox.models import Letter
from award.outbox.rendering import addresses, render
from tests.entries.making import ready_draft
from tests.support.counting import statements_of
from tests.support.editions import make_edition

TITLE = "Chi bộ “bám rẫy” ở Vĩnh Sơn 🌾"


@pytest.fixture
def edition(cast):
    edition = make_edition(topics_first=True)
    end = clock.now() + timedelta(days=2)
    edition.deadlines.append(Deadline(code="topics", position=9, name="Hạn đề tài", shown_at=end, hard_at=end))
    db.session.flush()
    return edition


@pytest.fixture
def topic(edition, cast):
    return service.register_topic(edition, title=f" {TITLE} ", note="Ở làng K8", actor=cast.an)


def open_clauses(entry) -> list[str]:
    return [check.clause for check in open_ones(service.run_checks(entry))]


def test_a_work_waits_for_its_topic_to_be_accepted(edition, topic, cast):
    entry = ready_draft(edition, cast.an)
    assert open_clauses(entry) == ["topic"]
    service.save_work(entry, {"topic_id": topic.id}, version=None, actor=cast.an)
    assert open_clauses(entry) == ["topic"]
    service.accept_topic(topic, actor=cast.dung)
    assert [choice.name for choice in queries.topic_choices(entry)] == [TITLE]
    assert open_clauses(entry) == []
    service.decline_topic(topic, answer="Trùng đề tài đã nhận", actor=cast.dung)
    assert open_clauses(entry) == ["topic"]


def test_a_topic_is_of_its_author_and_edition_only(edition, topic, cast):
    other = ready_draft(edition, cast.cuong)
    with pytest.raises(Refusal):
        service.save_work(other, {"topic_id": topic.id}, version=None, actor=cast.cuong)
    assert other.topic_id is None
    assert queries.topic_of(topic.id, ready_draft(make_edition("nam-2024"), cast.an)) is None


def test_topics_have_their_own_deadline_and_only_where_they_are_asked_for(edition, cast):
    cast.appoint(edition)
    with clock.at(edition.deadline("topics").hard_at + timedelta(seconds=1)), pytest.raises(WrongMoment):
        service.register_topic(edition, title=TITLE, actor=cast.an)
    with pytest.raises(WrongMoment):
        service.register_topic(make_edition("nam-2024"), title=TITLE, actor=cast.an)
    for title, actor in ((" ", cast.an), (TITLE, cast.giang)):
        with pytest.raises(Refusal):
            service.register_topic(edition, title=title, actor=actor)


def test_the_table_of_states_holds_and_everything_is_on_the_record(topic, cast):
    with pytest.raises(Refusal):
        service.decline_topic(topic, answer="  ", actor=cast.dung)
    service.decline_topic(topic, answer="Chưa rõ", actor=cast.dung)
    service.accept_topic(topic, answer="Đã rõ", actor=cast.dung)
    with pytest.raises(WrongMoment):
        service.withdraw_topic(topic, actor=cast.an)
    assert [event.verb for event in history(topic)] == ["topic.register", "topic.decline", "topic.accept"]


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_the_answer_goes_by_letter(world, topic, cast, tongue):
    service.decline_topic(topic, answer="Trùng đề tài đã nhận", actor=cast.dung)
    letter = db.session.query(Letter).one()
    subject, body = render(letter.template, letter.values, tongue=tongue, address=addresses(world))
    assert (letter.recipient, TITLE in subject, "Trùng đề tài đã nhận" in body) == (cast.an.email, True, True)


def test_author_and_secretary_do_it_on_their_pages(client, cast, edition):
    cast.appoint(edition)
    own, office = "/editions/thu-2023/topics", "/editions/thu-2023/topics/office"
    client.enter_as(cast.an)
    assert client.post(own, data={"title": ""}).status_code == 422
    assert client.post(own, data={"title": TITLE, "theme_id": edition.themes[0].id}).status_code == 303
    [topic] = queries.own_topics(edition, cast.an)
    assert TITLE in client.get(own).text
    assert client.get(office).status_code == client.post(f"/topics/{topic.id}/answer", data={}).status_code == 404
    client.enter_as(cast.dung)
    refused = client.post(f"/topics/{topic.id}/answer", data={"verb": "decline", "answer": " "})
    assert (refused.status_code, TITLE in refused.text) == (422, True)
    assert client.post(f"/topics/{topic.id}/answer", data={"verb": "accept", "answer": ""}).status_code == 303
    assert queries.topic(topic.id).state is TopicState.ACCEPTED
    assert "<textarea" not in client.enter_as(cast.hung).get(office).text
    assert client.post(f"/topics/{topic.id}/answer", data={"verb": "decline", "answer": "x"}).status_code == 404
    entry = ready_draft(edition, cast.an)
    page = client.enter_as(cast.an).get(f"/entries/{entry.id}/edit/work").text
    assert str(topic.id) in page
    client.enter_as(cast.cuong)
    assert client.post(f"/topics/{topic.id}/withdraw").status_code == 404


def test_the_lists_ask_the_same_of_the_database_however_long(client, cast, edition):
    cast.appoint(edition)
    counts = set()
    for length in (1, 3, 30):
        while len(queries.own_topics(edition, cast.an)) < length:
            service.register_topic(edition, title=TITLE, actor=cast.an)
        own = statements_of(client.enter_as(cast.an), "/editions/thu-2023/topics")
        counts.add((own, statements_of(client.enter_as(cast.dung), "/editions/thu-2023/topics/office")))
    assert len(counts) == 1, counts
