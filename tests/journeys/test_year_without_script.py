"""The whole year of an award by plain forms, as people without script would live it, with real files in a real bucket:
from the edition's file to a dossier that the public tools accept."""

import io
import re
import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import bagit
import docx
import openpyxl
import pytest

from award.accounts.states import Role
from award.audit.queries import broken_at
from award.config import ROOT
from award.db import db
from award.demo import media
from award.editions.queries import edition_whole
from award.editions.states import FileKind
from award.entries.models import Entry
from award.jobs.service import run_due
from award.judging.models import Assignment
from award.kit import clock
from award.outbox.models import Letter
from award.upkeep.queries import broken_invariants
from tests.files.browser import checksum, put
from tests.support.cast import PASSWORD, grant, person
from tests.support.visitor import Visitor, forms_on

pytestmark = pytest.mark.storage

LIBRARY = ROOT / "award/editions/library/binh-dinh-2023.toml"
CODE = "binh-dinh-2023"
WORK = "Chi bộ vùng cao “giữ lửa” nghị quyết"
SUBJECT = media.Subject("journey", WORK, "Lê Thị An", "Báo Bình Định", date(2023, 5, 19))


def on(day: int, month: int, hour: int = 9):
    """A moment of the year 2023, on the clock of the province."""
    return clock.at(clock.from_local(datetime(2023, month, day, hour)))


class Year:
    """What the journey has come to: its people at their browsers and what they made."""

    def __init__(self, world, cast):
        self.world, self.cast = world, cast

    def visitor(self, someone=None) -> Visitor:
        """A browser of somebody's own."""
        return Visitor(self.world.test_client(), someone)

    def entry(self) -> Entry:
        """The work."""
        return db.session.query(Entry).one()

    def edition(self):
        """The edition with all its parts."""
        return edition_whole(CODE)


@pytest.fixture
def year(bucket, world, cast) -> Year:
    cast.paper, cast.branch  # noqa: B018 -- the outlets exist before the year begins
    return Year(world, cast)


def test_a_work_goes_through_its_whole_year(year):
    with on(2, 5):
        the_edition_opens(year)
    with on(20, 5):
        author = somebody_registers(year)
        she_enters_a_work(year, author)
    with on(6, 10):
        the_secretary_asks_for_a_supplement(year)
        she_sends_it_again(year, author)
        the_secretary_accepts(year)
    with on(15, 10):
        tasks_are_published(year)
    with on(16, 10):
        the_round_opens(year)
        judges_mark(year)
    with on(27, 10, 18):
        the_round_closes(year)
        prizes_are_released(year)
    with on(30, 10):
        the_work_is_forwarded(year)
        what_was_done_holds()


def the_edition_opens(year):
    lan = year.visitor(year.cast.lan)
    lan.open("/new-edition")
    lan.send("/new-edition", text=LIBRARY.read_text())
    edition = year.edition()
    grant(year.cast.dung, Role.SECRETARY, edition)
    grant(year.cast.hung, Role.CHAIR, edition)
    year.third = person("Mai Quang", "quang@example.vn")
    for judge in (year.cast.giang, year.cast.ha, year.third):
        page = lan.open(f"/people/{judge.id}")
        assert judge.full_name in page
        lan.send(f"/people/{judge.id}", role="judge", edition=str(edition.id))
    dung = year.visitor(year.cast.dung)
    dung.open(f"/editions/{CODE}")
    dung.send("/state", verb="open")
    public = year.visitor().open(f"/e/{CODE}")
    assert edition.short_title in public


def somebody_registers(year) -> Visitor:
    she = year.visitor()
    she.open("/register")
    she.send("/register", 200, full_name="Lê Thị An", email="An@Example.vn", password=PASSWORD, account="y")
    (letter,) = db.session.query(Letter).filter_by(template="accounts/confirm")
    run_due()
    she.open(f"/confirm/{letter.values['secret_token']}")
    she.send(letter.values["secret_token"], password=PASSWORD)
    she.open("/profile")
    she.send("/profile", pen_names="Lê An", outlet_id=str(year.cast.paper.id), branch_id=str(year.cast.branch.id))
    return she


