"""The papers of a dossier in their own words: always Vietnamese, made from a batch's record and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from award.documents.list_docx import ListPaper
from award.documents.paper import Annex, LetterText, PaperProof
from award.documents.pdf import DataSheet, SheetTable
from award.documents.xlsx import Sheet
from award.editions.states import Frame
from award.forwarding.columns import (
    LANGUAGES,
    authors_text,
    category_text,
    columns_of,
    contact_text,
    day,
    distinct,
    earlier_prizes_text,
    outlet_text,
    rows_of,
)
from award.kit import clock
from award.papers.composing import compose
from award.papers.offering import OFFERS, Content

Record = dict[str, Any]


LETTER, MINUTES = "forwarding.letter", "forwarding.minutes"


def letter_text(record: Record) -> LetterText:
    """The letter (công văn) with the list of works as its annex; one from the register has its QR code."""
    letter = record["letter"]
    text = composed(record, LETTER, letter_content(record), {}, date.fromisoformat(letter["day"]))
    proof = PaperProof(**letter["proof"]) if letter.get("proof") else None
    return replace(text, number=letter["number"], proof=proof)


def composed(record: Record, code: str, content: Content, inputs: dict[str, str], day: date) -> LetterText:
    """A paper in the wording that was in force when the batch was frozen."""
    offer, letter = OFFERS[code], record["letter"]
    body = {"name": letter["issuer"], "frame": Frame(letter.get("frame", "state"))}
    return compose(
        offer,
        content,
        record.get("wordings", {}).get(code) or offer.ours,
        edition=SimpleNamespace(**{"rules_reference": "", **record["edition"]}),
        issuer=SimpleNamespace(**{**letter, **body}),
        inputs=inputs,
        day=day,
    )


def values(record: Record) -> dict[str, str]:
    """What the wordings of a batch's papers may name."""
    destination = record["destination"]
    return {
        "destination": destination["name"],
        "addressee": destination["addressee"],
        "batch": f"{record['number']:02d}",
        "works": f"{len(record['works']):02d}",
        "frozen": day(record["frozen_on"]),
        "contacts": _contacts(record["edition"]),
    }


PLACES = ("destination", "addressee", "batch", "works", "frozen", "contacts")


def letter_content(record: Record) -> Content:
    """What the letter says."""
    rows = [
        [str(place), work["title"], authors_text(work), category_text(work), ", ".join(work["prizes"])]
        for place, work in enumerate(record["works"], 1)
    ]
    columns = ["STT", "Tên tác phẩm", "Tác giả, nhóm tác giả", "Loại hình", "Giải cấp tỉnh"]
    title = f"Danh sách tác phẩm gửi dự {record['destination']['name']}"
    return Content(values=values(record), annexes=[Annex(title, columns, [12, 58, 44, 24, 22], rows)])


def list_sheet(record: Record) -> Sheet:
    """The list of works."""
    return Sheet("Danh sách tác phẩm", columns_of(record), rows_of(record))


def list_paper(record: Record) -> ListPaper:
    """The same list as a paper."""
    columns = columns_of(record)
    return ListPaper(
        title="Danh sách tác phẩm",
        above=record["edition"]["organiser"].upper(),
        beneath=f"Gửi dự {record['destination']['name']} - đợt {record['number']:02d}, ngày {day(record['frozen_on'])}",
        frame=record["letter"].get("frame", "state"),
        columns=[column.label for column in columns],
        widths=[column.width for column in columns],
        rows=[[_written(value) for value in row] for row in rows_of(record)],
    )


def _written(value: Any) -> str:
    """A value of the list as a paper has it: a day under the other."""
    if isinstance(value, list):
        return "\n".join(f"{one:%d/%m/%Y}" for one in value)
    return "" if value is None else str(value)


def data_sheet_of(record: Record, work: Record) -> DataSheet:
    """What stands on the sheet in the work's folder."""
    pairs = [
        ("Mã tác phẩm", work["code"]),
        ("Loại hình", category_text(work)),
        ("Thể loại", work["genre"]),
        ("Chủ đề", work["theme"]),
        ("Số kỳ", str(len(work["parts"]))),
        ("Ngôn ngữ", LANGUAGES.get(work["language"], work["language"])),
        ("Giải cấp tỉnh", ", ".join(work["prizes"])),
        ("Giải khác đã đạt", earlier_prizes_text(work)),
        ("Liên hệ", contact_text(work)),
        ("Thông tin bổ sung", "; ".join(work.get("given", []))),
        ("Tóm tắt", work["summary"]),
    ]
    return DataSheet(
        title=work["title"],
        above=f"{record['destination']['name']} · {work['label']} · {record['edition']['organiser']}",
        footer=f"{work['label']} · {work['code']}",
        author=record["edition"]["organiser"],
        pairs=[(label, value) for label, value in pairs if value],
        tables=[_author_table(work), _part_table(work), *_file_tables(work)],
    )


