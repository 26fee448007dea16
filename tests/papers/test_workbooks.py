"""Every workbook that can be downloaded, read back: all addresses that end with .xlsx are walked, so none is left out."""

from datetime import datetime
from io import BytesIO

import pytest
from flask import url_for
from openpyxl import load_workbook

from award.db import db
from award.documents.xlsx import workbook
from award.forwarding import papers as forwarded

LONG = "Loạt bài “Giữ lửa”: " + "từ nghị quyết đến nương rẫy, " * 8
TITLES = ["=HYPERLINK(1)", "+84 905", "-2", "@SUM(A1)", LONG]
DATES = ("dd/mm/yyyy", "dd/mm/yyyy hh:mm")
# A form to be filled in has no list to filter, and its cells are text.
FORMS = {"intake.template"}


@pytest.fixture
def secretary(client, scene):
    for number, title in enumerate(TITLES):
        scene.work(title, prized=False, category=0).authors[0].full_name = f"=Đặng Thị Ộ {number}"
    scene.works[0].title = TITLES[0]
    scene.issue()
    scene.forward()
    db.session.commit()
    client.enter_as(scene.cast.dung)
    return client


def workbooks(world, scene, client):
    """(endpoint, workbook) of every address; each is asked for with what the scene has."""
    known = {"code": scene.edition.code, "round_id": scene.edition.rounds[0].id}
    rules = [rule for rule in world.url_map.iter_rules() if rule.rule.endswith(".xlsx")]
    with world.test_request_context():
        addresses = {
            rule.endpoint: url_for(rule.endpoint, **{name: known[name] for name in rule.arguments}) for rule in rules
        }
    for endpoint, address in addresses.items():
        with client.get(address) as answer:
            assert answer.status_code == 200, endpoint
            yield endpoint, load_workbook(BytesIO(answer.data))
    with workbook([forwarded.list_sheet(scene.batch_sent.record)]) as body:
        yield "forwarding.list", load_workbook(body)


def test_every_workbook_has_real_values_heads_that_stay_and_no_formula(world, scene, secretary):
    seen = {}
    for name, book in workbooks(world, scene, secretary):
        seen[name] = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
        for sheet in book.worksheets if name not in FORMS else book.worksheets[:1]:
            assert sheet.freeze_panes in ("A2", "B2"), (name, sheet.title)
            assert name in FORMS or sheet.auto_filter.ref.startswith("A1:"), (name, sheet.title)
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", (name, cell.value)
                    assert cell.hyperlink is None, (name, cell.value)
                    if isinstance(cell.value, datetime):
                        assert cell.number_format in DATES, (name, cell.coordinate)
                    if isinstance(cell.value, str) and cell.row > 1:
                        assert name in FORMS or not cell.value.replace(".", "", 1).isdigit(), (name, cell.value)
                    if isinstance(cell.value, str) and len(cell.value) > 60:
                        assert cell.alignment.wrap_text, (name, cell.coordinate)
                    if cell.row == 1:
                        assert (cell.font.name, bool(cell.font.bold)) == ("Times New Roman", True), (name, cell.value)
    listed = seen["screening.export"]
    assert set(TITLES[1:4]) <= set(listed)
    assert LONG.strip() in {str(value).strip() for value in listed}
    assert "=Đặng Thị Ộ 0" in listed
    assert {"forwarding.list", "papers.register", "judging.export", "desk.edition_xlsx"} <= set(seen)
