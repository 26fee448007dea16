"""The council's pages: the secretary prepares, the chair releases, nobody else knows."""

import pytest

from award.council import queries, service
from award.council.states import PrizeState
from award.db import db
from award.entries.states import EntryState
from award.outbox.rendering import render
from tests.council.support import marked_works
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry

PAGE = "/editions/thu-2023/prizes"


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


def test_a_whole_session(client, cast, edition):
    marked_works(edition, cast.an, "9", "8", "7")
    client.enter_as(cast.dung)
    assert "Giải A" in client.get(PAGE).get_data(as_text=True)
    assert client.post(f"{PAGE}/proposal").status_code == 303
    assert client.get(f"{PAGE}/release").status_code == 404
    assert client.post(f"{PAGE}/release").status_code == 404
    client.leave().enter_as(cast.hung)
    assert client.post(f"{PAGE}/proposal").status_code == 404
    assert "an@example.vn" in client.get(f"{PAGE}/release").get_data(as_text=True)
    assert client.post(f"{PAGE}/release").status_code == 303
    assert {prize.state for prize in queries.prizes(edition.id)} == {PrizeState.RELEASED}
    assert client.get(PAGE).status_code == 200


def test_after_the_release_an_author_is_led_to_the_results(client, cast, edition):
    (work,) = marked_works(edition, cast.an, "9")
    results, leaving = "/e/thu-2023/results", f"/entries/{work.id}/withdraw"
    before = client.enter_as(cast.an).get(f"/entries/{work.id}").get_data(as_text=True)
    assert results not in before
    assert leaving in before
    service.propose(edition, actor=cast.dung)
    service.release(edition, actor=cast.hung)
    after = client.get(f"/entries/{work.id}").get_data(as_text=True)
    assert results in after
    assert leaving not in after
    assert f'<a href="{results}">Kết quả đã công bố' in client.get("/my-works").get_data(as_text=True)


def test_a_work_of_an_earlier_year_has_its_results_when_the_next_year_has_begun(client, cast, edition):
    marked_works(edition, cast.an, "9")
    service.propose(edition, actor=cast.dung)
    service.release(edition, actor=cast.hung)
    make_entry(make_edition("thu-2024", year=2024), cast.an, "Bài của năm sau", state=EntryState.ELIGIBLE)
    page = client.enter_as(cast.an).get("/my-works").get_data(as_text=True)
    assert page.count('<a href="/e/thu-2023/results">Kết quả đã công bố') == 1
    assert page.count("Chờ Hội đồng chấm") == 1


def test_a_refused_prize_keeps_what_was_typed(client, cast, edition):
    marked_works(edition, cast.an, "9", "8")
    client.enter_as(cast.dung)
    answer = client.post(f"{PAGE}/give", data={"work": "bi-002", "level": "a"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="bi-002"' in page
    assert 'id="departure-error"' in page
    assert client.post(f"{PAGE}/give", data={"work": "BI-999", "level": "a"}).status_code == 422
    assert queries.prizes(edition.id) == []


def test_a_prize_is_given_and_taken_back(client, cast, edition):
    marked_works(edition, cast.an, "9")
    client.enter_as(cast.dung)
    assert client.post(f"{PAGE}/give", data={"work": "bi-001", "level": "a"}).status_code == 303
    (prize,) = queries.prizes(edition.id)
    assert client.post(f"/prizes/{prize.id}/take-back").status_code == 303
    assert queries.prizes(edition.id) == []


def test_a_tie_is_shown_to_the_council(client, cast, edition):
    marked_works(edition, cast.an, "9", "9", "8")
    page = client.enter_as(cast.dung).get(PAGE).get_data(as_text=True)
    assert "BI-001, BI-002" in page
    assert f"{PAGE}/proposal" not in page


@pytest.mark.parametrize("who", ["an", "cuong", "giang", "mai"])
def test_nobody_else_knows_of_the_prizes(client, cast, edition, who):
    client.enter_as(getattr(cast, who))
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}/give").status_code == 404


def test_an_observer_reads_the_table_and_changes_nothing(client, cast, edition):
    marked_works(edition, cast.an, "9")
    page = client.enter_as(cast.khanh).get(PAGE).get_data(as_text=True)
    assert "10.000.000" in page
    assert f"{PAGE}/proposal" not in page
    assert "Báo Bình Định" not in page
    assert "Đề xuất: Giải A" in client.get(f"{PAGE}/trace").get_data(as_text=True)
    for path in ("proposal", "give", "release"):
        assert client.post(f"{PAGE}/{path}").status_code == 404
    service.propose(edition, actor=cast.dung)
    service.release(edition, actor=cast.hung)
    db.session.commit()
    assert "Giải A" in client.get(f"{PAGE}/trace").get_data(as_text=True)


def test_a_release_without_prizes_says_so_once_and_what_comes_first(client, cast, edition):
    marked_works(edition, cast.an, "9")
    client.enter_as(cast.hung)
    refused = client.post(f"{PAGE}/release")
    assert refused.status_code == 422
    for answer in (refused, client.get(f"{PAGE}/release")):
        text = answer.get_data(as_text=True)
        assert text.count("Chưa dự kiến giải nào") == text.count("Thư ký dự kiến giải từ bảng xếp hạng") == 1


def test_the_page_asks_no_more_of_the_database_when_there_are_more_works(client, cast, edition):
    client.enter_as(cast.dung)
    asked = []
    for scores in (["9"], ["8", "7"], [f"{number}/10" for number in range(27)]):
        marked_works(edition, cast.an, *scores)
        if not queries.prizes(edition.id):
            service.propose(edition, actor=cast.dung)
        asked.append(statements_of(client, PAGE))
    assert asked[0] == asked[1] == asked[2]


def test_the_letter_can_be_written_in_both_languages(world):
    values = {"name": "Lê Thị An", "work": "Chi bộ", "code": "BI-001", "prize": "Giải A", "award": "Giải báo chí"}
    values |= {"organiser": "Hội Nhà báo", "edition_code": "thu-2023"}
    for tongue in ("vi", "en"):
        subject, body = render("council/prize", values, tongue=tongue, address=lambda endpoint, **more: endpoint)
        assert "Giải A" in subject
        assert "BI-001" in body
