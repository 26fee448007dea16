"""Backup and restore: the whole installation, rows and files, as one ZIP that fits any database and any bucket.

backup.json            when it was made, of which revision, how many rows and files
rows/<table>.jsonl     every row, but for the votes of a secret ballot that is open
files/<key>            every object that a row speaks of
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from zipstream import ZipStream

from award.council.queries import kept_in_backups
from award.db import Base, db, transaction
from award.evidence.queries import warcs
from award.files.models import StoredFile
from award.files.states import FileState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.storage import StorageFault, storage
from award.upkeep.service import rows

STEP = 500
KEPT = (FileState.STORED, FileState.VERIFIED)
Progress = Callable[[int], None]


def create_backup(target: Path, *, progress: Progress) -> int:
    """Writes everything to `target`, as it is at one instant, without stopping anybody; returns how many files.

    The file appears under its name only when it is whole. `progress` is told of every file.
    """
    unfinished = target.with_name(target.name + ".unfinished")
    _one_snapshot()
    keys = [*db.session.scalars(sa.select(StoredFile.key).where(StoredFile.state.in_(KEPT))), *_warc_keys()]
    package = ZipStream(compress_type=zipfile.ZIP_DEFLATED)
    package.add(_head(len(keys)), "backup.json")
    for table in Base.metadata.sorted_tables:
        package.add(_lines(table), f"rows/{table.name}.jsonl")
    for key in keys:
        package.add(_bytes(key, progress), f"files/{key}", compress_type=zipfile.ZIP_STORED)
    with unfinished.open("wb") as out:
        out.writelines(package)
    db.session.rollback()
    unfinished.rename(target)
    return len(keys)


def restore_backup(source: Path, *, progress: Progress) -> int:
    """Fills an empty installation of the same revision from a backup; returns how many files.

    Files come first and are compared with their hashes, rows in one transaction after them: what fails leaves the
    installation empty. Raises `Refusal` for a backup of another revision, a damaged one, or an installation in use.
    """
    try:
        with zipfile.ZipFile(source) as package:
            _check_fit(json.loads(package.read("backup.json")))
            hashes = _hashes(package)
            names = [name for name in package.namelist() if name.startswith("files/")]
            for name in names:
                _restore_file(package, name, hashes[name.removeprefix("files/")])
                progress(1)
            with transaction():
                for table in Base.metadata.sorted_tables:
                    _restore_rows(package, table)
    except (zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise Refusal(say("This is not a whole backup: %(fault)s", fault=str(fault))) from fault
    return len(names)


def _warc_keys() -> list[str]:
    """The objects of kept copies of published pages."""
    return [key for key, _size, _sha256 in warcs()]


def _hashes(package: zipfile.ZipFile) -> dict[str, str | None]:
    """What every object's bytes must hash to, by key; None for a file that was not looked at yet."""
    files = {row["key"]: row["sha256"] for row in _rows(package, Base.metadata.tables["stored_file"])}
    return files | {row["warc_key"]: row["warc_sha256"] for row in _rows(package, Base.metadata.tables["look"])}


def revision() -> str:
    """The database's revision."""
    return db.session.scalar(sa.text("SELECT version_num FROM alembic_version"))


def _one_snapshot() -> None:
    """All that follows in this transaction sees one instant (SQLite's reading transactions do so by themselves)."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _head(files: int) -> bytes:
    counts = {
        table.name: db.session.scalar(sa.select(sa.func.count()).select_from(_rows_of(table).subquery()))
        for table in Base.metadata.sorted_tables
    }
    about = {"made_at": clock.now().isoformat(), "revision": revision(), "files": files, "rows": counts}
    return json.dumps(about, indent=2).encode()


def _rows_of(table: sa.Table) -> sa.Select:
    return kept_in_backups().get(table, sa.select(table))


def _lines(table: sa.Table) -> Iterator[bytes]:
    found = db.session.execute(_rows_of(table).order_by(*table.primary_key), execution_options={"yield_per": STEP})
    for row in found.mappings():
        yield rows.written(dict(row))


def _bytes(key: str, progress: Progress) -> Iterator[bytes]:
    yield from storage().read(key)
    progress(1)


def _check_fit(about: dict[str, Any]) -> None:
    if about["revision"] != revision():
        raise Refusal(
            say(
                "The backup is of revision %(theirs)s, this installation of %(ours)s. Install the same version first.",
                theirs=about["revision"],
                ours=revision(),
            )
        )
    if any(db.session.execute(sa.select(table).limit(1)).first() for table in Base.metadata.sorted_tables):
        raise Refusal(say("This installation is in use. Restore into an empty one, so that nothing is lost."))


def _restore_file(package: zipfile.ZipFile, name: str, sha256: str | None) -> None:
    digest = hashlib.sha256()
    with package.open(name) as stream:
        while chunk := stream.read(1024 * 1024):
            digest.update(chunk)
    if sha256 and digest.hexdigest() != sha256:
        raise ValueError(f"{name} does not have its hash")
    with package.open(name) as stream:
        try:
            storage().put(name.removeprefix("files/"), stream, "application/octet-stream")
        except StorageFault as fault:
            raise Refusal(say("The bucket did not take a file: %(fault)s", fault=str(fault))) from fault


def _rows(package: zipfile.ZipFile, table: sa.Table) -> Iterator[dict[str, Any]]:
    with package.open(f"rows/{table.name}.jsonl") as lines:
        for line in lines:
            yield rows.read(table, line)


def _restore_rows(package: zipfile.ZipFile, table: sa.Table) -> None:
    """Columns that point into the same table are filled in a second pass, when all rows are there."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    pending, later = [], []
    for row in _rows(package, table):
        later += [
            {**{name: row[name] for name in own}, "row_id": row["id"]} for _ in own[:1] if any(row[n] for n in own)
        ]
        pending.append({**row, **dict.fromkeys(own)})
        if len(pending) == STEP:
            db.session.execute(sa.insert(table), pending)
            pending = []
    if pending:
        db.session.execute(sa.insert(table), pending)
    for row in later:
        key = row.pop("row_id")
        db.session.execute(sa.update(table).where(table.c.id == key).values(**row))
