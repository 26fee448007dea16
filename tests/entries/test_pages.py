"""The pages of who enters works, with a browser without script."""

import re
from datetime import date

import pytest

from award.db import db
from award.entries import queries, service
from award.entries.models import Entry
from award.entries.states import EntryState
from award.files.models import StoredFile
from award.files.states import FileState
from tests.entries.making import give_file, ready_draft, sent_in
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry


@pytest.fixture
def edition(world):
    return make_edition()


STEPS = ["work", "authors", "parts", "files", "declaration"]


def text_of(answer) -> str:
    return answer.get_data(as_text=True)


def test_a_work_is_entered_by_plain_forms(edition, cast, client):
    client.enter_as(cast.an)
    category = edition.categories[0]
    genre, theme, need = category.genres[0].id, edition.themes[1].id, category.requirements[0]
    begun = client.post("/editions/thu-2023/enter", data={"category_id": category.id})
    assert begun.status_code == 303
    entry = db.session.query(Entry).one()
    base = f"/entries/{entry.id}/edit"
    assert begun.location == f"{base}/work"
    work = {"version": entry.version, "title": "Chi bộ bám rẫy", "genre_id": genre, "theme_id": theme, "language": "vi"}
    assert client.post(f"{base}/work", data=work).location == f"{base}/authors"
    entry = queries.entry_whole(entry.id)
    part = {
        "version": entry.version,
        "parts-0-was": 1,
        "parts-0-outlet_name": "Báo Quy Nhơn",
        "parts-0-published_on": "05/11/2022",
        "parts-0-words": "1.250",
    }
    assert client.post(f"{base}/parts", data=part).location == f"{base}/files"
    entry = queries.entry_whole(entry.id)
    give_file(entry, need, cast.an)
    done = client.post(f"{base}/declaration", data={"version": entry.version, "declared": "y"})
    assert done.location == f"/entries/{entry.id}/submit"
    page = text_of(client.get(done.location))
    entry = queries.entry_whole(entry.id)
    assert entry.parts[0].published_on == date(2022, 11, 5)
    assert entry.parts[0].words == 1250
    sent = client.post(done.location, data={"version": entry.version})
    assert sent.location == f"/entries/{entry.id}/receipt", page
    assert "BI-001" in text_of(client.get(sent.location))
    again = client.post(done.location, data={"version": entry.version})
    assert again.location == f"/entries/{entry.id}/receipt"


@pytest.mark.parametrize("step", STEPS)
def test_every_step_shows_and_saves_an_empty_draft(edition, cast, client, step):
    client.enter_as(cast.an)
    entry = service.start(edition, edition.categories[1], owner=cast.an)
    assert client.get(f"/entries/{entry.id}/edit/{step}").status_code == 200
    assert (
        client.post(
            f"/entries/{entry.id}/edit/{step}",
            data={"version": queries.entry(entry.id).version, "act": "stay"},
        ).status_code
        == 303
    )


@pytest.mark.parametrize("needed", [True, False])
def test_a_link_that_the_rules_want_is_not_called_optional(edition, cast, client, needed):
    edition.categories[0].link_needed = needed
    draft = service.start(edition, edition.categories[0], owner=cast.an)
    page = client.enter_as(cast.an).get(f"/entries/{draft.id}/edit/parts").text
    label = re.search(r'<label[^>]*for="parts-0-url">.*?</label>.*', page)[0]
    assert ("không bắt buộc" in label) is not needed


def test_rows_are_added_and_taken_out_without_script(edition, cast, client):
    client.enter_as(cast.an)
    entry = service.start(edition, edition.categories[0], owner=cast.an)
    address = f"/entries/{entry.id}/edit/authors"
    rows = {"version": entry.version, "authors-0-full_name": "Lê Thị An", "lead": "authors-0", "act": "add"}
    added = client.post(address, data=rows)
    assert added.location == f"{address}?rows=more#last-row"
    assert 'name="authors-1-full_name"' in text_of(client.get(f"{address}?rows=more"))
    version = queries.entry(entry.id).version
    rows = {
        "version": version,
        "authors-0-full_name": "Lê Thị An",
        "authors-1-full_name": "Trần Bình",
        "lead": "authors-1",
        "act": "remove-authors-0",
    }
    assert client.post(address, data=rows).status_code == 303
    assert [(a.full_name, a.is_lead, a.position) for a in queries.entry(entry.id).authors] == [("Trần Bình", True, 1)]


