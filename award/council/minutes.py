"""The minutes of a session, written from its notes alone: the same notes give the same text at any time.

Official papers are always in Vietnamese. Pure: notes in, blocks of `documents.paper` out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from award.council import voting
from award.council.states import Attendance, MinuteKind, Outcome
from award.documents.paper import Block, Heading, LetterText, Signer, Table, hour_and_date
from award.editions.states import MajorityOf
from award.kit import clock

ATTENDANCE = {Attendance.PRESENT: "có mặt", Attendance.ABSENT: "vắng mặt", Attendance.LEFT: "về trước"}
WORDS = {voting.YES: "Đồng ý", voting.NO: "Không đồng ý", voting.NONE: "Không chọn tác phẩm nào", voting.ABSTAIN: "Phiếu trắng"}  # fmt: skip
OUTCOMES = {
    Outcome.PASSED: "Thông qua",
    Outcome.NOT_PASSED: "Không thông qua",
    Outcome.RUN_OFF: "Bỏ phiếu lại",
    Outcome.NO_QUORUM: "Không đủ số phiếu tối thiểu",
}
BASES = {
    MajorityOf.MEMBERS: "tổng số thành viên được biểu quyết",
    MajorityOf.PRESENT: "số thành viên có mặt",
    MajorityOf.CAST: "số phiếu thu về",
    MajorityOf.EXPRESSED: "số phiếu thu về, không kể phiếu trắng",
}
NAMED_MAJORITIES = {"1/2": "quá nửa", "2/3": "ít nhất hai phần ba", "3/4": "ít nhất ba phần tư", "1/1": "toàn bộ"}
RESULTS = Table(
    ("Lần", "Nội dung", "Hình thức", "Kết quả kiểm phiếu", "Kết luận"), (12, 48, 22, 48, 30), (), "Kết quả biểu quyết"
)


@dataclass(frozen=True)
class Paper:
    """What stands around the text of the minutes."""

    number: int
    edition: str
    issuer: str
    parent: str
    symbol: str
    place: str
    frame: str
    chair: str
    secretary: str


def text_of(paper: Paper, notes: Iterable[Any]) -> LetterText:
    """The whole paper: what was noted, the table of results, who signs."""
    notes = list(notes)
    return LetterText(
        issuer=paper.issuer,
        parent=paper.parent,
        symbol=paper.symbol,
        place=paper.place,
        day=clock.local(notes[0].at).date(),
        kind="Biên bản",
        subject=f"Phiên họp thứ {paper.number} của Hội đồng xét {paper.edition}",
        paragraphs=blocks(notes),
        signer_title="Chủ trì",
        signer_name=paper.chair,
        beside=[Signer("Thư ký", paper.secretary)],
        frame=paper.frame,
    )


def blocks(notes: Iterable[Any]) -> list[Block]:
    """The text in the order of what happened, then the results of all ballots in one table."""
    notes = list(notes)
    found: list[Block] = [block for one in notes for block in WRITERS[one.kind](one.content, one.at)]
    rows = [result_row(one.content) for one in notes if one.kind is MinuteKind.COUNTED]
    closing = [found.pop()] if notes and notes[-1].kind is MinuteKind.CLOSED else []
    if rows:
        found.append(Table(RESULTS.columns, RESULTS.widths, rows, RESULTS.title))
    return found + closing


def majority_in_words(majority: str, of: str) -> str:
    """`quá nửa số thành viên có mặt`; another share is said in figures."""
    return f"{NAMED_MAJORITIES.get(majority, f'ít nhất {majority}')} {BASES[MajorityOf(of)]}"


def votes_in_words(content: Mapping[str, Any]) -> str:
    """`Đồng ý 4; Không đồng ý 1; Phiếu trắng 1`, works by their codes."""
    codes = {work["word"]: work["code"] for work in content["works"]}
    return "; ".join(f"{WORDS.get(word) or codes[word]} {votes}" for word, votes in content["votes"])


UNCOUNTED = "Số phiếu quá ít để giữ kín ý kiến từng người: không kiểm, các phiếu đã được hủy"


def _said(content: Mapping[str, Any]) -> str:
    """What the papers said, or why they were not counted; notes from before do not tell that they were."""
    return votes_in_words(content) if content.get("counted", True) else UNCOUNTED


def result_row(content: Mapping[str, Any]) -> tuple[str, ...]:
    """One ballot as a row of the table of results."""
    return (
        str(content["number"]),
        f"{content['level']}: {_codes(content['works'])}",
        "Phiếu kín" if content["secret"] else "Công khai",
        f"{_said(content)}. Thu về {content['cast']}/{content['voters']} phiếu",
        _conclusion(content),
    )


def conclusion(outcome: Outcome, carried: str, again: str) -> str:
    """`Thông qua: BI-002. Bỏ phiếu lại: BI-003, BI-004`; a ballot for yes or no has no codes to name."""
    if outcome is Outcome.RUN_OFF and carried:
        return f"{OUTCOMES[Outcome.PASSED]}: {carried}. {OUTCOMES[outcome]}: {again}"
    return ": ".join(filter(None, (OUTCOMES[outcome], again or carried)))


def _conclusion(content: Mapping[str, Any]) -> str:
    carried = _codes(content["winners"]) if len(content["works"]) > 1 else ""
    return conclusion(Outcome(content["outcome"]), carried, _codes(content["again"]))


def _hour(at: datetime) -> str:
    return f"{clock.local(at):%H giờ %M}"


def _codes(works: Iterable[Mapping[str, str]]) -> str:
    return ", ".join(work["code"] for work in works)


def _titles(works: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(f"{work['code']} “{work['title']}”" for work in works)


def _opened(content: Mapping[str, Any], at: datetime) -> Iterator[Block]:
    there = [one["name"] for one in content["members"] if one["attendance"] == Attendance.PRESENT]
    absent = [one["name"] for one in content["members"] if one["attendance"] != Attendance.PRESENT]
    yield Heading("I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN")
    yield f"Khai mạc lúc {hour_and_date(clock.local(at))}, tại {content['place']}."
    yield f"Chủ trì: {content['chair']}."
    if content["secretaries"]:
        yield f"Thư ký: {', '.join(content['secretaries'])}."
    yield f"Thành viên có mặt ({len(there)}/{len(content['members'])}): {', '.join(there) or 'chưa có'}."
    if absent:
        yield f"Vắng mặt ({len(absent)}): {', '.join(absent)}."
    if content["agenda"]:
        yield Heading("II. NỘI DUNG")
        yield from (line for line in content["agenda"].splitlines() if line.strip())
    yield Heading(f"{'III' if content['agenda'] else 'II'}. DIỄN BIẾN")


def _attendance(content: Mapping[str, Any], at: datetime) -> Iterator[Block]:
    yield f"{_hour(at)}: {content['name']} {ATTENDANCE[Attendance(content['attendance'])]}."


def _taken_up(content: Mapping[str, Any], at: datetime) -> Iterator[Block]:
    choice = f" (chọn {content['places']} trong {len(content['works'])} tác phẩm)" if len(content["works"]) > 1 else ""
    yield f"{_hour(at)}: Xét {content['level']}{choice}: {_titles(content['works'])}."


def _stepped_out(content: Mapping[str, Any], at: datetime) -> Iterator[Block]:
    yield f"Không tham gia nội dung này do có xung đột lợi ích: {', '.join(content['names'])}."


def _marks(content: Mapping[str, Any], at: datetime) -> Iterator[Block]:
    if content["shown"]:
        yield "Chủ trì cho công bố điểm chấm của tác phẩm trước Hội đồng."


def _opinion(content: Mapping[str, Any], at: datetime) -> Iterator[Block]:
    yield f"{content['speaker']}: {content['text']}" if content["speaker"] else f"Ý kiến: {content['text']}"


def _ballot_opened(content: Mapping[str, Any], at: datetime) -> Iterator[Block]:
    way = "bỏ phiếu kín" if content["secret"] else "biểu quyết công khai"
    again = "bỏ phiếu lại, " if content["again"] else ""
    yield (
        f"{_hour(at)}: Lần biểu quyết {content['number']} ({again}{way}) về {_codes(content['works'])}; "
        f"{content['voters']} người biểu quyết trên {content['entitled']} thành viên được biểu quyết; "
        f"thông qua khi đạt {majority_in_words(content['majority'], content['of'])}."
    )


def _counted(content: Mapping[str, Any], at: datetime) -> Iterator[Block]:
    yield (
        f"{_hour(at)}: Kiểm phiếu lần {content['number']}: phát ra {content['voters']}, thu về {content['cast']}. "
        f"{_said(content)}. Cần {content['needed']} phiếu trên {content['basis']}. "
        f"{_conclusion(content)}."
    )


def _prize(content: Mapping[str, Any], at: datetime) -> Iterator[Block]:
    given = "được đưa vào danh sách đề nghị trao" if content["given"] else "đạt số phiếu nhưng chưa lập được"
    yield f"{content['code']} “{content['title']}” {given} {content['level']}."


def _closed(content: Mapping[str, Any], at: datetime) -> Iterator[Block]:
    yield f"Phiên họp bế mạc lúc {hour_and_date(clock.local(at))}. Biên bản đã được ghi lại và thông qua."


WRITERS = {
    MinuteKind.OPENED: _opened,
    MinuteKind.ATTENDANCE: _attendance,
    MinuteKind.TAKEN_UP: _taken_up,
    MinuteKind.STEPPED_OUT: _stepped_out,
    MinuteKind.MARKS: _marks,
    MinuteKind.OPINION: _opinion,
    MinuteKind.BALLOT_OPENED: _ballot_opened,
    MinuteKind.COUNTED: _counted,
    MinuteKind.PRIZE: _prize,
    MinuteKind.CLOSED: _closed,
}
