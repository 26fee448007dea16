"""A backup fills an empty installation with the same rows and the same bytes, or leaves it empty."""

import json
import zipfile
from datetime import date

import pytest
import sqlalchemy as sa

from award.accounts.models import Organisation, Person
from award.accounts.states import Role
from award.audit.queries import broken_at
from award.council import queries
from award.council import service as council
from award.db import Base, db
from award.demo import media
from award.entries.models import Entry
from award.files.models import StoredFile
from award.files.service import store_bytes
from award.jobs.service import run_due
from award.kit.refusals import Refusal
from award.upkeep import service
from award.upkeep.service import rows
from tests.council.hall import Hall
from tests.evidence.making import kept_copy
from tests.support.cast import organisation
from tests.support.editions import make_edition, make_entry

pytestmark = pytest.mark.storage
PICTURE = media.picture(media.Subject("backup", "Ảnh", "Lê An", "Báo Bình Định", date(2023, 5, 19)))


def revise(word: str = "r1") -> None:
    db.session.execute(sa.text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))"))
    db.session.execute(sa.text("DELETE FROM alembic_version"))
    db.session.execute(sa.text("INSERT INTO alembic_version VALUES (:word)"), {"word": word})
    db.session.commit()


def everything() -> dict[str, list[bytes]]:
    return {
        table.name: [
            rows.written(dict(row))
            for row in db.session.execute(sa.select(table).order_by(*table.primary_key)).mappings()
        ]
        for table in Base.metadata.sorted_tables
    }


@pytest.fixture
def year(bucket, cast):
    """Rows of many kinds and a file; one organisation points to a later one."""
    revise()
    edition = make_edition()
    cast.appoint(edition)
    make_entry(edition, cast.an)
    old, new = organisation("Báo cũ"), organisation("Báo mới")
    old.successor_id = new.id
    file = store_bytes(name=PICTURE.name, body=PICTURE.body, kinds=["image"], owner=cast.an)
    db.session.commit()
    return file.key


@pytest.fixture
def kept(year, tmp_path):
    target = tmp_path / "award.zip"
    assert service.create_backup(target, progress=lambda count: None) == 1
    return target


def empty(world, databases, bucket, key: str, word: str = "r1") -> None:
    db.session.remove()
    databases.reset(world)
    revise(word)
    bucket.delete(key)


def restore(kept) -> int:
    return service.restore_backup(kept, progress=lambda count: None)


def test_everything_comes_back(world, databases, bucket, year, kept):
    before = everything()
    empty(world, databases, bucket, year)
    assert restore(kept) == 1
    assert everything() == before
    assert b"".join(bucket.read(year)) == PICTURE.body
    assert broken_at() is None
    assert db.session.query(Organisation).filter(Organisation.successor_id.isnot(None)).count() == 1


def test_kept_copies_of_pages_come_back_with_their_bytes(world, databases, bucket, year, tmp_path):
    copy = kept_copy(db.session.query(Entry).one())
    key = copy.looks[0].warc_key
    bucket.put(key, b"warc", "application/warc")
    db.session.commit()
    assert service.create_backup(tmp_path / "award.zip", progress=lambda count: None) == 2
    before = everything()
    empty(world, databases, bucket, key)
    assert restore(tmp_path / "award.zip") == 2
    assert everything() == before
    assert b"".join(bucket.read(key)) == b"warc"


def test_light_copies_and_texts_come_back_with_their_original(world, databases, bucket, year, tmp_path):
    run_due()
    before, target = everything(), tmp_path / "copies.zip"
    keys = [row.key for row in db.session.query(StoredFile)]
    bodies = {key: b"".join(bucket.read(key)) for key in keys}
    assert service.create_backup(target, progress=lambda count: None) == len(keys) > 1
    for key in keys:
        empty(world, databases, bucket, key)
    assert restore(target) == len(keys)
    assert everything() == before
    assert {key: b"".join(bucket.read(key)) for key in keys} == bodies


def test_an_installation_in_use_is_left_alone(kept, cast):
    with pytest.raises(Refusal, match="in use"):
        restore(kept)


def test_a_backup_of_another_revision_is_refused(world, databases, bucket, year, kept):
    empty(world, databases, bucket, year, "r2")
    with pytest.raises(Refusal, match="revision r1"):
        restore(kept)


def damaged(kept, tmp_path, name: str):
    target = tmp_path / "damaged.zip"
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            new.writestr(member, old.read(member)[:-1] + b"!" if member.startswith(name) else old.read(member))
    return target


@pytest.mark.parametrize("part", ["files/", "rows/person", "backup.json"])
def test_a_damaged_backup_leaves_the_installation_empty(world, databases, bucket, year, kept, tmp_path, part):
    found = damaged(kept, tmp_path, part)
    empty(world, databases, bucket, year)
    with pytest.raises(Refusal, match="not a whole backup"):
        restore(found)
    assert not any(everything().values())


def test_half_a_file_is_refused(world, databases, bucket, year, kept, tmp_path):
    half = tmp_path / "half.zip"
    half.write_bytes(kept.read_bytes()[:2000])
    empty(world, databases, bucket, year)
    with pytest.raises(Refusal, match="not a whole backup"):
        restore(half)


def test_roles_survive_as_roles(world, databases, bucket, year, kept, cast):
    empty(world, databases, bucket, year)
    restore(kept)
    assert db.session.query(StoredFile).one().sha256
    held = db.session.execute(sa.text("SELECT role FROM role_grant")).scalars().all()
    assert Role.SECRETARY.value in held


def test_a_backup_holds_nothing_cast_in_a_secret_ballot_that_is_open(world, databases, bucket, cast, tmp_path):
    """Of two backups taken in mid-ballot the difference would be a vote and its name."""
    revise()
    hall, target = Hall(cast), tmp_path / "award.zip"
    hall.open()
    done = hall.ballot(hall.ask(hall.works[0]))
    for voter in (hall.chair, *hall.members):
        hall.vote(done, voter, "no")
    hall.close(done)
    ballot = hall.ballot(hall.ask(hall.works[1]))
    people = [hall.chair.id, *(one.id for one in hall.members)]
    code = hall.vote(ballot, hall.members[0], "yes")
    service.create_backup(target, progress=lambda count: None)
    with zipfile.ZipFile(target) as package:
        assert code not in package.read("rows/secret_vote.jsonl").decode()
        about = json.loads(package.read("backup.json"))["rows"]
    assert (about["secret_vote"], about["ballot_voter"]) == (6, 12)
    empty(world, databases, bucket, "none")
    restore(target)
    voted = {one.person_id for one in queries.voters(ballot).values() if one.has_voted}
    assert (voted, len(queries.voters(ballot)), len(queries.voters(done))) == (set(), 6, 6)
    assert all(one.has_voted for one in queries.voters(done).values())
    assert queries.broken_counts() == []
    scene, person = queries.sitting_of_ballot(ballot), db.session.get(Person, people[1])
    council.cast(scene, scene.ballot, ["yes"], code=code, actor=person)
    assert queries.secret_papers(ballot) == [(code, ("yes",))]
