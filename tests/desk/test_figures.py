"""The figures of an edition: equal to counting one by one, told as far as the reader may know, the same in every form."""

import io
import random
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date, datetime

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from pypdf import PdfReader

from award.accounts.models import Person
from award.accounts.states import Role
from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.desk import queries, sections, years
from award.desk.figures import Knows
from award.entries.models import Entry
from award.entries.states import SENT_IN, EntryState
from award.forwarding import service as forwarding
from award.forwarding.states import Stage
from award.judging.states import TaskState
from award.kit import clock
from award.kit.messages import Message
from tests.desk.test_desk import give_task
from tests.forwarding.scene import Scene
from tests.support.cast import grant, organisation
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry

PAGE = "/desk/thu-2023"
ALL = Knows(prizes=True, prized_outlets=True, progress=True)


@pytest.fixture
def scene(cast) -> Scene:
    made = Scene(cast)
    grant(cast.giang, Role.JUDGE, made.edition)
    return made


def found_of(edition, knows=ALL) -> dict:
    counted = queries.years_counted()
    told = years.chosen(counted, edition, lambda one: True)
    forwarded = queries.forwarded_of(one.edition_id for one in told)
    beside = years.beside(told, forwarded, lambda one: True, lambda one: True)
    return {one.code: one for one in sections.sections(queries.facts(edition.id, knows, beside, forwarded))}


def edition_of(year: int):
    made = make_edition(f"ky-{year}")
    made.year, made.short_title = year, f"Kỳ giải {year}"
    db.session.flush()
    return made


def told(section) -> dict:
    return {str(one.label) if isinstance(one.label, Message) else one.label: one.figures for one in section.lines}


def one_by_one(entries, prized) -> tuple:
    """Received, eligible, ineligible, prized."""
    sent = [one for one in entries if one.state in SENT_IN]
    states = Counter(one.state for one in sent)
    return len(sent), states[EntryState.ELIGIBLE], states[EntryState.INELIGIBLE], sum(one.id in prized for one in sent)


def fill(scene, cast, number: int, seed: int) -> tuple[list, set]:
    """Works of every kind by people of two outlets, one without a branch; some prized."""
    rng = random.Random(seed)
    for _ in range(number):
        work = make_entry(
            scene.edition,
            rng.choice([cast.an, cast.binh, cast.cuong]),
            state=rng.choice(list(EntryState)),
            category=rng.randrange(2),
        )
        work.theme_id = rng.choice([scene.edition.themes[1].id, None])
        if work.state is EntryState.ELIGIBLE and rng.random() < 0.5:
            scene.award(work, state=PrizeState.PREPARED)
    db.session.flush()
    prized = set(db.session.scalars(sa.select(Prize.entry_id)))
    return list(db.session.scalars(sa.select(Entry).order_by(Entry.id))), prized


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_is_what_counting_one_by_one_finds(scene, cast, seed):
    entries, prized = fill(scene, cast, 40, seed)
    found, edition = found_of(scene.edition), scene.edition
    assert told(found["states"]) == {state: (n,) for state, n in Counter(one.state for one in entries).items()}
    for category in edition.categories:
        own = [one for one in entries if one.category_id == category.id]
        assert told(found["media"])[category.media_type] == one_by_one(own, prized)
    for theme in edition.themes:
        own = [one for one in entries if one.theme_id == theme.id]
        assert told(found["themes"])[theme.name] == one_by_one(own, prized)
    people = {one.id: one for one in db.session.scalars(sa.select(Person))}
    for outlet in (cast.paper, cast.station):
        own = [one for one in entries if people[one.owner_id].outlet_id == outlet.id]
        assert told(found["outlets"])[outlet.names[0].name] == one_by_one(own, prized)
    own = [one for one in entries if people[one.owner_id].branch_id == cast.branch.id]
    assert told(found["branches"])["Chi hội Báo Bình Định"] == one_by_one(own, prized)
    whole = one_by_one(entries, prized)
    assert found["media"].sum == found["outlets"].sum == found["branches"].sum == whole
    assert sum(figures[0] for figures in told(found["branches"]).values()) == whole[0]
    assert found["weeks"].sum == whole[:1]
    assert found["prizes"].sum[0] == len(prized) == whole[3]
    for one in (found[code] for code in ("states", "media", "themes", "weeks", "prizes")):
        assert one.sum == tuple(map(sum, zip(*(line.figures for line in one.lines), strict=True))), one.code
    assert told(found["years"])[edition.year][:2] == whole[:2]