def test_what_cannot_be_stored_is_said_at_its_field_and_typed_text_stays(edition, cast, client):
    client.enter_as(cast.an)
    entry = service.start(edition, edition.categories[0], owner=cast.an)
    rows = {
        "version": entry.version,
        "parts-0-title": "Kỳ một: giữ dân",
        "parts-0-published_on": "30/02/2023",
        "parts-0-words": "nhiều",
    }
    answer = client.post(f"/entries/{entry.id}/edit/parts", data=rows)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "19/05/2023" in page
    assert 'value="30/02/2023"' in page
    assert 'value="nhiều"' in page
    assert "Kỳ một: giữ dân" in page
    assert page.index('role="alert"') < page.index('href="#parts-0-words">1 · ')
    assert queries.entry(entry.id).version == entry.version


def test_two_tabs_lose_neither_text(edition, cast, client):
    client.enter_as(cast.an)
    entry = service.start(edition, edition.categories[0], owner=cast.an)
    address, shown = f"/entries/{entry.id}/edit/work", entry.version
    client.post(address, data={"version": shown, "title": "Tên của tab một", "language": "vi"})
    answer = client.post(address, data={"version": shown, "title": "Tên của tab hai", "language": "vi"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Tên của tab một" in page
    assert 'value="Tên của tab hai"' in page
    stored = queries.entry(entry.id)
    assert stored.title == "Tên của tab một"
    assert f'name="version" value="{stored.version}"' in page
    client.post(address, data={"version": stored.version, "title": "Tên của tab hai", "language": "vi"})
    assert queries.entry(entry.id).title == "Tên của tab hai"


def test_autosave_keeps_answers_and_notices_the_other_tab(edition, cast, client):
    client.enter_as(cast.an)
    entry = service.start(edition, edition.categories[0], owner=cast.an)
    address, shown = f"/entries/{entry.id}/autosave/work", entry.version
    first = client.post(address, data={"version": shown, "title": "Một", "language": "vi"})
    assert first.json["version"] == shown + 1
    assert first.json["saved_at"]
    stale = client.post(address, data={"version": shown, "title": "Hai", "language": "vi"})
    assert stale.status_code == 409
    assert [(one["name"], one["stored"], one["typed"]) for one in stale.json["both"]] == [("title", "Một", "Hai")]
    wrong = client.post(address, data={"version": first.json["version"], "title": "x" * 501, "language": "vi"})
    assert (wrong.status_code, list(wrong.json["errors"])) == (422, ["title"])
    assert queries.entry(entry.id).title == "Một"


def test_an_unchanged_save_changes_no_version(edition, cast, client):
    client.enter_as(cast.an)
    entry = ready_draft(edition, cast.an)
    for step in ("authors", "parts"):
        page = client.get(f"/entries/{entry.id}/edit/{step}")
        assert page.status_code == 200
    data = {
        "version": entry.version,
        "title": entry.title,
        "genre_id": entry.genre_id,
        "theme_id": entry.theme_id,
        "language": "vi",
        "summary": "",
    }
    assert client.post(f"/entries/{entry.id}/autosave/work", data=data).json["version"] == entry.version


def test_captions_are_written_and_files_moved_without_script(edition, cast, client):
    client.enter_as(cast.an)
    entry = ready_draft(edition, cast.an, category=1)
    give_file(entry, edition.categories[1].requirements[0], cast.an, part=None)
    first, second = entry.attachments
    rows = {
        "version": entry.version,
        "files-0-attachment_id": first.id,
        "files-0-caption": "Một",
        "files-1-attachment_id": second.id,
        "files-1-caption": "Hai",
        "act": f"up-{second.id}",
    }
    assert client.post(f"/entries/{entry.id}/edit/files", data=rows).status_code == 303
    held = queries.attachments_with_files([entry.id])[entry.id]
    assert [(one.caption, one.position) for one in held] == [("Hai", 1), ("Một", 2)]


def test_an_expired_session_says_so_in_json_and_keeps_a_form(edition, cast, client):
    entry = service.start(edition, edition.categories[0], owner=cast.an)
    lost = client.post(
        f"/entries/{entry.id}/autosave/work", data={"title": "Một"}, headers={"Accept": "application/json"}
    )
    assert lost.status_code == 401
    assert lost.json["message"]
    page = client.post(f"/entries/{entry.id}/edit/work", data={"title": "Chữ gõ rất lâu"})
    assert page.status_code == 401
    assert "Chữ gõ rất lâu" in text_of(page)


ADDRESSES = [
    *(f"edit/{step}" for step in STEPS),
    "",
    "submit",
    "receipt",
    "withdraw",
]


@pytest.mark.parametrize("part", ADDRESSES)
@pytest.mark.parametrize("who", ["cuong", "giang", "ha", "khanh", "lan"])
def test_strangers_find_nothing(edition, cast, client, part, who):
    cast.appoint(edition)
    entry = sent_in(edition, cast.an)
    client.enter_as(getattr(cast, who))
    assert client.get(f"/entries/{entry.id}/{part}".rstrip("/")).status_code == 404


@pytest.mark.parametrize("part", ["submit", "withdraw", "autosave/work", "uploads"])
def test_strangers_change_nothing(edition, cast, client, part):
    entry = ready_draft(edition, cast.an)
    client.enter_as(cast.cuong)
    assert client.post(f"/entries/{entry.id}/{part}", data={}).status_code == 404
    assert queries.entry(entry.id).state is EntryState.DRAFT


def test_a_draft_is_nobodys_business(edition, cast, client):
    cast.appoint(edition)
    entry = ready_draft(edition, cast.an)
    for who in (cast.dung, cast.hung, cast.mai):
        client.enter_as(who)
        assert client.get(f"/entries/{entry.id}").status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "dung", "hung", "mai"])
