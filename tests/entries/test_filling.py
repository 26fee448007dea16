"""Saving the steps: texts as people type them, rows in order, files that follow their part."""

import unicodedata
from datetime import date

import pytest

from award.audit.queries import history
from award.entries import queries, service
from award.kit.refusals import Refusal, Stale
from tests.entries.making import give_file, ready_draft
from tests.support.editions import make_edition


@pytest.fixture
def edition(world):
    return make_edition()


@pytest.fixture
def draft(edition, cast):
    return service.start(edition, edition.categories[0], owner=cast.an)


def save_parts(entry, *rows):
    service.save_parts(entry, rows, version=None, actor=None)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (unicodedata.normalize("NFD", "Xây dựng Đảng"), "Xây dựng Đảng"),
        ("  Đảng viên 🌾 đi trước \x00", "Đảng viên 🌾 đi trước"),
        ("Ơ\r\nƯ", "Ơ\nƯ"),
    ],
)
def test_titles_have_one_form(draft, cast, typed, stored):
    service.save_work(draft, {"title": typed}, version=draft.version, actor=cast.an)
    assert draft.title == stored


def test_search_finds_without_diacritics(draft, cast):
    service.save_work(draft, {"title": "Xây dựng Đảng"}, version=None, actor=cast.an)
    authors = [{"full_name": "Nguyễn Thị  Minh Khai", "pen_names": "Đá Núi"}]
    service.save_authors(draft, authors, version=None, actor=cast.an)
    for words in ("xay dung dang", "nguyen thi minh khai", "da nui", "bao binh dinh"):
        assert words in draft.search_text


def test_a_stale_version_is_refused_and_nothing_changes(draft, cast):
    with pytest.raises(Stale):
        service.save_work(draft, {"title": "Khác"}, version=draft.version - 1, actor=cast.an)
    assert draft.title == ""


def test_the_same_text_from_an_earlier_version_is_no_conflict(draft, cast):
    shown = draft.version
    for _ in range(2):
        service.save_work(draft, {"title": "Khác"}, version=shown, actor=cast.an)
        service.save_authors(draft, [{"full_name": "Lê Thị An"}], version=None, actor=cast.an)
    assert (draft.title, draft.version) == ("Khác", shown + 2)


def test_a_genre_of_another_category_is_refused(edition, draft, cast):
    with pytest.raises(Refusal) as refused:
        service.save_work(draft, {"genre_id": edition.categories[1].genres[0].id}, version=None, actor=cast.an)
    assert refused.value.field == "genre_id"


def test_authors_are_known_by_account_then_address_then_name_and_outlet(draft, cast):
    rows = [
        {"full_name": "Trần Bình", "email": " BINH@Example.vn", "is_lead": True},
        {"full_name": "Không Tài Khoản", "email": "xa@example.vn"},
        {"full_name": "Võ  Thị Sáu", "outlet_id": cast.paper.id},
        {"full_name": "", "pen_names": "", "email": ""},
    ]
    _ = cast.binh
    service.save_authors(draft, rows, version=None, actor=cast.an)
    assert [(a.position, a.identity_key, a.is_lead) for a in draft.authors] == [
        (1, f"person:{cast.binh.id}", True),
        (2, "email:xa@example.vn", False),
        (3, "name:vo thi sau/bao binh dinh", False),
    ]


def test_one_address_is_one_author(draft, cast):
    rows = [{"full_name": "Trần Bình", "email": "b@example.vn"}, {"full_name": "Bình Trần", "email": "B@example.vn"}]
    with pytest.raises(Refusal, match="same address"):
        service.save_authors(draft, rows, version=None, actor=cast.an)


def test_the_record_keeps_names_and_no_addresses(draft, cast):
    service.save_authors(
        draft, [{"full_name": "Trần Bình", "email": "kin@example.vn", "phone": "0905"}], version=None, actor=cast.an
    )
    last = history(draft)[-1]
    assert "Trần Bình" in str(last.after)
    assert "kin@example.vn" not in f"{last.before}{last.after}"
    assert "0905" not in f"{last.before}{last.after}"


