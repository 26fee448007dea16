"""Province to national and back: two installations, two databases, two buckets; the ZIP and the receipt are all that
travels."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from award.accounts.states import Role
from award.app import create_app
from award.config import Settings
from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.editions.states import EditionState
from award.entries.models import EarlierPrize, Entry
from award.entries.states import EntryState, Statement
from award.files.models import StoredFile
from award.files.states import FileState
from award.forwarding import queries, service
from award.forwarding.models import Incoming, Provenance
from award.forwarding.receipts import written
from award.forwarding.states import BatchState, IncomingState, Stage
from award.jobs.service import run_due
from award.kit import clock
from award.storage import Storage
from tests.forwarding.scene import stored
from tests.support.cast import grant, person
from tests.support.editions import make_edition

pytestmark = pytest.mark.storage
PAGE, FILM = b"%PDF-1.7 trang bao", bytes(range(256)) * 90_000


@pytest.fixture
def national(world, databases, bucket, tmp_path):
    """The other installation, as an operator would set it up: a database and a bucket of its own."""
    place = replace(bucket.settings, bucket="award-national")
    Storage(place).allow_browsers(["*"])
    settings = {name: getattr(world.config["AWARD"], name) for name in Settings.__dataclass_fields__}
    settings |= {"database_url": databases.beside(tmp_path), "instance": tmp_path / "national"}
    app = create_app(Settings(**settings | {"storage": place}))
    with app.app_context():
        db.create_all()
        edition = make_edition("blv-2023")
        edition.title, edition.organiser = "Giải Búa liềm vàng", "Tạp chí Xây dựng Đảng"
        secretary = person("Hoàng Thị Thư", "thu@tapchi.example")
        grant(secretary, Role.SECRETARY, edition)
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def sent(world, scene, bucket, tmp_path):
    """A frozen batch of two works, and its dossier as the province's command writes it."""
    files = [stored(PAGE, "scan 001.PDF", bucket), stored(FILM, "phim/của tôi.mp4", bucket)]
    work = scene.work("Giữ lửa: 100% “sạch”?/…", owner=scene.cast.an, files=files)
    work.authors[0].pen_names = "Lê An"
    work.prizes = [EarlierPrize(position=1, contest="Giải báo chí quốc gia", level="Giải C", year=2022)]
    batch = scene.frozen(work, scene.work("Bám rẫy"))
    db.session.commit()
    path = tmp_path / "dossier.zip"
    assert (
        world.test_cli_runner().invoke(args=["forwarding", "build", str(batch.id), "--output", str(path)]).exit_code
        == 0
    )
    return batch, path


def received(national, *paths, receipt=None, check=False):
    arguments = ["forwarding", "receive", *map(str, paths), "--edition", "blv-2023", "--as", "thu@tapchi.example"]
    arguments += ["--receipt", str(receipt)] if receipt else []
    with national.app_context():
        return national.test_cli_runner().invoke(args=[*arguments, *(["--check"] if check else [])])


def test_from_the_province_to_the_nation_and_back(world, national, scene, sent, tmp_path):
    batch, path = sent
    receipt, codes = tmp_path / "receipt.json", [work["code"] for work in batch.record["works"]]
    result = received(national, path, receipt=receipt)
    assert result.exit_code == 0, result.output
    with national.app_context():
        entries = db.session.scalars(sa.select(Entry).order_by(Entry.number)).all()
        assert [(e.title, e.state, e.code) for e in entries] == [
            ("Giữ lửa: 100% “sạch”?/…", EntryState.SUBMITTED, "BI-001"),
            ("Bám rẫy", EntryState.SUBMITTED, "BI-002"),
        ]
        assert [(a.full_name, a.pen_names, a.email) for a in entries[0].authors] == [
            ("Lê Thị An", "Lê An", "an@example.vn")
        ]
        assert [(p.contest, p.level, p.year) for p in entries[0].prizes] == [("Giải báo chí quốc gia", "Giải C", 2022)]
        files = db.session.scalars(sa.select(StoredFile).order_by(StoredFile.size)).all()
        bucket = national.extensions["award-storage"]
        assert [b"".join(bucket.read(file.key)) for file in files] == [PAGE, FILM]
        assert [held.file_id for held in entries[0].attachments] == [file.id for file in files]
        provenance = db.session.scalars(sa.select(Provenance).order_by(Provenance.code)).all()
        assert [(p.source, p.batch, p.code) for p in provenance] == [
            ("Hội Nhà báo tỉnh Bình Định", str(batch.id), code) for code in codes
        ]
        assert files[1].declared_sha256 in provenance[0].hashes.values()
        run_due()
        assert {file.state for file in files} <= {FileState.VERIFIED, FileState.REFUSED}
    service.take_receipt(batch, receipt.read_bytes(), actor=scene.cast.dung)
    assert (batch.state, batch.receipt["number"]) == (BatchState.RECEIVED, 1)
    assert {one.code_there for one in queries.outcomes_of(batch.id).values()} == {"BI-001", "BI-002"}


def test_received_twice_it_is_there_once_and_the_receipt_is_the_same(national, sent, tmp_path):
    _, path = sent
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert [received(national, path, receipt=one).exit_code for one in (first, second)] == [0, 0]
    assert first.read_bytes() == second.read_bytes()
    with national.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Entry)) == 2