def test_its_people_its_contact_and_the_office_read_it(edition, cast, client, who):
    cast.appoint(edition)
    entry = ready_draft(edition, cast.an)
    authors = [
        {"full_name": "Lê Thị An", "email": "an@example.vn", "outlet_id": cast.paper.id},
        {"full_name": "Trần Bình", "email": "binh@example.vn"},
    ]
    _ = cast.binh
    service.save_authors(entry, authors, version=None, actor=cast.an)
    service.submit(entry, actor=cast.an)
    client.enter_as(getattr(cast, who))
    for part in ("", "/receipt"):
        assert "Chi bộ bám rẫy" in text_of(client.get(f"/entries/{entry.id}{part}"))
    edits = client.get(f"/entries/{entry.id}/edit/work").status_code
    assert edits == (303 if who == "an" else 404)


@pytest.mark.parametrize("who", ["giang", "dung", "hung"])
def test_who_may_not_enter_is_told_so(edition, cast, client, who):
    cast.appoint(edition)
    client.enter_as(getattr(cast, who))
    page = client.get("/editions/thu-2023/enter")
    assert page.status_code == 200
    assert "category_id" not in text_of(page)
    refused = client.post("/editions/thu-2023/enter", data={"category_id": edition.categories[0].id})
    assert refused.status_code == 422
    assert db.session.query(Entry).count() == 0


def test_withdrawing_asks_once_more(edition, cast, client):
    entry = sent_in(edition, cast.an)
    client.enter_as(cast.an)
    assert client.get(f"/entries/{entry.id}/withdraw").status_code == 200
    assert client.post(f"/entries/{entry.id}/withdraw", data={"reason": "Đăng lại"}).status_code == 303
    assert queries.entry(entry.id).state is EntryState.WITHDRAWN


def test_a_stale_submission_shows_the_page_again(edition, cast, client):
    entry = ready_draft(edition, cast.an)
    client.enter_as(cast.an)
    answer = client.post(f"/entries/{entry.id}/submit", data={"version": entry.version - 1})
    assert answer.status_code == 422
    assert "Xem lại trước khi gửi" in text_of(answer)
    assert queries.entry(entry.id).state is EntryState.DRAFT


