"""Papers of a dossier that prove something: the minutes of choosing the works, and the receipt for whoever gets it."""

from datetime import date

from award.documents.paper import Annex, LetterText, Signer
from award.forwarding.columns import Record, authors_text, category_text, day
from award.forwarding.papers import MINUTES, composed, values
from award.papers.offering import Content

BLANK, SHORT = "…………………………", "……………"
# As long as a line of the text.
LINE = "…" * 29


# What only those who sat there know; in a dossier it is left to the hand.
BY_HAND = dict.fromkeys(("hour", "where", "ended"), BLANK) | {"present": "\n".join([LINE] * 3)}


def minutes_text(record: Record) -> LetterText:
    """The minutes (biên bản) of choosing. Numbered by hand, since the registry of minutes may not be ours."""
    return composed(record, MINUTES, minutes_content(record), BY_HAND, date.fromisoformat(record["frozen_on"]))


def minutes_content(record: Record) -> Content:
    """What the works were chosen from, by which conditions, and each with its prize and its place."""
    rows = [
        [
            str(place),
            work["code"],
            work["title"],
            authors_text(work),
            ", ".join(work["prizes"]),
            str(work["rank"] or ""),
        ]
        for place, work in enumerate(record["works"], 1)
    ]
    columns = ["STT", "Mã", "Tên tác phẩm", "Tác giả, nhóm tác giả", "Giải cấp tỉnh", "Xếp thứ"]
    conditions = _conditions(record["terms"])
    ends = [";"] * (len(conditions) - 1) + ["."]
    return Content(
        values=values(record),
        blocks={"conditions": [f"- {text}{end}" for text, end in zip(conditions, ends, strict=True)]},
        annexes=[Annex("Tác phẩm được lựa chọn", columns, [13, 18, 53, 42, 20, 14], rows)],
        beside=[Signer("Thư ký", "")],
    )


def _conditions(terms: Record) -> list[str]:
    """The destination's rules as the minutes say them."""
    limits = [
        ("places", "Số tác phẩm nhiều nhất: {}"),
        ("most_authors", "Số tác giả nhiều nhất của một tác phẩm: {}"),
        ("works_per_author", "Số tác phẩm nhiều nhất của một tác giả: {}"),
        ("most_parts", "Số kỳ nhiều nhất: {}"),
    ]
    found = [f"Đăng, phát từ ngày {day(terms['window_from'])} đến ngày {day(terms['window_to'])}"]
    found += ["Chỉ gửi tác phẩm đã được trao giải"] if terms["prized_only"] else []
    return found + [text.format(terms[name]) for name, text in limits if terms[name] is not None]


def receipt_text(record: Record) -> LetterText:
    """The receipt (giấy biên nhận), to be completed and signed by who gets the dossier on discs or paper; in the frame of
    the letter, since that of who receives is not known here."""
    destination, edition = record["destination"], record["edition"]
    files = sum(len(work["files"]) for work in record["works"])
    return LetterText(
        kind="Giấy biên nhận",
        issuer=destination["addressee"],
        symbol="BN",
        place=SHORT,
        day=None,
        subject=f"Hồ sơ dự {destination['name']}",
        paragraphs=[
            f"Đã nhận của {edition['organiser']} hồ sơ {record['name']} (đợt {record['number']:02d}, chốt ngày "
            f"{day(record['frozen_on'])}): {len(record['works']):02d} tác phẩm, {files} tệp, kèm công văn, danh sách và "
            "bảng mã SHA-256.",
            f"Thời gian nhận: {BLANK}",
            f"Số đến: {BLANK}",
            f"Tình trạng khi đối chiếu mã SHA-256: {BLANK}",
        ],
        signer_title="Người nhận",
        signer_name="",
        signer_note="(Ký, ghi rõ họ tên)",
        recipients=[edition["organiser"], "Lưu: VT"],
        frame=record["letter"].get("frame", "state"),
        annex=Annex(
            "Tác phẩm đã nhận",
            ["STT", "Tên tác phẩm", "Tác giả", "Loại hình", "Số tệp"],
            [12, 66, 46, 24, 14],
            [
                [str(place), work["title"], authors_text(work), category_text(work), str(len(work["files"]))]
                for place, work in enumerate(record["works"], 1)
            ],
        ),
    )
