"""The dossier of a frozen batch: a bag made of its record and of the files that the record names.

The same record gives the same bytes. The papers are small and made before the stream begins; the works' files pass
through in pieces.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from award.documents.bag import Bag, BagFile, made_file
from award.documents.docx import letter
from award.documents.pdf import data_sheets
from award.documents.xlsx import workbook
from award.forwarding import papers
from award.forwarding.record import DATA_SHEET

Reader = Callable[[str], Iterable[bytes]]


def dossier(record: dict[str, Any], read: Reader) -> Bag:
    """The bag; `read` gives the bytes of an object of the bucket in pieces."""
    with workbook([papers.list_sheet(record)]) as body:
        list_of_works = body.read()
    payload = [
        made_file("00 Đọc trước.txt", papers.reading_guide(record).encode()),
        made_file("01 Công văn.docx", letter(papers.letter_text(record))),
        made_file("02 Danh sách tác phẩm.xlsx", list_of_works),
    ]
    sheets = data_sheets(papers.data_sheet_of(record, work) for work in record["works"])
    for work, sheet in zip(record["works"], sheets, strict=True):
        payload.append(made_file(f"{work['folder']}/{DATA_SHEET}", sheet))
        payload += [_stored(work, file, read) for file in work["files"]]
        payload += [part for page in work.get("pages", []) for part in _kept(work, page, read)]
    return Bag(record["name"], payload, dated=date.fromisoformat(record["frozen_on"]), info=papers.bag_info(record))


def missing_objects(record: dict[str, Any], bucket: Any) -> list[str]:
    """Paths of the files that the bucket no longer has in their size; bytes changed in place are found while they
    pass. `bucket` is a `Storage`."""
    missing = []
    for work in record["works"]:
        for file in work["files"]:
            found = bucket.head(file["key"])
            if found is None or found.size != file["size"]:
                missing.append(f"{work['folder']}/{file['path']}")
        for page in work.get("pages", []):
            found = bucket.head(page["key"])
            if found is None or found.size != page["size"]:
                missing.append(f"{_page_name(work, page)}.warc.gz")
    return missing


def _kept(work: dict[str, Any], page: dict[str, Any], read: Reader) -> Iterable[BagFile]:
    """A published page as it was kept: to be read, and as it came over the line."""
    name = _page_name(work, page)
    yield made_file(f"{name}.txt", papers.kept_page(page).encode())
    yield BagFile(f"{name}.warc.gz", page["size"], page["sha256"], partial(read, page["key"]))


def _page_name(work: dict[str, Any], page: dict[str, Any]) -> str:
    return f"{work['folder']}/Trang đã đăng - kỳ {page['part']}"


def _stored(work: dict[str, Any], file: dict[str, Any], read: Reader) -> BagFile:
    return BagFile(f"{work['folder']}/{file['path']}", file["size"], file["sha256"], partial(read, file["key"]))
