"""The closing report, the seal of the ledger, and the chain against any change made outside the system."""

import json
import uuid
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from hypothesis import assume, given
from hypothesis import strategies as st
from pypdf import PdfReader

from award.db import db
from award.judging import ledger, queries, service
from award.judging.ledger import Link
from award.judging.models import RoundClosing, RoundReport, ScoreEvent, Standing
from award.judging.states import JointKind, SheetEvent
from award.outbox.models import Letter
from tests.support.counting import statements_of

AT = datetime(2023, 10, 12, 3, 42, 7, 120_000, tzinfo=UTC)


@pytest.fixture
def closed(at_work, cast):
    at_work.confirm(cast.giang, 0)
    at_work.confirm(cast.ha, 0, phat_hien="5", the_hien="3", hieu_qua="2")
    at_work.confirm(cast.giang, 1)
    service.abstain(at_work.task(cast.ha, 1), "Ốm", actor=cast.ha)
    act = service.ask(
        at_work.round,
        JointKind.RETURN_SHEET,
        reason="Nhầm bài",
        assignment=at_work.task(cast.giang, 1).assignment,
        actor=cast.dung,
    )
    service.agree(act, actor=cast.hung)
    return at_work.closed("Hội đồng họp ngày mai")


def head(room):
    return queries.closing(room.round.id).ledger_head


def test_the_report_says_who_took_part_what_is_missing_and_the_seal(closed, cast, client):
    here = f"/rounds/{closed.round.id}/closing-report"
    page = client.enter_as(cast.khanh).get(here).text
    for text in ("Võ Giang", "Hội đồng họp ngày mai", "Ốm", "Nhầm bài", head(closed), closed.entries[3].code):
        assert text in page
    with client.get(f"{here}.pdf") as answer:
        text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(answer.data)).pages)
    assert "".join(head(closed)) in text.replace(" ", "").replace("\n", "")
    assert "Đặng Thu Hà" in text
    assert client.enter_as(cast.giang).get(here).status_code == 404


def test_before_closing_there_is_only_a_sentence(at_work, cast, client):
    for part in ("closing-report", "closing-report.pdf", "seal"):
        assert client.enter_as(cast.hung).get(f"/rounds/{at_work.round.id}/{part}").status_code == 409


def test_a_judge_compares_the_line_of_the_letter(closed, cast, client):
    letters = db.session.scalars(sa.select(Letter).where(Letter.template == "judging/closed")).all()
    assert {letter.recipient for letter in letters} == {cast.giang.email, cast.ha.email}
    line = letters[0].values["ledger_head"]
    here = f"/rounds/{closed.round.id}/seal"
    client.enter_as(cast.giang)
    spaced = " ".join(line.upper()[place : place + 8] for place in range(0, 64, 8))
    assert "notice-ok" in client.post(here, data={"seal": spaced}).text
    assert "notice-danger" in client.post(here, data={"seal": "f" * 64}).text
    first = db.session.scalar(sa.select(ScoreEvent.hash).where(ScoreEvent.sequence == 1))
    assert "notice-warn" in client.post(here, data={"seal": first}).text
    assert client.post(here, data={"seal": ""}).status_code == 422
    assert client.enter_as(cast.an).get(here).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"content": {"marks": {"phat-hien": "5"}, "total": "9", "remark": "", "version": 1}},
        {"at": AT},
        {"kind": SheetEvent.RECUSED},
        {"hash": "0" * 64},
        {"previous_hash": "0" * 64},
    ],
)
def test_an_event_changed_in_the_database_is_found_by_the_page_and_by_audit_verify(closed, cast, client, app, change):
    db.session.execute(sa.update(ScoreEvent).where(ScoreEvent.sequence == 2).values(change))
    db.session.commit()
    assert queries.broken_at(closed.round.id) == 2
    answer = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert (answer.exit_code, "event 2" in answer.output) == (1, True)
    line = head(closed)
    assert (
        "notice-danger" in client.enter_as(cast.giang).post(f"/rounds/{closed.round.id}/seal", data={"seal": line}).text
    )


def test_an_end_that_was_cut_off_is_found(closed, app):
    last = sa.select(sa.func.max(ScoreEvent.sequence)).scalar_subquery()
    db.session.execute(sa.delete(ScoreEvent).where(ScoreEvent.sequence == last))
    db.session.commit()
    assert queries.broken_at(closed.round.id) == 0
    assert app.test_cli_runner().invoke(args=["audit", "verify"]).exit_code == 1


def test_an_untouched_ledger_passes(closed, app):
    answer = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert (answer.exit_code, "unbroken" in answer.output) == (0, True)