def test_themes_without_a_work_stand_in_the_plans_order_and_are_named(scene, cast):
    make_entry(scene.edition, cast.an).theme_id = scene.edition.themes[1].id
    make_entry(scene.edition, cast.an, state=EntryState.DRAFT)
    found = found_of(scene.edition)["themes"]
    assert [(line.label, line.figures[0]) for line in found.lines] == [
        ("Xây dựng tổ chức cơ sở đảng", 0),
        ("Công tác cán bộ", 1),
    ]
    assert found.missing.values == {"count": 1, "all": 2, "names": "Xây dựng tổ chức cơ sở đảng"}
    make_entry(scene.edition, cast.an)
    assert found_of(scene.edition)["themes"].missing.text == "Every theme of the plan has a work."


def test_a_work_of_two_outlets_counts_for_both_and_a_renamed_outlet_has_one_line(scene, cast):
    work = make_entry(scene.edition, cast.an)
    make_entry(scene.edition, cast.an).parts[0].outlet_name = "Tên cũ của báo"
    work.parts.append(type(work.parts[0])(position=2, outlet_name="Trang tin huyện"))
    work.parts.append(type(work.parts[0])(position=3, outlet_name=""))
    db.session.flush()
    assert {name: figures[0] for name, figures in told(found_of(scene.edition)["outlets"]).items()} == {
        "Báo Bình Định": 2,
        "Trang tin huyện": 1,
    }


def test_judges_are_told_with_their_tasks_and_never_a_mark(scene, cast):
    for state in (TaskState.PUBLISHED, TaskState.OPENED, TaskState.SCORED, TaskState.PROPOSED):
        give_task(scene.edition, make_entry(scene.edition, cast.an), cast.giang, state)
    found = found_of(scene.edition)
    assert told(found["judges-1"]) == {"Võ Giang": (3, 1, 2, 0)}
    assert found["judges-1"].sum == found["rounds"].lines[0].figures == (3, 1, 2, 0)


def test_what_was_forwarded_and_came_back_stands_beside_earlier_editions(scene, cast):
    works = [scene.work(f"Bài {number}") for number in range(3)]
    batch = scene.frozen(*works)
    forwarding.note_outcome(batch, works[0].id, stage=Stage.PRIZED, prize="Giải B", actor=cast.dung)
    earlier = edition_of(2022)
    make_entry(earlier, cast.an, state=EntryState.INELIGIBLE)
    later = edition_of(2024)
    make_entry(later, cast.an)
    found = found_of(scene.edition)
    assert told(found["forwarded"]) == {"Giải Búa liềm vàng lần thứ VIII – 2023": (3, 1, 1, 1)}
    rows = {line.label: line.figures for line in found["years"].lines}
    assert rows == {2022: (1, 0, 100, 0, 0, 0), 2023: (3, 3, 0, 3, 3, 1)}


def test_prizes_are_told_to_who_may_know_them(client, scene, cast):
    scene.award(scene.work("Bài A", prized=False), state=PrizeState.PREPARED)
    pages = {}
    for person in (cast.dung, cast.hung, cast.khanh, cast.lan):
        pages[person] = client.leave().enter_as(person).get(PAGE).text
    assert all('id="prizes"' in pages[person] for person in (cast.dung, cast.hung, cast.khanh))
    assert 'id="prizes"' not in pages[cast.lan]
    assert "Đạt giải" not in pages[cast.lan].partition('id="years"')[0].partition("<main")[2].replace(
        "Đạt giải cấp trên", ""
    )
    assert 'id="rounds"' not in pages[cast.lan]
    outlets = {person: text.partition('id="outlets"')[2].partition("</thead>")[0] for person, text in pages.items()}
    assert "Đạt giải" in outlets[cast.dung]
    assert "Đạt giải" not in outlets[cast.khanh]
    for prize in db.session.scalars(sa.select(Prize)):
        prize.state, prize.released_at = PrizeState.RELEASED, scene.edition.created_at
    db.session.commit()
    assert 'id="prizes"' in client.leave().enter_as(cast.lan).get(PAGE).text


def test_an_edition_whose_results_are_not_out_is_told_to_its_own_office_only(client, scene, cast):
    scene.work()
    earlier = edition_of(2022)
    make_entry(earlier, cast.an)
    assert "Kỳ giải 2022" not in client.enter_as(cast.khanh).get(PAGE).text
    grant(cast.khanh, Role.OBSERVER, earlier)
    db.session.commit()
    assert "Kỳ giải 2022" in client.get(PAGE).text


