"""Lists of works in workbooks: the template, every fault by cell, all or nothing, no doubles, hostile files."""

import io
import re
import unicodedata
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from award.db import db
from award.documents.xlsx_in import Unreadable, read
from award.entries.models import Entry
from award.intake import columns, service
from award.intake.models import WorkList
from award.intake.states import ListState
from award.jobs.service import run_due
from award.kit import clock
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry

PAGE = "/editions/thu-2023/lists"
HEADINGS = [column.shown for column in columns.COLUMNS]
GOOD = {
    "title": "Lửa làng",
    "category": "Báo in",
    "genre": "Phóng sự",
    "theme": "Công tác cán bộ",
    "authors": "Lê Thị An (Lê An); Trần Bình",
    "emails": "an@example.vn",
    "outlet": "Báo Bình Định",
    "day": "19/05/2023",
    "url": "www.baobinhdinh.vn/lua-lang",
    "words": "1.250",
}


@pytest.fixture
def edition(cast):
    edition = make_edition()
    assert all((cast.an, cast.paper, cast.station))
    cast.appoint(edition)
    return edition


@pytest.fixture
def office(client, cast, edition):
    return client.enter_as(cast.dung)


def book_of(*rows, change=lambda sheet: None) -> io.BytesIO:
    """A workbook with these rows below the headings."""
    book, body = Workbook(), io.BytesIO()
    book.active.append(HEADINGS)
    for row in rows:
        book.active.append([row.get(column.key) for column in columns.COLUMNS])
    change(book.active)
    book.save(body)
    body.seek(0)
    return body


def brought(edition, actor, *rows, **more) -> WorkList:
    return service.bring(edition, name="ds.xlsx", body=book_of(*rows, **more), actor=actor)


def faults_of(found: WorkList) -> list[tuple[str, str]]:
    return [(fault["cell"], fault["message"]["_say"]) for fault in found.faults if not fault["warning"]]


def test_the_template_is_read_again_and_its_example_left_out(office, cast, edition):
    with office.get(f"{PAGE}/template.xlsx") as answer:
        body = answer.data
    book = load_workbook(io.BytesIO(body))
    assert book.sheetnames == [columns.SHEET, columns.LISTS, columns.HELP]
    assert len(book.active.data_validations.dataValidation) == 4
    found = service.bring(edition, name="mau.xlsx", body=io.BytesIO(body), actor=cast.dung)
    assert faults_of(found) == [("", "No work stands in the list yet: fill in the rows below the headings.")]


def test_a_list_becomes_drafts_with_authors_parts_and_outlets(cast, edition):
    second = {"outlet": "báo bình định", "day": date(2023, 5, 20), "part_title": "Kỳ 2"}
    found = brought(
        edition, cast.dung, GOOD, second, GOOD | {"title": "Bến nước", "prizes": "Giải A, báo tỉnh; Giải B"}
    )
    assert found.state is ListState.READY
    service.take_over(found, actor=cast.dung)
    service.take_over(found, actor=cast.dung)
    first, other = db.session.query(Entry).order_by(Entry.created_at, Entry.id).all()
    assert [author.full_name for author in first.authors] == ["Lê Thị An", "Trần Bình"]
    assert (first.authors[0].pen_names, first.authors[0].person_id) == ("Lê An", cast.an.id)
    assert [(part.published_on.day, part.outlet_id) for part in first.parts] == [
        (19, cast.paper.id),
        (20, cast.paper.id),
    ]
    assert (first.parts[0].url, first.parts[0].words) == ("https://www.baobinhdinh.vn/lua-lang", 1250)
    assert [prize.contest for prize in other.prizes] == ["Giải A, báo tỉnh", "Giải B"]
    assert first.kept_by_office


def test_every_fault_is_told_at_once_with_its_cell(office, cast, edition):
    bad = {
        "category": "Báo nói",
        "emails": "an; binh@x.vn; c@x.vn",
        "authors": "Lê Thị An; Trần Bình",
        "day": "31/02/2023",
        "url": "không có",
        "minutes": "mười",
    }
    found = brought(edition, cast.dung, GOOD, bad, GOOD | {"genre": "Ảnh đơn", "title": "x" * 501})
    assert found.state is ListState.FAULTY
    assert sorted(cell for cell, _ in faults_of(found)) == ["A3", "A4", "B3", "C4", "F3", "F3", "J3", "L3", "M3"]
    db.session.commit()
    page = office.get(f"/lists/{found.id}").text
    shown = re.findall(r'<th scope="row">([A-Z]\d)</th>', page)
    assert shown == ["A3", "B3", "F3", "F3", "J3", "L3", "M3", "A4", "C4"]
    assert db.session.query(Entry).count() == 0


