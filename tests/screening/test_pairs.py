"""Works that are alike: found across categories and editions, shown side by side, judged by people only."""

import pytest
import sqlalchemy as sa

from award.audit.queries import history
from award.db import db
from award.entries import service as entry_service
from award.entries.models import Attachment, Entry
from award.entries.queries import setting
from award.entries.states import EntryState
from award.jobs.service import run_due
from award.kit import clock
from award.kit.codes import new_id
from award.kit.refusals import Refusal
from award.screening import queries, service
from award.screening.likeness import title_keys
from award.screening.models import Pair, Trace
from award.screening.states import Judgement
from tests.entries.making import ready_draft, sent_in, stored_file
from tests.support.counting import counted_statements, statements_of
from tests.support.editions import make_edition, make_entry

ALIKE = "/editions/thu-2023/screening/alike"
TITLE = "Chi bộ bám rẫy giữ rừng Vĩnh Sơn"
SYLLABLES = "chi bộ giữ rừng xây dựng đảng bản làng nghị quyết vùng cao cán bộ biển đảo nông thôn mới"


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


def give(entry, owner, **more):
    file = stored_file(owner)
    for name, value in more.items():
        setattr(file, name, value)
    need = setting(entry).category.requirements[0]
    entry.attachments.append(
        Attachment(requirement_id=need.id, file_id=file.id, position=len(entry.attachments) + 1, caption="")
    )
    db.session.flush()
    return file


def compared(*entries, texts=None):
    for entry in entries:
        service.compare(entry, (texts or {}).get(entry.id, {}))
    return db.session.scalars(sa.select(Pair).order_by(Pair.id)).all()


def shared(pair):
    return [found["kind"] for found in pair.likeness]


def test_a_title_is_found_in_another_category_and_an_earlier_edition(cast, edition):
    old = make_edition("thu-2022")
    earlier = make_entry(old, cast.binh, TITLE.upper(), submitted_at=clock.in_minutes(-60))
    now = make_entry(edition, cast.an, TITLE, category=1)
    make_entry(edition, cast.cuong, "Một khung hình khác")
    (pair,) = compared(earlier, now)
    assert (pair.earlier_id, pair.later_id, pair.judgement) == (earlier.id, now.id, Judgement.OPEN)
    assert shared(pair) == ["title"]
    assert now.state is EntryState.SUBMITTED


def test_files_links_pictures_and_texts_are_found(cast, edition):
    text = " ".join(f"tiếng{number} ở bản làng" for number in range(100))
    one, other = make_entry(edition, cast.an, "Một"), make_entry(edition, cast.binh, "Hai khác hẳn")
    for entry, dhash in ((one, "00ff00ff0f0f3c3c"), (other, "00ff00ff0f0f3c3d")):
        give(entry, cast.an, sha256="ab" * 32, probe={"dhash": dhash})
        entry.parts[0].url = "https://bao.vn/a?utm_source=x" if entry is one else "http://www.bao.vn/a"
    (pair,) = compared(one, other, texts={one.id: {"a": text}, other.id: {"b": text.upper()}})
    assert shared(pair) == ["file", "link", "text", "picture"]


def test_comparing_again_changes_nothing_and_forgets_what_is_no_longer_alike(cast, edition):
    one, other = make_entry(edition, cast.an, TITLE), make_entry(edition, cast.binh, TITLE)
    assert [pair.id for pair in compared(one, other)] == [pair.id for pair in compared(one, other)]
    traces = db.session.scalar(sa.select(sa.func.count()).select_from(Trace))
    compared(one)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Trace)) == traces
    other.title = "Khác hẳn mọi bài"
    assert compared(other) == []


def test_what_was_judged_stays(cast, edition):
    one, other = make_entry(edition, cast.an, TITLE), make_entry(edition, cast.binh, TITLE)
    (pair,) = compared(one, other)
    service.judge(pair, Judgement.DIFFERENT, reason="Hai bài cùng tên", actor=cast.dung)
    other.title = "Khác hẳn mọi bài"
    assert compared(other)[0].judgement is Judgement.DIFFERENT
    assert [history(work)[-1].verb for work in (one, other)] == ["screening.judge_pair"] * 2


def test_a_work_taken_back_is_compared_with_nothing(cast, edition):
    one, other = make_entry(edition, cast.an, TITLE), make_entry(edition, cast.binh, TITLE)
    compared(one)
    one.state = EntryState.WITHDRAWN
    assert compared(other) == []