def test_a_part_keeps_the_outlets_name_of_its_day(draft, cast):
    from award.accounts.models import OrganisationName

    cast.paper.names.append(OrganisationName(name="Báo và Đài Bình Định", valid_from=date(2023, 6, 1)))
    save_parts(
        draft,
        {"outlet_id": cast.paper.id, "published_on": date(2023, 5, 31)},
        {"outlet_id": cast.paper.id, "published_on": date(2023, 6, 1), "url": "www.baobinhdinh.vn/2"},
    )
    assert [part.outlet_name for part in draft.parts] == ["Báo Bình Định", "Báo và Đài Bình Định"]
    assert draft.parts[1].url == "https://www.baobinhdinh.vn/2"


def test_files_follow_their_part(edition, draft, cast):
    need = edition.categories[0].requirements[0]
    save_parts(draft, {"title": "Một"}, {"title": "Hai"}, {"title": "Ba"})
    held = [give_file(draft, need, cast.an, part=number).id for number in (1, 2, 3)]
    save_parts(draft, {"title": "Ba", "was": 3}, {"title": "Một", "was": 1}, {"title": "Bốn", "was": None})
    places = {attachment.file_id: attachment.part_position for attachment in draft.attachments}
    assert [places[file_id] for file_id in held] == [2, None, 1]


def test_captions_and_order(edition, cast):
    entry = ready_draft(edition, cast.an, category=1)
    need = edition.categories[1].requirements[0]
    give_file(entry, need, cast.an, part=None)
    first, second = entry.attachments
    service.save_files(entry, {second.id: {"caption": "Cử tri già nhất làng"}}, version=entry.version, actor=cast.an)
    service.move(entry, second.id, -1, actor=cast.an)
    assert [held.caption for held in sorted(entry.attachments, key=lambda held: held.position)] == [
        "Cử tri già nhất làng",
        "Chú thích",
    ]
    service.move(entry, second.id, -1, actor=cast.an)
    assert (first.position, second.position) == (2, 1)


def test_earlier_prizes_are_kept_and_empty_rows_are_not(draft, cast):
    prizes = [{"contest": "Giải báo chí tỉnh", "level": "B", "year": 2022}, {"contest": " ", "year": None}]
    service.save_prizes(draft, prizes, version=None, actor=cast.an)
    assert [(prize.contest, prize.level, prize.year) for prize in draft.prizes] == [("Giải báo chí tỉnh", "B", 2022)]


def test_saving_the_same_again_leaves_no_trace(edition, cast):
    entry = ready_draft(edition, cast.an)
    version, events = entry.version, len(history(entry))
    service.save_work(entry, {"title": entry.title}, version=version, actor=cast.an)
    service.declare(entry, True, version=version, actor=cast.an)
    assert (entry.version, len(history(entry))) == (version, events)


def test_a_detached_file_is_given_up(edition, cast):
    entry = ready_draft(edition, cast.an)
    file_id = entry.attachments[0].file_id
    service.detach(entry, file_id, actor=cast.an)
    service.detach(entry, file_id, actor=cast.an)
    assert entry.attachments == []
    assert queries.attachments_with_files([entry.id])[entry.id] == []


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"requirement_id": "x"}, "does not ask"),
        ({"part_position": 7}, "no such part"),
        ({"part_position": "1"}, "no such part"),
        ({"name": None}, "Name and size"),
        ({"size": True}, "Name and size"),
        ({"size": 0}, None),
        ({"size": 60_000_000}, None),
        ({"name": "virus.exe"}, None),
    ],
)
def test_a_promise_that_cannot_be_kept_leaves_the_entry_as_it_was(edition, draft, cast, asked, sentence):
    need = edition.categories[0].requirements[0]
    promise = {"requirement_id": str(need.id), "part_position": 1, "name": "trang 1.pdf", "size": 1000, **asked}
    with pytest.raises(Refusal, match=sentence):
        service.begin_upload(draft, **promise, actor=cast.an)
    assert draft.attachments == []


def test_the_limit_of_files_holds_at_the_promise(edition, draft, cast):
    need = edition.categories[0].requirements[0]
    promise = {"requirement_id": need.id, "part_position": 1, "name": "trang 1.pdf", "size": 1000}
    for _ in range(need.most):
        service.begin_upload(draft, **promise, actor=cast.an)
    with pytest.raises(Refusal, match="at most 3"):
        service.begin_upload(draft, **promise, actor=cast.an)