def reading_guide(record: Record) -> str:
    """`00 Đọc trước.txt`: what is where and how to check it, for somebody who never saw the system."""
    edition, destination = record["edition"], record["destination"]
    lines = [
        f"HỒ SƠ DỰ {destination['name'].upper()}",
        f"Nơi gửi: {edition['organiser']}",
        f"Nơi nhận: {', '.join(filter(None, [destination['addressee'], destination['address']]))}",
        f"Đợt gửi số {record['number']:02d}, chốt ngày {day(record['frozen_on'])}, {len(record['works']):02d} tác phẩm",
        "",
        "Trong thư mục này:",
        "  01 Công văn.docx: công văn gửi kèm, phụ lục là danh sách tác phẩm",
        "  02 Danh sách tác phẩm.xlsx: danh sách đầy đủ các cột; bản Word ở 03 Danh sách tác phẩm.docx",
        "  04 Biên bản lựa chọn.docx: biên bản lựa chọn tác phẩm",
        "  05 Giấy biên nhận.docx: để nơi nhận ký và gửi lại",
        "  06 Dữ liệu.json: dữ liệu của hồ sơ, để hệ thống nơi nhận đọc",
        "  Mỗi tác phẩm một thư mục, trong đó có Phiếu thông tin.pdf và các tệp của tác phẩm:",
        "",
    ]
    for work in record["works"]:
        size = sum(file["size"] for file in work["files"])
        lines += [f"  {work['folder']}", f"      {authors_text(work)}; {len(work['files'])} tệp, {bytes_text(size)}"]
        if work.get("pages"):
            lines.append(f"      kèm bản lưu {len(work['pages'])} trang đã đăng (.txt để đọc, .warc.gz là nguyên bản)")
    lines += [
        "",
        "Đối chiếu khi nhận: hồ sơ đóng gói theo chuẩn BagIt 1.0 (RFC 8493). Tệp manifest-sha256.txt ở thư mục ngoài",
        "ghi mã SHA-256 của từng tệp. Có thể kiểm tra bằng lệnh: sha256sum -c manifest-sha256.txt",
        *_contact_lines(edition),
    ]
    return "\r\n".join(lines) + "\r\n"


def list_of_discs(record: Record, volumes: Sequence[Sequence[int]], number: int) -> str:
    """Which disc has which works, `volumes` holding their places; a work over two discs is named on both."""
    lines = [f"HỒ SƠ {record['name']}", f"Đĩa {number:02d} trong số {len(volumes):02d}", ""]
    for place, works in enumerate(volumes, 1):
        papers = ["công văn, danh sách, biên bản, giấy biên nhận"] if place == 1 else []
        named = [record["works"][work]["label"] for work in works]
        lines.append(f"  Đĩa {place:02d}: {', '.join([*papers, *named])}")
    return "\r\n".join(lines) + "\r\n"


def kept_page(page: Record) -> str:
    """A published page as plain text, with where and when it was fetched and what its bytes hash to."""
    at = clock.local(datetime.fromisoformat(page["fetched_at"]))
    lines = [
        f"Trang đã đăng: {page['url']}",
        f"Lưu lúc {at:%H:%M} ngày {at:%d/%m/%Y}; SHA-256 của trang: {page['body_sha256']}",
        "Nguyên bản của trang ở tệp .warc.gz cùng tên (WARC 1.1, ISO 28500).",
    ]
    return "\r\n\r\n".join(["\r\n".join(lines), *filter(None, page["lines"])]) + "\r\n"


def bag_info(record: Record) -> dict[str, str]:
    """What `bag-info.txt` says of where the bag comes from."""
    edition = record["edition"]
    wanted = {
        "Source-Organization": edition["organiser"],
        "Organization-Address": edition["contact_address"],
        "Contact-Phone": edition["contact_phone"],
        "Contact-Email": edition["contact_email"],
        "External-Description": f"Hồ sơ dự {record['destination']['name']}",
        "External-Identifier": record["name"],
    }
    return {label: value for label, value in wanted.items() if value}


def bytes_text(size: int) -> str:
    """`1,5 MB`, in powers of 1,000."""
    amount, unit = float(size), "B"
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    return f"{amount:.0f} B" if unit == "B" else f"{amount:.1f} {unit}".replace(".", ",")


def _author_table(work: Record) -> SheetTable:
    rows = [
        [str(place), author["name"], author["pen_names"], distinct([author["unit"], author["branch"]])]
        for place, author in enumerate(work["authors"], 1)
    ]
    return SheetTable("Tác giả", ["STT", "Họ và tên", "Bút danh", "Cơ quan, chi hội"], [1, 4, 3, 6], rows)


def _part_table(work: Record) -> SheetTable:
    rows = [
        [str(place), part["title"], outlet_text(part), day(part["published_on"]), _extent(part), part["url"]]
        for place, part in enumerate(work["parts"], 1)
    ]
    columns = ["Kỳ", "Tên kỳ", "Nơi đăng/phát", "Ngày", "Trang, độ dài", "Đường dẫn"]
    return SheetTable("Các kỳ", columns, [1, 3.4, 3, 2.5, 2.2, 5], rows)


def _extent(part: Record) -> str:
    return ", ".join(
        filter(
            None,
            [
                f"trang {part['page']}" if part["page"] else "",
                f"{part['minutes']} phút" if part["minutes"] else "",
                f"{part['words']} từ" if part["words"] else "",
            ],
        )
    )


def _file_tables(work: Record) -> list[SheetTable]:
    rows = [[file["path"], file["name"], file["caption"], bytes_text(file["size"])] for file in work["files"]]
    columns = ["Tên tệp", "Tên do tác giả đặt", "Chú thích", "Dung lượng"]
    return [SheetTable("Các tệp trong thư mục", columns, [4, 4, 4, 2], rows)] if rows else []


def _contacts(edition: Record) -> str:
    return ", ".join(filter(None, [edition["contact_phone"], edition["contact_email"], edition["contact_address"]]))


def _contact_lines(edition: Record) -> list[str]:
    contacts = _contacts(edition)
    return ["", f"Liên hệ: {contacts}"] if contacts else []