def test_what_became_of_the_works_comes_back_with_a_later_receipt(national, scene, sent, tmp_path):
    batch, path = sent
    receipt = tmp_path / "receipt.json"
    received(national, path, receipt=receipt)
    with national.app_context():
        entry = db.session.scalars(sa.select(Entry).order_by(Entry.number)).first()
        edition = entry.edition_id
        level = db.session.execute(sa.text("SELECT id FROM prize_level ORDER BY position")).first()[0]
        secretary = db.session.execute(sa.text("SELECT id FROM person")).first()[0]
        more = {"prepared_by_id": _id(secretary), "prepared_at": clock.now(), "released_at": clock.now()}
        db.session.add(
            Prize(edition_id=edition, entry_id=entry.id, level_id=_id(level), state=PrizeState.RELEASED, **more)
        )
        db.session.commit()
        later = written(service.answer_of(db.session.scalars(sa.select(Incoming)).one()))
    service.take_receipt(batch, later, actor=scene.cast.dung)
    service.take_receipt(batch, receipt.read_bytes(), actor=scene.cast.dung)
    found = queries.outcomes_of(batch.id)
    assert [(found[item.entry_id].stage, found[item.entry_id].prize) for item in batch.items] == [
        (Stage.PRIZED, "Giải A"),
        (Stage.NOT_CHOSEN, ""),
    ]
    line = queries.history([scene.edition.id])[0]
    assert (line.sent, line.received, line.shortlisted) == (2, 2, 1)
    assert [(work.prize, work.authors) for work in line.prized] == [("Giải A", "Lê Thị An")]


def test_all_or_nothing_where_one_work_has_no_place(national, sent):
    _, path = sent
    with national.app_context():
        db.session.execute(sa.text("UPDATE category SET name = 'Khác', media_type = 'radio' WHERE code = 'bao-in'"))
        db.session.commit()
    result = received(national, path)
    assert (result.exit_code, "no category “Báo in”" in result.output) == (1, True)
    with national.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Entry)) == 0
        assert db.session.scalars(sa.select(Incoming)).one().state is IncomingState.FAULTY


def test_the_report_says_what_the_rules_of_this_edition_say_and_nothing_is_made(national, sent):
    _, path = sent
    with national.app_context():
        db.session.execute(sa.text("UPDATE edition SET window_from = '2023-08-01'"))
        db.session.commit()
    result = received(national, path, check=True)
    assert result.exit_code == 0, result.output
    assert "2023" in result.output
    with national.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Entry)) == 0
        assert db.session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 0


def test_what_authors_declared_to_the_sender_holds_here_and_the_rest_is_asked_of_the_sender(
    national, scene, world, tmp_path
):
    work = scene.work("Bám rẫy")
    work.statements = [Statement.DISCIPLINE.value, Statement.PROVINCE.value]
    batch, path = scene.frozen(work), tmp_path / "dossier.zip"
    db.session.commit()
    world.test_cli_runner().invoke(args=["forwarding", "build", str(batch.id), "--output", str(path)])
    with national.app_context():
        db.session.execute(sa.text("UPDATE edition SET discipline_declared = true, province_only = true"))
        db.session.commit()
    told = received(national, path, check=True).output
    assert "People of the province: Not given yet. The dossier does not say it; the sender can be asked." in told
    assert "discipline" not in told
    assert received(national, path, receipt=tmp_path / "receipt.json").exit_code == 0
    with national.app_context():
        assert db.session.scalars(sa.select(Entry)).one().statements == [Statement.DISCIPLINE.value]


def test_a_closed_edition_takes_nothing(national, sent):
    _, path = sent
    with national.app_context():
        db.session.execute(sa.text("UPDATE edition SET state = :state"), {"state": EditionState.CLOSED.value})
        db.session.commit()
    result = received(national, path)
    assert (result.exit_code, "while the edition is open" in result.output) == (1, True)


def test_over_discs_it_is_taken_when_all_are_here(world, national, sent, tmp_path):
    batch, _ = sent
    folder = tmp_path / "discs"
    args = ["forwarding", "build", str(batch.id), "--output", str(folder), "--discs", "23300000"]
    result = world.test_cli_runner().invoke(args=args)
    discs = sorted(folder.iterdir()) if folder.exists() else []
    assert len(discs) == 2, result.output
    result = received(national, discs[0])
    assert (result.exit_code, "Not all discs" in result.output) == (1, True)
    assert received(national, *discs, receipt=tmp_path / "r.json").exit_code == 0
    with national.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Entry)) == 2


def test_the_receipt_of_another_dossier_or_a_changed_one_is_refused(national, scene, sent, tmp_path):
    batch, path = sent
    receipt = tmp_path / "receipt.json"
    received(national, path, receipt=receipt)
    changed = json.loads(receipt.read_bytes()) | {"number": 99}
    other = scene.frozen(scene.work("Ba"))
    for body, target, sentence in (
        (json.dumps(changed).encode(), batch, "no receipt"),
        (b"{}", batch, "no receipt"),
        (receipt.read_bytes(), other, "another dossier"),
    ):
        with pytest.raises(Exception, match=sentence):
            service.take_receipt(target, body, actor=scene.cast.dung)
    assert batch.state is BatchState.FROZEN


def _id(raw):
    import uuid

    return raw if isinstance(raw, uuid.UUID) else uuid.UUID(raw)