@pytest.mark.parametrize("form", ["", "/figures.xlsx", "/figures.pdf"])
def test_the_figures_are_for_the_office_in_every_form(client, scene, cast, form):
    for person, status in ((cast.an, 404), (cast.giang, 404), (cast.khanh, 200), (cast.lan, 200)):
        answer = client.leave().enter_as(person).get(PAGE + form)
        assert answer.status_code == status
        answer.close()


@pytest.mark.parametrize("name", ["dung", "khanh", "lan"])
def test_the_page_asks_no_more_of_the_database_when_there_is_more(client, scene, cast, name):
    client.enter_as(getattr(cast, name))
    asked = []
    for many in (1, 3, 30):
        for number in range(many):
            entry = scene.work(f"Bài {number}")
            entry.parts[0].outlet_id = organisation(f"Báo {many} {number}").id
            give_task(scene.edition, entry, cast.giang)
        db.session.commit()
        asked.append(statements_of(client, PAGE))
    assert len(set(asked)) == 1


def test_charts_are_pictures_with_every_figure_in_words(client, scene, cast):
    scene.edition.themes[0].name = "Cán bộ <& đảng viên>"
    make_entry(scene.edition, cast.an)
    page = client.enter_as(cast.khanh).get(PAGE).text
    drawn = [
        "<svg" + part.partition("</svg>")[0] + "</svg>" for part in page.split("<svg")[1:] if 'class="chart"' in part
    ]
    trees = [ET.fromstring(one) for one in drawn]
    names = [tree.get("aria-labelledby") for tree in trees]
    assert len(set(names)) == len(names) >= 6
    space = "{http://www.w3.org/2000/svg}"
    for tree in trees:
        assert tree.get("role") == "img"
        assert [tree.find(space + kind).get("id") for kind in ("title", "desc")] == tree.get("aria-labelledby").split()
    themes = next(tree for tree in trees if tree.get("aria-labelledby").startswith("chart-themes"))
    assert "Cán bộ <& đảng viên>: 1; Công tác cán bộ: 0" in themes.find(space + "desc").text


def test_the_workbook_has_numbers_and_days_and_heads_that_stay(client, scene, cast):
    entries, _prized = fill(scene, cast, 20, 1)
    answer = client.enter_as(cast.khanh).get(f"{PAGE}/figures.xlsx")
    book = load_workbook(io.BytesIO(answer.data))
    answer.close()
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
    weeks = book["Theo tuần gửi"]
    assert isinstance(weeks["A2"].value, datetime)
    assert isinstance(weeks["B2"].value, int)
    media = [row[1] for row in book["Theo loại hình báo chí"].iter_rows(min_row=2, values_only=True)]
    assert sum(media) == sum(one.state in SENT_IN for one in entries)
    assert book["So với các kỳ trước"]["A2"].value == 2023


def test_the_pdf_says_what_the_page_says_with_its_charts_and_is_the_same_twice(client, scene, cast):
    fill(scene, cast, 20, 1)
    client.enter_as(cast.khanh)
    with clock.at(clock.now()):
        first, second = (client.get(f"{PAGE}/figures.pdf").data for _ in range(2))
    reader = PdfReader(io.BytesIO(first))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Mức bao phủ chủ đề của kế hoạch" in text
    assert "1/2 chủ đề chưa có tác phẩm: Xây dựng tổ chức cơ sở đảng." in text
    assert text.count("Công tác cán bộ") >= 2
    assert "2023 (" in text
    assert "2.023" not in text + client.get(f"{PAGE}").text
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in map(_plain, _fonts(page))}
    assert all("SourceSerif" in font for font in fonts)
    assert len(first) == len(second)


def _fonts(page):
    return page["/Resources"]["/Font"].values()


def _plain(one):
    return one.get_object()


def test_an_edition_without_works_says_so(client, scene, cast):
    page = client.enter_as(cast.khanh).get(PAGE).text
    assert "Chưa có gì để thống kê" in page or "Chưa có tác phẩm nào được gửi." in page
    assert client.get(f"{PAGE}/figures.pdf").data.startswith(b"%PDF")


def test_weeks_hold_every_work_sent_in_also_before_the_first_shown(scene, cast):
    for day in (date(2020, 1, 6), date(2023, 9, 4), date(2023, 9, 11)):
        entry = make_entry(scene.edition, cast.an)
        entry.submitted_at = entry.submitted_at.replace(year=day.year, month=day.month, day=day.day)
    db.session.flush()
    found = found_of(scene.edition)["weeks"]
    assert len(found.lines) == 26
    assert (found.lines[0].figures, found.lines[-1].figures, found.sum) == ((1,), (1,), (3,))
