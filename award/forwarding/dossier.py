"""The dossier of a frozen batch: a bag made of its record and of the files that the record names, whole or over discs.

The same record gives the same bytes. The papers are small and made before the stream begins; the works' files pass
through in pieces.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from award.documents.bag import Bag, BagFile, made_file
from award.documents.docx import letter
from award.documents.list_docx import list_docx
from award.documents.pdf import data_sheets
from award.documents.xlsx import workbook
from award.files.sentences import in_bytes
from award.forwarding import papers, proofs
from award.forwarding.discs import TooLarge, Volume, split
from award.forwarding.record import DATA, DATA_SHEET, travelling
from award.kit.messages import say
from award.kit.refusals import Refusal

Reader = Callable[[str], Iterable[bytes]]
Record = dict[str, Any]
LIST_OF_DISCS = "00 Danh sách đĩa.txt"
# What a volume needs beside its works' files, and what each file costs in directories and manifests.
RESERVE, FILE_COST = 64_000, 1_400


def dossier(record: Record, read: Reader) -> Bag:
    """The whole in one bag; `read` gives the bytes of an object of the bucket in pieces."""
    payload = [*own_papers(record), *(file for files in works_files(record, read) for file in files)]
    return _bag(record, record["name"], payload)


def discs(record: Record, read: Reader, limit: int) -> list[Bag]:
    """The same over volumes of at most `limit` bytes, each a bag of its own with the list of all; the papers are on the
    first. Raises `Refusal` where one file alone is larger."""
    own, works = own_papers(record), works_files(record, read)
    sizes = [[(file.path, file.size + FILE_COST) for file in files] for files in works]
    room = limit - RESERVE - 400 * len(works)
    try:
        volumes = split(sizes, room, room - sum(file.size + FILE_COST for file in own))
    except TooLarge as fault:
        raise Refusal(
            say("“%(file)s” alone is larger than a disc of %(size)s.", file=fault.path, size=in_bytes(limit)), "size"
        ) from fault
    bags = [_volume(record, own, works, volumes, number) for number in range(1, len(volumes) + 1)]
    if any(bag.length > limit for bag in bags):
        raise Refusal(say("The papers alone do not fit on a disc of %(size)s.", size=in_bytes(limit)), "size")
    return bags


def own_papers(record: Record) -> list[BagFile]:
    """Everything in the dossier that belongs to no single work."""
    with workbook([papers.list_sheet(record)]) as body:
        list_of_works = body.read()
    return [
        made_file("00 Đọc trước.txt", papers.reading_guide(record).encode()),
        made_file("01 Công văn.docx", letter(papers.letter_text(record))),
        made_file("02 Danh sách tác phẩm.xlsx", list_of_works),
        made_file("03 Danh sách tác phẩm.docx", list_docx(papers.list_paper(record))),
        made_file("04 Biên bản lựa chọn.docx", letter(proofs.minutes_text(record))),
        made_file("05 Giấy biên nhận.docx", letter(proofs.receipt_text(record))),
        made_file(DATA, travelling(record)),
    ]


def works_files(record: Record, read: Reader) -> list[list[BagFile]]:
    """The files of each work, its sheet first."""
    sheets = data_sheets(papers.data_sheet_of(record, work) for work in record["works"])
    return [
        [
            made_file(f"{work['folder']}/{DATA_SHEET}", sheet),
            *(_stored(work, file, read) for file in work["files"]),
            *(part for page in work.get("pages", []) for part in _kept(work, page, read)),
        ]
        for work, sheet in zip(record["works"], sheets, strict=True)
    ]


def missing_objects(record: Record, bucket: Any) -> list[str]:
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


def _volume(record: Record, own: list[BagFile], works: list[list[BagFile]], volumes: list[Volume], number: int) -> Bag:
    held = volumes[number - 1]
    files = [works[work][place] for work, places in held.files.items() for place in places]
    guide = made_file(
        LIST_OF_DISCS, papers.list_of_discs(record, [list(one.files) for one in volumes], number).encode()
    )
    data = next(file for file in own if file.path == DATA)
    payload = [guide, *(own if number == 1 else [data]), *files]
    more = {"Bag-Group-Identifier": record["name"], "Bag-Count": f"{number} of {len(volumes)}"}
    return _bag(record, f"{record['name']}-dia-{number:02d}", payload, more)


def _bag(record: Record, name: str, payload: list[BagFile], more: dict[str, str] | None = None) -> Bag:
    info = papers.bag_info(record) | (more or {})
    return Bag(name, payload, dated=date.fromisoformat(record["frozen_on"]), info=info)


def _kept(work: Record, page: Record, read: Reader) -> Iterable[BagFile]:
    """A published page as it was kept: to be read, and as it came over the line."""
    name = _page_name(work, page)
    yield made_file(f"{name}.txt", papers.kept_page(page).encode())
    yield BagFile(f"{name}.warc.gz", page["size"], page["sha256"], partial(read, page["key"]))


def _page_name(work: Record, page: Record) -> str:
    return f"{work['folder']}/Trang đã đăng - kỳ {page['part']}"


def _stored(work: Record, file: Record, read: Reader) -> BagFile:
    path = f"{work['folder']}/{file['path']}"
    return BagFile(path, file["size"], file["sha256"], partial(read, file["key"]), file.get("crc32"))