def test_a_judgement_needs_a_reason_and_an_answer(cast, edition):
    (pair,) = compared(make_entry(edition, cast.an, TITLE), make_entry(edition, cast.binh, TITLE))
    for judgement, reason, field in ((Judgement.SAME, " ", "reason"), (Judgement.OPEN, "Trùng", "judgement")):
        with pytest.raises(Refusal) as refused:
            service.judge(pair, judgement, reason=reason, actor=cast.dung)
        assert refused.value.field == field


def test_sending_in_compares_in_the_worker_and_the_page_points_it_out(client, cast, edition):
    first = sent_in(edition, cast.an)
    second = entry_service.submit(ready_draft(edition, cast.binh), actor=cast.binh)
    db.session.commit()
    run_due()
    db.session.expire_all()
    client.enter_as(cast.dung)
    page = client.get(f"/entries/{second.id}/screening").text
    assert first.code in page
    (pair,) = db.session.scalars(sa.select(Pair)).all()
    assert f"/alike/{pair.id}" in page
    beside = client.get(f"/alike/{pair.id}")
    assert first.code in beside.text
    assert "100%" in beside.text
    answer = client.post(f"/alike/{pair.id}", data={"judgement": "same", "reason": "Cùng một bài, hai người gửi"})
    assert answer.status_code == 303
    db.session.refresh(first)
    assert first.state is EntryState.SUBMITTED
    assert "Cùng một bài" in client.get(f"{ALIKE}?judgement=same").text


def test_the_command_has_a_whole_edition_compared(app, cast, edition):
    compared(make_entry(edition, cast.an, TITLE), make_entry(edition, cast.binh, TITLE))
    db.session.execute(sa.delete(Pair))
    db.session.execute(sa.delete(Trace))
    db.session.commit()
    assert "2 works" in app.test_cli_runner().invoke(args=["screening", "compare", edition.code]).output
    assert app.test_cli_runner().invoke(args=["screening", "compare", "no-such"]).exit_code == 1
    run_due()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Pair)) == 1


def test_a_pair_is_judged_by_the_secretary_only(client, cast, edition):
    (pair,) = compared(make_entry(edition, cast.an, TITLE), make_entry(edition, cast.binh, TITLE))
    for who in (cast.hung, cast.an, cast.giang):
        client.enter_as(who)
        assert client.get(f"/alike/{pair.id}").status_code == (200 if who is cast.hung else 404)
        assert client.post(f"/alike/{pair.id}", data={"judgement": "same", "reason": "x"}).status_code == 404
    answer = client.enter_as(cast.dung).post(f"/alike/{pair.id}", data={"judgement": "same", "reason": ""})
    assert answer.status_code == 422


def test_other_works_of_the_same_person_are_shown(client, cast, edition):
    entry = make_entry(edition, cast.an, "Một")
    make_entry(edition, cast.an, "Bài kia")
    make_entry(edition, cast.binh, "Của người khác")
    page = client.enter_as(cast.dung).get(f"/entries/{entry.id}/screening").text
    assert "Bài kia" in page
    assert "Của người khác" not in page


def test_the_list_of_pairs_asks_no_more_of_the_database_when_it_is_longer(client, cast, edition):
    client.enter_as(cast.dung)
    asked = []
    for count in (2, 2, 27):
        compared(*(make_entry(edition, cast.an, TITLE) for _number in range(count)))
        asked.append(statements_of(client, ALIKE))
    assert asked[0] == asked[1] == asked[2]


def test_among_three_thousand_works_a_comparison_reads_only_a_few(cast, edition):
    """Titles share syllables as Vietnamese titles do; candidates are found by index, not by trying all pairs."""
    template = make_entry(edition, cast.an, TITLE)
    columns = {
        column.key: getattr(template, column.key) for column in Entry.__table__.columns if column.key != "proof_code"
    }
    words, rows, keys = SYLLABLES.split(), [], []
    for number in range(3000):
        title = " ".join(words[(number * step + step) % len(words)] for step in range(1, 8)) + f" số {number}"
        identity = new_id()
        named = {"id": identity, "title": title, "title_key": ""}
        rows.append(columns | named | {"number": number + 10_000, "code": f"BI-{number + 10_000}"})
        keys += [{"entry_id": identity, "kind": "title", "value": key} for key in title_keys(title)]
    db.session.execute(sa.insert(Entry), rows)
    db.session.execute(sa.insert(Trace), keys)
    twin = make_entry(edition, cast.binh, rows[1234]["title"])
    with counted_statements() as seen:
        pairs = service.compare(twin, {})
    assert rows[1234]["id"] in {pair.earlier_id for pair in pairs} | {pair.later_id for pair in pairs}
    assert len(seen) <= 20 + len(pairs)
    assert len(queries.candidates(twin.id, {("title", key) for key in title_keys(twin.title)})) <= 60
