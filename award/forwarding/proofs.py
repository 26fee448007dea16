"""Papers of a dossier that prove something: the minutes of choosing the works, and the receipt for whoever gets it."""

from datetime import date

from award.documents.paper import Annex, LetterText, symbol_of
from award.forwarding.columns import Record, authors_text, category_text, day

BLANK = "…………………………"


def minutes_text(record: Record) -> LetterText:
    """The minutes (biên bản) of choosing: what the works were chosen from, by which conditions, and each with its prize
    and its place. Numbered by hand, since the registry of minutes is not ours."""
    letter, destination, edition = record["letter"], record["destination"], record["edition"]
    return LetterText(
        kind="Biên bản",
        issuer=letter["issuer"],
        parent=letter["parent"] or "",
        symbol=symbol_of(letter.get("frame", "state"), "BB", letter["symbol"]),
        frame=letter.get("frame", "state"),
        place=letter["place"],
        day=date.fromisoformat(record["frozen_on"]),
        subject=f"Lựa chọn tác phẩm gửi dự {destination['name']}",
        paragraphs=[
            f"Căn cứ kết quả {edition['title']} và thể lệ {destination['name']}, {edition['organiser']} lựa chọn "
            f"{len(record['works']):02d} tác phẩm gửi dự (đợt {record['number']:02d}). Danh sách ở phụ lục.",
            *[f"- {condition};" for condition in _conditions(record["terms"])],
            "Biên bản được lập ngày nêu trên, cùng lúc chốt danh sách; danh sách sau đó không thay đổi.",
        ],
        authority=letter["authority"] or "",
        signer_title=letter["signer_title"],
        signer_name=letter["signer_name"],
        recipients=["Như trên", f"Lưu: {letter['symbol']}"],
        annex=Annex(
            "Tác phẩm được lựa chọn",
            ["STT", "Mã", "Tên tác phẩm", "Tác giả", "Giải cấp tỉnh", "Xếp thứ"],
            [11, 18, 55, 42, 22, 14],
            [
                [
                    str(place),
                    work["code"],
                    work["title"],
                    authors_text(work),
                    ", ".join(work["prizes"]),
                    str(work["rank"] or ""),
                ]
                for place, work in enumerate(record["works"], 1)
            ],
        ),
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
    """The receipt (giấy biên nhận), to be completed and signed by who gets the dossier on discs or paper."""
    destination, edition = record["destination"], record["edition"]
    files = sum(len(work["files"]) for work in record["works"])
    return LetterText(
        kind="Giấy biên nhận",
        issuer=destination["addressee"],
        symbol="BN",
        place=BLANK,
        day=date.fromisoformat(record["frozen_on"]),
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
        signer_name="(ký, ghi rõ họ tên)",
        recipients=[edition["organiser"], "Lưu: VT"],
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
