"""What stands on the council's papers: plain rows in, contents out. Papers of the award are Vietnamese."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from award.council.minutes import UNCOUNTED, conclusion
from award.council.states import Attendance
from award.council.voting import ABSTAIN, NO, NONE, YES
from award.documents.certificates import CertificateText
from award.documents.paper import Annex, Block, Signer, Table
from award.papers.offering import Content

LIST_COLUMNS = [
    "STT",
    "Tên tác phẩm",
    "Tác giả, nhóm tác giả",
    "Nơi đăng, phát",
    "Loại hình",
    "Giải",
    "Tiền thưởng (đồng)",
]
LIST_WIDTHS = [12, 72, 48, 38, 26, 24, 27]
CHAIR, MEMBER = "Chủ tịch Hội đồng", "Thành viên"
VOTES = {YES: "Đồng ý", NO: "Không đồng ý", ABSTAIN: "Phiếu trắng", NONE: "Không chọn tác phẩm nào"}
UNBALLOTED = "Phiên họp không có lượt bỏ phiếu nào."
LEVEL_COLUMNS = ["Giải", "Số tác phẩm", "Tiền thưởng mỗi giải (đồng)", "Cộng (đồng)"]


def decision(prizes: Sequence[Any], works: Mapping[Any, Any], *, award: str) -> Content:
    """The decision on the prizes with its list (quyết định và danh sách): `prizes` in the order of the list, `works`
    their lines by identity."""
    return Content(
        values=_counts(prizes),
        blocks={"levels": [_levels(prizes)]},
        annexes=[_list(prizes, works, f"Danh sách tác phẩm đạt {award}")],
    )


def submission(prizes: Sequence[Any], works: Mapping[Any, Any], *, award: str) -> Content:
    """The submission paper (tờ trình) that asks for the decision."""
    title = f"Danh sách tác phẩm đề nghị tặng {award[:1].lower()}{award[1:]}"
    return Content(values=_counts(prizes), blocks={"levels": [_levels(prizes)]}, annexes=[_list(prizes, works, title)])


def minutes(
    prizes: Sequence[Any],
    works: Mapping[Any, Any],
    members: Sequence[tuple[str, str]],
    rounds: Sequence[str],
    *,
    award: str,
    secretary: str,
) -> Content:
    """The minutes (biên bản) of the meeting that settled the prizes: `members` are (name, place in the council), `rounds`
    the closed rounds that it stood on."""
    rows = [[str(place), *member] for place, member in enumerate(members, 1)]
    table = Table(["STT", "Họ và tên", "Trách nhiệm"], [14, 76, 70], rows)
    departures = [f"{prize.code}: {prize.departure}" for prize in prizes if prize.departure]
    return Content(
        values=_counts(prizes)
        | {
            "rounds": ", ".join(rounds),
            "members_count": f"{len(members):02d}" if members else "",
            "chair": ", ".join(name for name, place in members if place == CHAIR),
            "departures": "; ".join(departures),
        },
        blocks={"members": [table] if members else [], "levels": [_levels(prizes)], "list": [_table(prizes, works)]},
        beside=[Signer("Thư ký", secretary)],
    )


def ballot_record(sitting: Any, *, began: str, ended: str) -> Content:
    """The record of counting votes (biên bản kiểm phiếu) of a session: every ballot that was counted, in order, with its
    rules, its votes and what they came to; without ballots the record says so. It tells nothing of who voted what."""
    counted = sorted(
        ((item, ballot) for item in sitting.items for ballot in item.ballots if ballot.closed_at is not None),
        key=lambda one: one[1].number,
    )
    there = sum(member.attendance is not Attendance.ABSENT for member in sitting.members)
    rows = [
        [
            f"{ballot.number:02d}",
            f"{item.level}: {_asked(item, ballot)}",
            "Bỏ phiếu kín" if ballot.secret else "Biểu quyết công khai",
            f"{ballot.present or 0:02d}/{ballot.entitled:02d}",
            _votes(item, ballot),
            f"{ballot.needed or 0:02d}",
            _conclusion(item, ballot),
        ]
        for item, ballot in counted
    ]
    columns = ["Lượt", "Nội dung", "Hình thức", "Có mặt/được bỏ phiếu", "Kết quả kiểm phiếu", "Cần", "Kết luận"]
    return Content(
        values={
            "session": f"{sitting.session.number:02d}",
            "where": sitting.session.place,
            "began": began,
            "ended": ended,
            "members_count": f"{len(sitting.members):02d}",
            "present": f"{there:02d}",
            **({"ballots": f"{len(rows):02d}"} if rows else {"unballoted": UNBALLOTED}),
        },
        annexes=[Annex("Kết quả các lượt bỏ phiếu", columns, [13, 66, 28, 26, 62, 14, 38], rows, lying=True)]
        if rows
        else [],
        beside=[Signer("Người kiểm phiếu", "")],
    )


def _asked(item: Any, ballot: Any) -> str:
    titles = {work.word: f"{work.code} “{work.title}”" for work in item.works}
    asked = ", ".join(titles.get(word, word) for word in ballot.works)
    return asked if len(ballot.works) == 1 else f"chọn {ballot.places:02d} trong các tác phẩm {asked}"


def _votes(item: Any, ballot: Any) -> str:
    if ballot.is_uncounted:
        return UNCOUNTED
    codes = {work.word: work.code for work in item.works}
    return "; ".join(
        f"{VOTES.get(word) or codes.get(word, word)}: {count:02d}" for word, count in (ballot.votes or {}).items()
    )


def _conclusion(item: Any, ballot: Any) -> str:
    codes = {work.word: work.code for work in item.works}
    carried = ballot.winners if len(ballot.works) > 1 else []
    return conclusion(ballot.outcome, *(", ".join(codes[word] for word in words) for words in (carried, ballot.again)))


def certificates(prizes: Sequence[Any], works: Mapping[Any, Any], *, award: str) -> Content:
    """A certificate for each prize of each work, with the list that they are entered in."""
    made = [
        CertificateText(
            name=_authors(works[prize.entry_id]),
            about=works[prize.entry_id].outlet,
            work=prize.title,
            prize=prize.level,
            award=award,
            category=prize.category,
        )
        for prize in prizes
    ]
    rows = [[f"{place:02d}", one.name, one.work, one.prize] for place, one in enumerate(made, 1)]
    book = Annex(
        f"Sổ cấp giấy chứng nhận {award}", ["Số vào sổ", "Họ và tên", "Tác phẩm", "Giải"], [22, 50, 62, 26], rows
    )
    return Content(values=_counts(prizes), annexes=[book], certificates=made)


def invitation() -> Content:
    """An invitation (giấy mời): all of it is typed."""
    return Content()


def money(amount: int | None) -> str:
    """`10.000.000` for 10000000; empty for none."""
    return f"{amount:,}".replace(",", ".") if amount else ""


def _counts(prizes: Sequence[Any]) -> dict[str, str]:
    by_level = Counter(prize.level for prize in prizes)
    total = sum(prize.money or 0 for prize in prizes)
    return {
        "count": f"{len({prize.entry_id for prize in prizes}):02d}",
        "levels": ", ".join(f"{count:02d} {level[:1].lower()}{level[1:]}" for level, count in by_level.items()),
        "total_money": money(total),
    }


def _levels(prizes: Sequence[Any]) -> Table:
    found: dict[str, list[Any]] = {}
    for prize in prizes:
        found.setdefault(prize.level, []).append(prize)
    rows = [
        [level, f"{len(same):02d}", money(same[0].money), money(sum(one.money or 0 for one in same))]
        for level, same in found.items()
    ]
    return Table(LEVEL_COLUMNS, [48, 30, 46, 36], rows)


def _list(prizes: Sequence[Any], works: Mapping[Any, Any], title: str) -> Annex:
    return Annex(title, LIST_COLUMNS, LIST_WIDTHS, _rows(prizes, works), label="", lying=True)


def _table(prizes: Sequence[Any], works: Mapping[Any, Any]) -> Block:
    rows = [[row[0], row[1], row[2], row[5]] for row in _rows(prizes, works)]
    return Table(["STT", "Tên tác phẩm", "Tác giả, nhóm tác giả", "Giải"], [12, 72, 50, 26], rows)


def _rows(prizes: Sequence[Any], works: Mapping[Any, Any]) -> list[list[str]]:
    return [
        [
            str(place),
            prize.title,
            _authors(works[prize.entry_id]),
            works[prize.entry_id].outlet,
            prize.category,
            prize.level,
            money(prize.money),
        ]
        for place, prize in enumerate(prizes, 1)
    ]


def _authors(work: Any) -> str:
    return ", ".join(f"{name} ({pen_names})" if pen_names else name for name, pen_names in work.authors)