@pytest.mark.parametrize("state", EntryState)
def test_the_page_of_a_work_in_every_state(edition, cast, client, state):
    entry = make_entry(edition, cast.an, state=state, state_reason="Vì sao" if state != "draft" else None)
    client.enter_as(cast.an)
    assert client.get(f"/entries/{entry.id}").status_code == 200


def test_my_list_asks_the_same_of_the_database_however_long(edition, cast, client):
    client.enter_as(cast.an)
    counts = []
    for length in (1, 3, 30):
        while db.session.query(Entry).count() < length:
            number = db.session.query(Entry).count()
            make_entry(
                edition, cast.an, f"Bài {number}", state=EntryState.DRAFT if number % 2 == 0 else EntryState.SUBMITTED
            )
        counts.append(statements_of(client, "/my-works"))
    assert len(set(counts)) == 1, counts


def test_a_step_asks_the_same_of_the_database_however_many_rows(edition, cast, client):
    client.enter_as(cast.an)
    entry = ready_draft(edition, cast.an)
    counts = set()
    for length in (1, 3, 30):
        authors = [
            {"full_name": f"Tác giả {number}", "email": f"t{number}@example.vn", "outlet_id": cast.paper.id}
            for number in range(length)
        ]
        service.save_authors(entry, authors, version=None, actor=cast.an)
        service.save_parts(
            entry,
            [{"title": f"Kỳ {number}", "outlet_id": cast.paper.id} for number in range(length)],
            version=None,
            actor=cast.an,
        )
        for number in range(1, length + 1):
            if all(held.part_position != number for held in entry.attachments):
                give_file(entry, edition.categories[0].requirements[0], cast.an, part=number, state=FileState.STORED)
        counts.add(
            tuple(
                statements_of(client, f"/entries/{entry.id}/{page}")
                for page in ("edit/authors", "edit/parts", "edit/files", "submit")
            )
        )
        entry = queries.entry_whole(entry.id)
    assert len(counts) == 1, counts


def row_of(page: str, clause: str) -> str:
    """The words of one row of the table of clauses."""
    [row] = re.findall(rf"<tr[^>]*>(?:(?!</tr>).)*?{clause}.*?</tr>", page, re.S)
    return " ".join(re.sub(r"<[^>]*>", " ", row).split())


def measured(entry, width: int, height: int) -> None:
    [held] = entry.attachments
    file = db.session.get(StoredFile, held.file_id)
    file.type_found, file.probe = "image/jpeg", {"width": width, "height": height}
    db.session.commit()


def test_author_and_office_read_how_large_a_picture_is_beside_how_large_it_has_to_be(edition, cast, client):
    cast.appoint(edition)
    edition.categories[1].requirements[0].least_pixels = 3000
    entry = ready_draft(edition, cast.an, category=1)
    measured(entry, 2000, 2999)
    client.enter_as(cast.an)
    assert "Cạnh dài mỗi ảnh từ 3.000 điểm ảnh." in text_of(client.get(f"/entries/{entry.id}/edit/files"))
    page = text_of(client.get(f"/entries/{entry.id}/submit"))
    assert row_of(page, "Kích thước ảnh").endswith(
        "2.999 điểm ảnh. Gửi ảnh ở kích thước gốc và bỏ ảnh nhỏ. cạnh dài từ 3.000 điểm ảnh Trái thể lệ"
    )
    measured(queries.entry_whole(entry.id), 3000, 2000)
    assert (
        client.post(f"/entries/{entry.id}/submit", data={"version": queries.entry(entry.id).version}).status_code == 303
    )
    measured(queries.entry_whole(entry.id), 1400, 900)
    office = text_of(client.enter_as(cast.dung).get(f"/entries/{entry.id}/screening"))
    assert "nhỏ nhất: 1.400 điểm ảnh. · Thể lệ: cạnh dài từ 3.000 điểm ảnh" in office
