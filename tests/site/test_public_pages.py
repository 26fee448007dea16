"""What the public sees: dates, rules, results once they are released, help."""

import pytest

from award.council.states import PrizeState
from award.db import db
from award.editions.states import ROUND, EditionState
from award.entries.states import EntryState
from award.intake.states import INTAKE
from award.site.topics import TOPICS
from tests.gallery.making import award_prize, show_work
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_home_without_an_edition_says_what_will_come(client):
    assert "Hiện chưa có kỳ giải nào" in text_of(client, "/")


def test_home_shows_dates_and_the_way_in(client, cast):
    make_edition()
    page = text_of(client, "/")
    assert "Hạn nhận tác phẩm" in page
    assert "Vòng sơ khảo" in page
    assert "/editions/thu-2023/enter" in page


def test_an_edition_that_is_over_leads_to_its_results_and_stands_under_the_next_with_its_year_once(client, cast):
    over = make_edition(state=EditionState.CLOSED)
    over.title = "Giải báo chí năm 2023"
    award_prize(over, make_entry(over, cast.an, state=EntryState.ELIGIBLE))
    page = text_of(client, "/")
    assert "Xem kết quả" in page
    assert "/e/thu-2023/how-to-enter" not in page
    make_edition("thu-2024").year = 2024
    db.session.flush()
    page = text_of(client, "/")
    assert "Giải báo chí năm 2023" in page
    assert "2023 2023" not in page


def test_an_edition_in_preparation_is_for_its_office_alone(client, cast):
    cast.appoint(make_edition(state=EditionState.PREPARING))
    assert client.get("/e/thu-2023/rules").status_code == 404
    assert client.enter_as(cast.dung).get("/e/thu-2023/rules").status_code == 200


def test_rules_show_limits_criteria_prizes_and_themes(client, cast):
    make_edition()
    page = text_of(client, "/e/thu-2023/rules")
    for part in ("Bản chụp trang báo", "Tính phát hiện", "Giải A", "10.000.000", "Công tác cán bộ", "Điều 1."):
        assert part in page


def test_results_stay_hidden_until_they_are_released(client, cast):
    edition = make_edition()
    award_prize(edition, make_entry(edition, cast.an, state=EntryState.ELIGIBLE), state=PrizeState.PREPARED)
    page = text_of(client, "/e/thu-2023/results")
    assert "Chi bộ bám rẫy" not in page
    assert "Chưa có kết quả" in page


def test_results_name_work_authors_with_pen_names_and_outlet(client, cast):
    edition = make_edition()
    entry = make_entry(edition, cast.an, state=EntryState.ELIGIBLE)
    entry.authors[0].pen_names = "Lê An"
    award_prize(edition, entry)
    page = text_of(client, "/e/thu-2023/results")
    for part in ("Chi bộ bám rẫy", "Lê Thị An (Lê An)", "Báo Bình Định", "Giải A"):
        assert part in page
    assert "/e/thu-2023/results" in text_of(client, "/")


def test_results_stand_by_prize_with_every_kind_and_lead_to_the_works_that_are_shown(client, cast):
    edition = make_edition()
    high, low = (make_entry(edition, cast.an, title, EntryState.ELIGIBLE) for title in ("Bài cao", "Bài thấp"))
    award_prize(edition, low, level=1)
    award_prize(edition, high)
    db.session.add(db.session.merge(cast.paper))
    db.session.flush()
    collective = award_prize(edition, low)
    collective.entry_id, collective.organisation_id, collective.recipient = None, cast.paper.id, "Báo được giải"
    show_work(low, cast.an)
    page = text_of(client, "/e/thu-2023/results").split("<main")[1]
    found = [page.index(part) for part in ("Giải A</span></h2>", "Bài cao", "Giải B</span></h2>", "Bài thấp")]
    assert found == sorted(found)
    assert "Báo được giải" in page
    assert f'href="/e/thu-2023/works/{low.code}"' in page
    assert f"/works/{high.code}" not in page


def test_results_ask_the_same_for_any_number(client, cast):
    edition = make_edition()
    counts = []
    for many in (1, 2, 27):
        for number in range(many):
            award_prize(edition, make_entry(edition, cast.an, f"Bài {number}", EntryState.ELIGIBLE))
        counts.append(statements_of(client, "/e/thu-2023/results"))
    assert len(set(counts)) == 1


@pytest.mark.parametrize("topic", TOPICS)
def test_each_kind_of_person_has_a_help_page(client, topic):
    assert client.get(f"/help/{topic}").status_code == 200


def test_the_help_for_authors_follows_the_table_of_states(client):
    client.set_cookie("language", "en")
    page = text_of(client, "/help/author")
    assert all(state.label in page for state in EntryState)


@pytest.mark.parametrize(("topic", "table"), [("secretary", INTAKE), ("judge", None), ("chair", ROUND)])
def test_help_says_what_can_be_done_as_the_tables_of_states_have_it(client, topic, table):
    client.set_cookie("language", "en")
    page = text_of(client, f"/help/{topic}")
    wanted = [act.label for act in table.transitions.values()] if table else ["Confirm the sheet", "Declare a conflict"]
    assert [label for label in wanted if label not in page] == []


def test_every_page_names_the_zone_of_its_times(client):
    assert "Mọi giờ ghi theo giờ Việt Nam" in text_of(client, "/help/public")


def test_there_is_no_help_on_what_does_not_exist(client):
    assert client.get("/help/wizard").status_code == 404
