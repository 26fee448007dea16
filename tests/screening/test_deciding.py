"""A decision: the clauses as they stood, the act on the entry, and what its author is told."""

from datetime import timedelta

import pytest

from award.audit.queries import broken_at, history
from award.db import db
from award.editions.models import Deadline
from award.entries.states import EntryState
from award.kit import clock
from award.kit.refusals import Refusal, Stale, WrongMoment
from award.outbox.models import Letter
from award.screening import queries, service
from award.screening.models import Screening
from award.screening.states import Verdict
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


@pytest.fixture
def entry(cast, edition):
    """A work without its file: one clause is not met."""
    return make_entry(edition, cast.an)


def page_of(entry):
    return f"/entries/{entry.id}/screening"


def test_accepting_although_a_clause_is_not_met_needs_a_note(cast, entry):
    with pytest.raises(Refusal) as refused:
        service.decide(entry, Verdict.ELIGIBLE, actor=cast.dung)
    assert refused.value.field == "note"
    decision = service.decide(entry, Verdict.ELIGIBLE, note="Bản in nộp trực tiếp", actor=cast.dung)
    assert entry.state is EntryState.ELIGIBLE
    assert [clause["clause"] for clause in decision.clauses if not clause["met"]] == ["files"]
    assert history(entry)[-1].after["overridden"] == ["files"]
    assert broken_at() is None


def test_a_return_tells_the_author_what_and_until_when(cast, entry):
    day = clock.now() + timedelta(days=3)
    service.decide(
        entry, Verdict.RETURNED, reasons=["missing_file"], note="Thiếu bản in.", answer_by=day, actor=cast.dung
    )
    assert (entry.state, entry.state_reason) == (EntryState.RETURNED, "Thiếu bản in.")
    assert db.session.query(Letter).one().recipient == "an@example.vn"


@pytest.mark.parametrize("verdict", [Verdict.RETURNED, Verdict.INELIGIBLE])
def test_a_refusal_without_words_is_refused(cast, entry, verdict):
    with pytest.raises(Refusal):
        service.decide(entry, verdict, reasons=["duplicate"], actor=cast.dung)
    assert db.session.query(Screening).count() == 0


def test_the_day_lies_ahead_and_within_the_time_for_supplements(cast, edition, entry):
    end = clock.now() + timedelta(days=2)
    edition.deadlines.append(Deadline(code="supplements", position=2, name="Bổ sung", shown_at=end, hard_at=end))
    for days in (-1, 3):
        day = clock.now() + timedelta(days=days)
        with pytest.raises(Refusal) as refused:
            service.decide(entry, Verdict.RETURNED, note="Thiếu", answer_by=day, actor=cast.dung)
        assert refused.value.field == "answer_by"


def test_the_state_and_the_version_are_asked(cast, entry):
    with pytest.raises(Stale):
        service.decide(entry, Verdict.INELIGIBLE, note="Trùng", version=entry.version - 1, actor=cast.dung)
    entry.state = EntryState.WITHDRAWN
    with pytest.raises(WrongMoment):
        service.decide(entry, Verdict.INELIGIBLE, note="Trùng", actor=cast.dung)


def test_an_answer_leads_to_the_next_work_that_waits(client, cast, edition, entry):
    following = make_entry(edition, cast.binh, "Bài thứ hai")
    client.enter_as(cast.dung)
    data = {"verdict": "ineligible", "reasons": ["off_theme", "other"], "note": "Xem Điều 3.", "version": entry.version}
    answer = client.post(f"{page_of(entry)}/decision?waiting=1", data=data)
    assert answer.status_code == 303
    assert answer.location.endswith(f"{page_of(following)}?waiting=1")
    (decision,) = queries.decisions(entry.id)
    assert decision.reasons == ["off_theme", "other"]
    assert decision.note.endswith("Xem Điều 3.")


def test_a_refused_answer_keeps_what_was_typed(client, cast, entry):
    client.enter_as(cast.dung)
    data = {"verdict": "returned", "note": "Thiếu bản in", "version": entry.version}
    answer = client.post(f"{page_of(entry)}/decision", data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Thiếu bản in</textarea>" in page
    assert 'id="answer_by-error"' in page


def test_the_chair_reads_but_does_not_decide(client, cast, entry):
    client.enter_as(cast.hung)
    assert 'name="verdict"' not in client.get(page_of(entry)).get_data(as_text=True)
    assert client.post(f"{page_of(entry)}/decision", data={"verdict": "eligible"}).status_code == 404


@pytest.mark.parametrize("who", ["an", "cuong", "giang", "khanh", "mai"])
def test_nobody_else_sees_the_screening(client, cast, entry, who):
    client.enter_as(getattr(cast, who))
    assert client.get(page_of(entry)).status_code == 404


def test_a_draft_is_not_screened(client, cast, edition):
    draft = make_entry(edition, cast.an, state=EntryState.DRAFT)
    assert client.enter_as(cast.dung).get(page_of(draft)).status_code == 404


def test_the_way_through_the_list_follows_its_order(cast, edition, entry):
    make_entry(edition, cast.an, "Ăn")
    make_entry(edition, cast.an, "Đất")
    offered = queries.choices(edition.id)
    for order in ("code", "title", "state", "submitted", "acted"):
        for down in ("", "1"):
            filters = queries.Filters(order=order, down=down)
            rows = [row.entry.id for row in queries.page(edition.id, filters, offered, 1).items]
            for place, entry_id in enumerate(rows):
                found = queries.neighbours(queries.entry_sent_in(entry_id), filters, offered)
                assert found.before == place
                assert found.next == (rows[place + 1] if place + 1 < len(rows) else None)
                assert found.previous == (rows[place - 1] if place else None)


def test_the_page_asks_no_more_of_the_database_when_the_list_is_longer(client, cast, edition, entry):
    client.enter_as(cast.dung)
    asked = [statements_of(client, page_of(entry))]
    for count in (2, 27):
        for number in range(count):
            make_entry(edition, cast.an, f"Bài {number}")
        asked.append(statements_of(client, page_of(entry)))
    assert asked[0] == asked[1] == asked[2]