def she_enters_a_work(year, she):
    edition = year.edition()
    category = next(c for c in edition.categories if c.code == "bao-in")
    she.open(f"/editions/{CODE}/enter")
    she.send("/enter", category_id=str(category.id))
    entry = year.entry()
    steps = f"/entries/{entry.id}/edit"
    she.open(f"{steps}/work")
    she.send(
        "/edit/work",
        title=WORK,
        summary="Một chi bộ vùng cao đưa nghị quyết vào cuộc sống.",
        genre_id=str(category.genres[1].id),
        theme_id=str(edition.themes[0].id),
    )
    she.open(f"{steps}/authors")
    assert "Lê Thị An" in she.page
    she.open(f"{steps}/parts")
    name = first_row(she.page, "title")
    she.send("/edit/parts", **{f"{name}-title": WORK, f"{name}-published_on": "2023-05-19", f"{name}-words": "1500"})
    she_sends_a_file(year, she, entry, category.requirements[0])
    she.open(f"{steps}/declaration")
    she.send("/edit/declaration", declared="y", statements="discipline")
    she.open(f"/entries/{entry.id}/submit")
    she.send(f"/entries/{entry.id}/submit")
    assert "BI-001" in she.open(f"/entries/{entry.id}/receipt")
    assert db.session.query(Letter).filter_by(recipient="an@example.vn").count() >= 2


def first_row(page: str, field: str) -> str:
    """The name of the first row of a list of fields."""
    return re.search(rf'name="(\w+-\d+)-{field}"', page)[1]


def she_sends_a_file(year, she, entry, requirement):
    made = media.make(FileKind.PDF, SUBJECT)
    uploads = f"/entries/{entry.id}/uploads"
    promise = {"name": made.name, "size": len(made.body), "requirement_id": str(requirement.id), "part_position": 1}
    begun = she.client.post(uploads, json=promise).json
    file = f"{uploads}/{begun['file_id']}"
    assert she.client.post(f"{file}/open", json=promise).json["missing"] == [1]
    [part] = she.client.post(f"{file}/addresses", json={"checksums": {"1": checksum(made.body)}}).json["parts"]
    assert put(SimpleNamespace(**part), made.body) == 200
    assert she.client.post(f"{uploads}/{begun['file_id']}/finish").status_code == 200
    run_due()
    state = she.client.get(f"{uploads}/{begun['file_id']}").json
    assert state["state"] == "verified", state
    year.sha256 = state["sha256"]


def the_secretary_asks_for_a_supplement(year):
    dung = year.visitor(year.cast.dung)
    assert WORK in dung.open(f"/editions/{CODE}/entries?search=giu+lua")
    entry = year.entry()
    dung.open(f"/entries/{entry.id}/screening")
    dung.send(
        "/decision", verdict="returned", reasons="unreadable_file", note="Xin bản rõ hơn.", answer_by="2023-10-10"
    )
    assert year.entry().state == "returned"


def she_sends_it_again(year, she):
    entry = year.entry()
    assert "Xin bản rõ hơn" in Visitor.words(she.open(f"/entries/{entry.id}"))
    she.open(f"/entries/{entry.id}/submit")
    she.send(f"/entries/{entry.id}/submit")
    assert year.entry().code == "BI-001"


def the_secretary_accepts(year):
    dung = year.visitor(year.cast.dung)
    dung.open(f"/entries/{year.entry().id}/screening")
    dung.send("/decision", verdict="eligible", reasons=[], answer_by="")
    assert year.entry().state == "eligible"