def test_formulas_joined_cells_and_missing_headings_are_told(cast, edition):
    joined = brought(edition, cast.dung, GOOD, GOOD, change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert ("A2", "The cells %(area)s are joined. Separate them and fill in each row.") in faults_of(joined)
    formula = brought(edition, cast.dung, GOOD | {"title": '=HYPERLINK("http://x.vn","a")'})
    assert faults_of(formula) == [("A2", "The cell holds a formula. Write the value itself.")]
    headless = brought(edition, cast.dung, GOOD, change=lambda sheet: sheet.delete_cols(5))
    assert "lacks these headings" in faults_of(headless)[0][1]


def test_days_and_texts_of_every_form_are_understood(cast, edition):
    decomposed = {key: unicodedata.normalize("NFD", value) for key, value in GOOD.items()}
    days = ["19-05-2023", "2023-05-19", "19.05.2023", 45065, date(2023, 5, 19)]
    rows = [decomposed | {"day": day, "title": f"Bài {n}"} for n, day in enumerate(days)]
    found = brought(edition, cast.dung, *rows)
    assert faults_of(found) == []
    assert {work["parts"][0]["published_on"] for work in found.works} == {"2023-05-19"}


def test_what_is_there_already_is_left_out_with_a_word_by_row(cast, edition):
    make_entry(edition, cast.an, "LỬA LÀNG")
    found = brought(edition, cast.dung, GOOD, GOOD | {"title": "Bến nước"}, GOOD | {"title": "bến  nước"})
    told = [(fault["cell"], fault["warning"]) for fault in found.faults]
    assert told == [("A2", True), ("A4", True)]
    service.take_over(found, actor=cast.dung)
    assert found.made == 1
    again = brought(edition, cast.dung, GOOD | {"title": "Bến nước"})
    assert again.total == 0


def test_nothing_is_made_where_one_row_cannot_be(client, cast, edition):
    found = brought(edition, cast.dung, GOOD, GOOD | {"title": "Bến nước"})
    found.works = []
    clock_after = edition.deadlines[0].hard_at
    db.session.commit()
    with clock.at(clock_after.replace(year=clock_after.year + 1)):
        answer = client.enter_as(cast.dung).post(f"/lists/{found.id}/take-over")
    assert answer.status_code == 422
    assert db.session.query(Entry).count() == 0


def test_a_contact_brings_works_of_the_own_outlet_only(client, cast, edition):
    other = brought(edition, cast.mai, GOOD | {"outlet": cast.station.name})
    assert [cell for cell, _ in faults_of(other)] == ["H2"]
    found = brought(edition, cast.mai, GOOD | {"outlet": None})
    service.take_over(found, actor=cast.mai)
    entry = db.session.query(Entry).one()
    assert (entry.owner_id, entry.filled_by_id, entry.parts[0].outlet_id) == (cast.mai.id, None, cast.paper.id)
    assert client.enter_as(cast.mai).get(f"/lists/{found.id}").status_code == 200
    for stranger in (cast.an, cast.giang, cast.hung):
        assert client.enter_as(stranger).get(f"/lists/{found.id}").status_code == 404


def test_a_long_list_is_made_by_the_worker_all_or_none(cast, edition):
    found = brought(edition, cast.dung, *(GOOD | {"title": f"Bài {n}"} for n in range(60)))
    service.take_over(found, actor=cast.dung)
    assert found.state is ListState.WORKING
    db.session.commit()
    with clock.at(edition.deadlines[0].hard_at.replace(year=2099)):
        run_due()
    found = db.session.get(WorkList, found.id)
    assert (found.state, db.session.query(Entry).count()) == (ListState.FAILED, 0)
    found.state = ListState.READY
    service.take_over(found, actor=cast.dung)
    db.session.commit()
    run_due()
    assert db.session.query(Entry).count() == 60


def test_pages_of_a_list_work_as_plain_forms(office, cast, edition):
    assert office.post(PAGE, data={}).status_code == 422
    bad = office.post(PAGE, data={"file": (io.BytesIO(b"PK\3\4nonsense"), "x.xlsx")})
    assert bad.status_code == 422
    answer = office.post(PAGE, data={"file": (book_of(GOOD), "Danh sách.xlsx")})
    page = office.get(answer.location).get_data(as_text=True)
    assert "Lửa làng" in page
    assert office.post(f"{answer.location}/take-over").location == answer.location
    assert db.session.query(Entry).count() == 1


def test_the_lists_ask_no_more_of_the_database_when_there_are_more(office, cast, edition):
    asked = []
    for count in (1, 2, 27):
        for number in range(count):
            brought(edition, cast.dung, GOOD | {"title": f"Bài {count} {number}"})
        asked.append(statements_of(office, PAGE))
    assert asked[0] == asked[1] == asked[2]


def packed(name: str, content: bytes, **parts: bytes) -> io.BytesIO:
    """A package with a sheet and whatever else."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
        for part, more in parts.items():
            package.writestr(part, more)
    return body


@pytest.mark.parametrize(
    "body",
    [
        io.BytesIO(b""),
        io.BytesIO(b"\xd0\xcf\x11\xe0" + b"\0" * 2000),
        packed("word/document.xml", b"<w/>"),
        packed("xl/worksheets/sheet1.xml", b"<worksheet/>"),
        packed("xl/worksheets/sheet1.xml", b" " * 30_000_000),
        packed("xl/worksheets/sheet1.xml", b"<a/>", **{f"p{n}": b"" for n in range(300)}),
        packed("xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        io.BytesIO(b"x" * 4_000_000),
    ],
    ids=["empty", "old-xls", "docx", "no-book", "bomb", "many-parts", "entities", "too-large"],
)
def test_a_hostile_file_is_refused_with_a_sentence(body):
    with pytest.raises(Unreadable):
        read(body, most_rows=1001, most_columns=40)


@pytest.mark.parametrize("size", [26_000_000, 300_000_000])
def test_a_bomb_is_weighed_before_it_is_unpacked(size):
    body = packed("xl/worksheets/sheet1.xml", b"<a/>")
    with zipfile.ZipFile(body, "a", zipfile.ZIP_DEFLATED) as package, package.open("xl/big.xml", "w") as part:
        for _ in range(size // 1_000_000):
            part.write(b" " * 1_000_000)
    with pytest.raises(Unreadable, match="far too large"):
        read(body, most_rows=1001, most_columns=40)


def test_far_rows_and_columns_cost_nothing_and_are_told(cast, edition):
    def scatter(sheet):
        sheet.cell(row=1_000_000, column=1, value="xa")
        sheet.cell(row=3, column=16_000, value="xa")

    found = brought(edition, cast.dung, GOOD, change=scatter)
    assert faults_of(found) == [("", "There are more than 1,000 rows. Cut the list in two.")]
