"""The record of a frozen batch: plain JSON that holds all of its dossier but the files' bytes.

Names of folders and files are decided here, once, so that a later change of how they are made does not reach a
dossier that went out already.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from award.audit.chain import plain
from award.documents.bag import safe_name
from award.editions.listing import chosen
from award.forwarding.wholes import FileWhole, WorkWhole
from award.kit.text import slug

VERSION = 2
LONGEST_FOLDER, LONGEST_FILE = 70, 90
DATA_SHEET = "Phiếu thông tin.pdf"
TERMS = ["window_from", "window_to", "places", "most_authors", "works_per_author", "most_parts", "prized_only"]
EDITION = ["code", "title", "year", "province", "organiser"]
EDITION += ["contact_email", "contact_phone", "contact_address", "rules_reference"]
DATA = "06 Dữ liệu.json"


def record_of(
    batch: uuid.UUID,
    edition: Any,
    destination: Any,
    issuer: Any,
    works: Sequence[WorkWhole],
    *,
    number: int,
    letter_number: int | None,
    letter_day: date,
    frozen_on: date,
    wordings: Mapping[str, str],
) -> dict[str, Any]:
    """The record, from the identity of the batch, an edition, a destination and an issuer (anything with their columns)
    and the works in order. `wordings` are the texts of its papers as they are in force, by the code of their offer."""
    return {
        "version": VERSION,
        "batch": str(batch),
        "name": f"ho-so-{slug(edition.code)}-{slug(destination.code)}-{number:02d}",
        "number": number,
        "frozen_on": frozen_on.isoformat(),
        "edition": _columns(edition, EDITION),
        "destination": plain(_columns(destination, ["code", "name", "addressee", "address", "deadline_on"])),
        "letter": {
            **_columns(issuer, ["parent", "symbol", "place", "authority", "signer_title", "signer_name", "recipients"]),
            "frame": issuer.frame.value,
            "issuer": issuer.name,
            "number": letter_number,
            "day": letter_day.isoformat(),
        },
        "terms": plain(_columns(destination, TERMS)),
        "wordings": dict(wordings),
        "columns": [list(one) for one in chosen(destination.columns)],
        "works": [
            {**work, "their_category": destination.categories.get(work["category_code"], work["category"])}
            for work in _works(works)
        ],
    }


def public(record: dict[str, Any]) -> dict[str, Any]:
    """What of the record travels with the dossier: all but where this installation keeps the bytes."""
    works = [
        {**work, **{kind: [_without_key(one) for one in work.get(kind, [])] for kind in ("files", "pages")}}
        for work in record["works"]
    ]
    return {**record, "works": works}


def travelling(record: dict[str, Any]) -> bytes:
    """`06 Dữ liệu.json`: the public record as canonical JSON."""
    return json.dumps(public(record), sort_keys=True, ensure_ascii=False, indent=1).encode()


def seal(record: dict[str, Any]) -> str:
    """SHA-256 of what travels: by it a receipt is known to be for this dossier."""
    return hashlib.sha256(travelling(record)).hexdigest()


def _without_key(one: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name not in ("key", "crc32", "lines")}


def fingerprint(record: dict[str, Any]) -> str:
    """SHA-256 of the record in canonical JSON: what the audit's chain keeps of it."""
    return hashlib.sha256(json.dumps(record, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _columns(thing: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def _works(works: Sequence[WorkWhole]) -> list[dict[str, Any]]:
    taken: set[str] = set()
    found = []
    for place, work in enumerate(works, 1):
        label = f"TP-{place:02d}"
        folder = safe_name(f"{label} {work.title.replace('.', ' ')}", longest=LONGEST_FOLDER, taken=taken)
        found.append({"label": label, "folder": folder, **plain(asdict(work)), "files": _files(work)})
    return found


def _files(work: WorkWhole) -> list[dict[str, Any]]:
    taken = {DATA_SHEET.casefold()}
    return [
        {
            "path": safe_name(_file_name(place, file), longest=LONGEST_FILE, taken=taken),
            **{key: value for key, value in asdict(file).items() if key != "verified"},
        }
        for place, file in enumerate(work.files, 1)
    ]


def _file_name(place: int, file: FileWhole) -> str:
    """`02 Bản chụp trang báo - kỳ 1.pdf`: what the file is for says more than what its author called it."""
    part = f" - kỳ {file.part}" if file.part else ""
    _, dot, ending = file.name.rpartition(".")
    return f"{place:02d} {file.requirement.replace('.', ' ')}{part}{dot}{ending.lower() if dot else ''}"