def tasks_are_published(year):
    dung, edition = year.visitor(year.cast.dung), year.edition()
    round_ = edition.rounds[0]
    for judge in (year.cast.giang, year.cast.ha, year.third):
        dung.open(f"/rounds/{round_.id}/assignment")
        dung.send("/seats", person=str(judge.id), subcommittee=str(edition.subcommittees[0].id))
    dung.open(f"/rounds/{round_.id}/assignment")
    dung.send("/propose")
    assert year.visitor(year.cast.giang).client.get(f"/rounds/{round_.id}/queue").status_code == 200
    dung.send("/publish")


def the_round_opens(year):
    round_id = year.edition().rounds[0].id
    hung = year.visitor(year.cast.hung)
    hung.open(f"/rounds/{round_id}")
    hung.send("/open")
    assert hung.client.get(f"/rounds/{round_id}/ranking").status_code == 409


def judges_mark(year):
    round_ = year.edition().rounds[0]
    for judge, share in ((year.cast.giang, 90), (year.cast.ha, 80), (year.third, 70)):
        at_work = year.visitor(judge)
        task = db.session.query(Assignment).filter_by(judge_id=judge.id).one()
        page = at_work.open(f"/tasks/{task.id}")
        assert WORK in page
        marks = {field_of(page, c.code): str(int(c.maximum) * share // 100) for c in round_.criteria}
        at_work.send(f"/tasks/{task.id}", **marks)
        sheet = next(form for form in forms_on(at_work.page) if form.action.startswith(f"/tasks/{task.id}"))
        answer = at_work.client.post(f"/tasks/{task.id}/confirm", data=dict(sheet.values))
        assert answer.status_code == 303


def field_of(page: str, code: str) -> str:
    """The name of a criterion's field."""
    return re.search(rf'name="([\w-]*{code})"', page)[1]


def the_round_closes(year):
    round_id = year.edition().rounds[0].id
    hung = year.visitor(year.cast.hung)
    hung.open(f"/rounds/{round_id}/close")
    hung.send("/close")
    assert "BI-001" in hung.open(f"/rounds/{round_id}/ranking")


def prizes_are_released(year):
    dung, hung = year.visitor(year.cast.dung), year.visitor(year.cast.hung)
    dung.open(f"/editions/{CODE}/prizes")
    dung.send("/prizes/proposal")
    assert WORK not in year.visitor().open(f"/e/{CODE}/results")
    hung.open(f"/editions/{CODE}/prizes/release")
    hung.send("/prizes/release")
    results = year.visitor().open(f"/e/{CODE}/results")
    assert WORK in results
    assert "Lê Thị An" in results


def the_work_is_forwarded(year):
    dung = year.visitor(year.cast.dung)
    destination = year.edition().destinations[0]
    dung.open(f"/editions/{CODE}/forwarding")
    dung.send(f"/destinations/{destination.id}/batches")
    dung.send("/choose", entry=str(year.entry().id))
    dung.send("/freeze", letter_number="7", letter_day="2023-10-30")
    batch = re.search(r"/batches/([0-9a-f-]{36})", dung.path)[1]
    address = f"/batches/{batch}/dossier.zip"
    dossier = dung.client.get(address, buffered=True).data
    assert dung.client.get(address, buffered=True).data == dossier
    the_dossier_serves_a_stranger(year, dossier)


def the_dossier_serves_a_stranger(year, dossier: bytes):
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(dossier)) as package:
            package.extractall(folder)
        (declaration,) = Path(folder).rglob("bagit.txt")
        root = declaration.parent
        assert bagit.Bag(str(root)).validate()
        assert year.sha256 in (root / "manifest-sha256.txt").read_text()
        (table,) = root.rglob("*.xlsx")
        assert any(WORK in row for row in openpyxl.load_workbook(table).active.values)
        (letter,) = root.rglob("*Công văn*.docx")
        assert any("Búa liềm vàng" in paragraph.text for paragraph in docx.Document(letter).paragraphs)


def what_was_done_holds():
    assert broken_at() is None
    assert [sentence for sentence, broken in broken_invariants() if broken] == []