MARKS = st.dictionaries(st.sampled_from("abc"), st.decimals("0", "10", places=2).map(str), max_size=3)
EVENTS = st.lists(
    st.tuples(st.sampled_from(SheetEvent), st.integers(1, 9), MARKS, st.text(max_size=8)), min_size=1, max_size=6
)


def _chain(events):
    links, last = [], None
    for number, (kind, task, marks, remark) in enumerate(events, 1):
        content = {"marks": marks, "remark": remark}
        link = Link(
            uuid.UUID(int=1),
            number,
            AT + timedelta(seconds=number),
            kind,
            uuid.UUID(int=2),
            uuid.UUID(int=task),
            content,
            "",
            "",
        )
        previous, last = ledger.seal(last, link)
        links.append(replace(link, previous_hash=previous, hash=last))
    return links


def _stored(link):
    """The columns of an event as text, as a database keeps them."""
    told = {name: str(value) for name, value in asdict(link).items()}
    content = json.dumps(link.content, ensure_ascii=False)
    return told | {"kind": link.kind.value, "at": link.at.isoformat(), "content": content}


def _read(row):
    return Link(
        uuid.UUID(row["round_id"]),
        int(row["sequence"]),
        datetime.fromisoformat(row["at"]),
        SheetEvent(row["kind"]),
        uuid.UUID(row["actor_id"]),
        uuid.UUID(row["assignment_id"]),
        json.loads(row["content"]),
        row["previous_hash"],
        row["hash"],
    )


@given(events=EVENTS, data=st.data())
def test_any_changed_byte_of_any_event_is_found(events, data):
    links = _chain(events)
    assert ledger.first_break(links) is None
    which = data.draw(st.integers(0, len(links) - 1))
    row = _stored(links[which])
    column = data.draw(st.sampled_from(sorted(row)))
    kept = row[column].encode()
    place, byte = data.draw(st.integers(0, len(kept) - 1)), data.draw(st.integers(0, 255))
    try:
        changed = _read(row | {column: (kept[:place] + bytes([byte]) + kept[place + 1 :]).decode()})
    except (ValueError, TypeError):
        return  # It cannot even be read any more.
    assume(changed != links[which])  # The same event in other letters: 1 and 01, A and a.
    assert ledger.first_break([*links[:which], changed, *links[which + 1 :]]) is not None


def test_the_firmness_page_shows_one_sub_committee_by_pages(closed, cast, client):
    chosen = closed.edition.subcommittees[0]
    template = queries.standings(closed.round.id)[0]
    works = []
    for number in range(30):
        entry = closed.enter(cast.cuong, f"Loạt bài {number:02}")
        values = {
            c.key: getattr(template, c.key) for c in Standing.__table__.columns if c.key not in ("id", "entry_id")
        }
        db.session.add(Standing(**values | {"entry_id": entry.id, "place": 10 + number, "rank": 5 + number}))
        works.append({"work": str(entry.id), "rank": number, "firmness": "firm", "hangs_on": [], "low": None})
    figures = {"agreement": dict.fromkeys(["alpha", "ordinal_alpha", "concordance", "intraclass"]), "judges": []}
    why = {"text": "x", "values": {}}
    content = {str(chosen.id): figures | {"adjusted": None, "why_not": why, "works": works}}
    db.session.add(RoundReport(round_id=closed.round.id, at=AT, content=content))
    here = f"/rounds/{closed.round.id}/firmness?subcommittee={chosen.code}"
    first, second = (client.enter_as(cast.khanh).get(f"{here}&list=works&page={page}").text for page in (1, 2))
    assert ("Loạt bài 24" in first, "Loạt bài 25" in first) == (True, False)
    assert ("Loạt bài 24" in second, "Loạt bài 25" in second) == (False, True)


def test_the_pages_ask_no_more_for_more_works(room, cast, client):
    room.seat(cast.giang, cast.ha).assigned().opened().closed()
    client.enter_as(cast.khanh)
    counts = []
    template = queries.standings(room.round.id)[0]
    for wanted in (1, 3, 30):
        for _ in range(wanted):
            entry = room.enter(cast.cuong)
            values = {
                c.key: getattr(template, c.key) for c in Standing.__table__.columns if c.key not in ("id", "entry_id")
            }
            db.session.add(Standing(**values | {"entry_id": entry.id}))
        counts.append(
            [statements_of(client, f"/rounds/{room.round.id}/{page}") for page in ("closing-report", "firmness")]
        )
    assert counts[0] == counts[1] == counts[2]
    assert db.session.scalar(sa.select(RoundClosing)) is not None
