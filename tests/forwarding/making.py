"""A record of a frozen batch without a database, for what only builds."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from award.forwarding.record import record_of
from award.forwarding.wholes import AuthorWhole, FileWhole, PartWhole, WorkWhole
from award.kit.codes import new_id


def a_record(files: list[dict[str, Any]]) -> dict[str, Any]:
    """A work for each file: its `key`, `size`, `sha256` and `crc32`."""
    edition = _thing(
        "code title province organiser contact_email contact_phone contact_address rules_reference", year=2023
    )
    terms = {"places": 20, "most_authors": 5, "works_per_author": 1, "most_parts": None, "prized_only": True}
    days = dict.fromkeys(("deadline_on", "window_from", "window_to"), date(2023, 10, 31))
    destination = _thing("code name addressee address", **terms, **days, columns=[], categories={})
    names = "name parent symbol place authority signer_title signer_name"
    issuer = _thing(names, recipients=["Như trên"], frame=SimpleNamespace(value="state"))
    works = [_work(number, **file) for number, file in enumerate(files, 1)]
    numbers = {"number": 1, "letter_number": 7, "letter_day": date(2023, 11, 5), "frozen_on": date(2023, 11, 5)}
    return record_of(new_id(), edition, destination, issuer, works, **numbers, wordings={})


def _thing(names: str, **more: Any) -> SimpleNamespace:
    return SimpleNamespace(**{name: name for name in names.split()}, **more)


def _work(number: int, *, key: str, size: int, sha256: str, crc32: int | None = None) -> WorkWhole:
    return WorkWhole(
        code=f"TH-{number:03d}",
        title=f"Phim tài liệu {number}",
        summary="Một chi bộ vùng cao.",
        language="vi",
        category="Truyền hình",
        genre="Phóng sự",
        theme="",
        authors=(AuthorWhole("Lê Thị An", "", "Đài tỉnh", "", "", "an@example.vn", True),),
        parts=(PartWhole("", "Đài tỉnh", "", date(2023, 5, 19), "", "", 20, None),),
        prizes=("Giải A",),
        earlier_prizes=(),
        files=(FileWhole(key, "phim.mp4", size, sha256, crc32, True, "Phim", 1, ""),),
    )
