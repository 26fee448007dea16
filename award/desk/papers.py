"""What stands in the yearly report: plain figures in, contents out. Official papers are Vietnamese always."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from award.desk import figures
from award.desk.figures import Count, Facts, Group
from award.documents.paper import Table
from award.kit.text import sort_key
from award.papers.offering import Content
from award.screening.reasons import Reason

PLACES = ("received", "eligible", "ineligible", "share", "prized", "forwarded", "prized_above", "uncovered")
BLOCKS = ("categories", "themes", "outlets", "branches", "reasons", "judging", "prizes", "forwarded", "years")
WORKS = ("Nhận được", "Đủ điều kiện", "Không đủ điều kiện", "Đạt giải")
WORK_WIDTHS = (26, 26, 30, 22)

# The usual reasons as a paper names them; an edition's own are named by the edition.
REASONS = {
    Reason.OUTSIDE_WINDOW: "Đăng ngoài thời hạn",
    Reason.NOT_LICENSED: "Không đăng trên cơ quan báo chí được cấp phép",
    Reason.TOO_MANY_WORKS: "Tác giả quá số tác phẩm",
    Reason.TOO_MANY_AUTHORS: "Quá số tác giả",
    Reason.WRONG_CATEGORY: "Sai loại hình hoặc thể loại",
    Reason.OFF_THEME: "Ngoài chủ đề",
    Reason.TOO_LONG: "Quá dài",
    Reason.UNREADABLE_FILE: "Tệp không đọc được",
    Reason.MISSING_FILE: "Thiếu tệp",
    Reason.MISSING_CONFIRMATION: "Thiếu xác nhận",
    Reason.DEAD_LINK: "Đường dẫn hỏng",
    Reason.PRIZED_ELSEWHERE: "Đã đạt giải khác",
    Reason.DUPLICATE: "Gửi trùng",
    Reason.BARRED_AUTHOR: "Tác giả không được dự giải",
    Reason.OTHER: "Lý do khác",
}


def report(facts: Facts) -> Content:
    """Statistics for the committee: every table that has something to say, numbered in the order of the year."""
    made = {
        "categories": _categories(facts),
        "themes": _themes(facts),
        "outlets": _held("Tác phẩm theo nơi đăng, phát", "Nơi đăng, phát", facts.outlets),
        "branches": _held("Tác phẩm theo chi hội của tác giả", "Chi hội", facts.branches),
        "reasons": _reasons(facts),
        "judging": _judging(facts),
        "prizes": _prizes(facts),
        "forwarded": _forwarded(facts),
        "years": _years(facts),
    }
    return Content(values=_values(facts), blocks=_numbered(made))


def _values(facts: Facts) -> dict[str, str]:
    count, here = facts.all, _here(facts)
    sent = sum(line.sent for line in here)
    missing = _uncovered(facts)
    return {
        "received": _two(count.sent_in),
        "eligible": _two(count.eligible),
        "ineligible": _two(count.ineligible),
        "share": _percent(count.refused_share),
        "prized": _two(sum((facts.prizes or {}).values())),
        "forwarded": _two(sent) if sent else "",
        "prized_above": _two(sum(len(line.prized) for line in here)) if sent else "",
        "uncovered": "; ".join(one.name for one in missing),
    }


def _numbered(made: dict[str, Table]) -> dict[str, Sequence[Table]]:
    """Tables without a line are left out; the others are numbered."""
    found: dict[str, Sequence[Table]] = {name: [] for name in made}
    number = 0
    for name, table in made.items():
        if table.rows:
            number += 1
            title = f"Bảng {number}. {table.title}"
            found[name] = [Table(table.columns, table.widths, table.rows, title)]
    return found


def _categories(facts: Facts) -> Table:
    found = figures.by(facts.works, lambda group: group.category_id)
    lines = [(one.name, found.get(one.id, Count())) for one in facts.edition.categories]
    return _works("Tác phẩm theo loại hình", "Loại hình", lines, facts.all)


def _themes(facts: Facts) -> Table:
    found = figures.by(facts.works, lambda group: group.theme_id)
    lines = [(one.name, found.get(one.id, Count())) for one in facts.edition.themes]
    if found.get(None, Count()).sent_in:
        lines.append(("Chưa ghi chủ đề", found[None]))
    return _works("Tác phẩm theo chủ đề của kế hoạch", "Chủ đề", lines, facts.all if lines else None)


def _held(title: str, first: str, groups: Iterable[Group]) -> Table:
    found = figures.most_first(figures.by(groups, lambda group: group.key), lambda name: sort_key(name or ""))
    return _works(title, first, [(name or "Chưa ghi", count) for name, count in found])


def _works(title: str, first: str, lines: Iterable[tuple[str, Count]], whole: Count | None = None) -> Table:
    rows = [[name, *_counted(count)] for name, count in lines]
    if whole is not None:
        rows.append(["Cộng", *_counted(whole)])
    return Table([first, *WORKS], [56, *WORK_WIDTHS], rows, title)


def _reasons(facts: Facts) -> Table:
    rows = [[_reason(one.code, facts.reason_names), _two(one.ineligible), _two(one.returned)] for one in facts.reasons]
    columns = ["Lý do", "Không đủ điều kiện", "Đã yêu cầu bổ sung"]
    return Table(columns, [90, 35, 35], rows, "Lý do không đủ điều kiện, phải bổ sung")


def _judging(facts: Facts) -> Table:
    rows = []
    for round_ in facts.rounds:
        own = [one for one in facts.judges if one.round_id == round_.id]
        if own:
            given, marked = sum(one.given for one in own), sum(one.marked for one in own)
            rows.append([round_.name, _two(len(own)), _two(given), _two(marked), _two(sum(one.away for one in own))])
    columns = ["Vòng chấm", "Giám khảo", "Phiếu được giao", "Phiếu đã chấm", "Không chấm, tránh chấm"]
    return Table(columns, [50, 25, 28, 28, 29], rows, "Tiến độ chấm")


def _prizes(facts: Facts) -> Table:
    given = facts.prizes or {}
    rows = [
        [one.name, _two(sum(place.places for place in one.places)), _two(given.get(one.id, 0))]
        for one in facts.edition.prize_levels
        if given
    ]
    return Table(["Giải", "Cơ cấu, nhiều nhất", "Đã đề nghị hoặc trao"], [84, 38, 38], rows, "Giải thưởng")


def _forwarded(facts: Facts) -> Table:
    rows = [
        [line.destination, _two(line.sent), _two(line.received), _two(line.shortlisted), _two(len(line.prized))]
        for line in _here(facts)
    ]
    columns = ["Nơi nhận", "Đã gửi", "Đã nhận", "Vào chung khảo", "Đạt giải"]
    return Table(columns, [64, 24, 24, 26, 22], rows, "Tác phẩm gửi dự giải cấp trên")


def _years(facts: Facts) -> Table:
    rows = [
        [
            str(one.year),
            _two(one.count.sent_in),
            _two(one.count.eligible),
            _percent(one.count.refused_share),
            *(_two(number) for number in (one.prized, one.forwarded, one.prized_there)),
        ]
        for one in facts.years
    ]
    columns = [
        "Năm",
        "Nhận được",
        "Đủ điều kiện",
        "Không đủ điều kiện",
        "Tác phẩm đạt giải",
        "Gửi lên cấp trên",
        "Đạt giải cấp trên",
    ]
    return Table(columns, [18, 22, 24, 28, 24, 22, 22], rows if len(rows) > 1 else [], "So với các kỳ trước")


def _uncovered(facts: Facts) -> list[Any]:
    return figures.uncovered(facts.edition.themes, figures.by(facts.works, lambda group: group.theme_id))


def _here(facts: Facts) -> list[Any]:
    return [line for line in facts.forwarded if line.code == facts.edition.code]


def _counted(count: Count) -> list[str]:
    return [_two(count.sent_in), _two(count.eligible), _two(count.ineligible), _two(count.prized)]


def _two(number: int | None) -> str:
    """Numbers on a paper have two digits at least, so that none can be put before."""
    return "" if number is None else f"{number:02d}"


def _percent(share: Decimal) -> str:
    return f"{share:.1f}%".replace(".", ",")


def _reason(code: str, names: Mapping[str, Any]) -> str:
    name = names.get(code, code)
    return name if isinstance(name, str) and name != code else REASONS.get(code, code)
