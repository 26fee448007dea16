"""Every rule that an edition can set on entering (domain.md, section 1), by tables of examples: one name, one clause."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from uuid import uuid4

import pytest

from award.accounts.states import Carrier
from award.editions.clauses import Clause
from award.entries import checks
from award.entries.calendar import Term
from award.entries.checks import Verdict, open_ones, run
from award.entries.checks.measured import clock_face
from award.entries.facts import (
    AuthorFacts,
    BarredAwardRules,
    FileFacts,
    LicenceFacts,
    PartFacts,
    PrizeFacts,
    Range,
    RequirementRules,
    TopicFacts,
    WorkFacts,
    WorkRules,
)
from award.entries.states import Statement, TopicState
from award.files.states import FileState
from award.kit import clock
from tests.entries.test_checks import AN, FIRST, GOOD, LAST, PART, RULES, part, verdicts

M, B, U, N, OK = Verdict.MISSING, Verdict.BROKEN, Verdict.UNKNOWN, Verdict.NOTED, Verdict.MET
EARLY = PartFacts(2, "Báo Bình Định", FIRST - timedelta(days=3))
SERIES = (PART, EARLY)
EVIDENCE = RequirementRules(uuid4(), "Minh chứng", 1, 3, code="minh-chung", genres=frozenset({"dieu-tra"}))
TRANSLATION = RequirementRules(uuid4(), "Bản dịch", 1, 1, code="ban-dich", translation=True)
PHOTOS = RequirementRules(uuid4(), "Ảnh", 1, 12, code="anh", photos=True)
LARGE = replace(PHOTOS, least_pixels=3000)
FILM = RequirementRules(uuid4(), "Tệp hình", 1, 1, code="hinh", per_part=True)
NATIONAL = BarredAwardRules("Giải Báo chí Quốc gia")
HAMMER = BarredAwardRules("Giải Búa liềm vàng", ("Đặc biệt", "A"))
S = Statement


def photos(count: int, state=FileState.VERIFIED, **more) -> dict:
    return {"files": tuple(FileFacts(PHOTOS.id, state, **more) for _ in range(count))}


def film(seconds: str, declared: int | None = 9) -> dict:
    file = FileFacts(FILM.id, FileState.VERIFIED, 1, seconds=Decimal(seconds))
    return {"files": (file,), "parts": part(minutes=declared)}


def licence(**more) -> dict:
    return {"parts": part(licence=LicenceFacts(**more))}


def prize(contest: str, level: str = "", organiser: str = "Hội") -> dict:
    return {"prizes": (PrizeFacts(contest, organiser, level),)}


EXAMPLES = {
    "straddling series: an earlier part counts beside one within the time": (
        "window", {"parts": SERIES}, {"straddling": True}, [OK, OK]),
    "straddling series: not where the rules do not say so": ("window", {"parts": SERIES}, {}, [OK, B]),
    "straddling series: not without a part within the time": (
        "window", {"parts": (EARLY,)}, {"straddling": True}, [B]),
    "straddling series: not a part after the time": (
        "window", {"parts": (PART, replace(EARLY, published_on=LAST + timedelta(1)))}, {"straddling": True}, [OK, B]),
    "straddling series: not what was entered the year before": (
        "window", {"parts": (PART, replace(EARLY, entered_in="BI-004"))}, {"straddling": True}, [OK, B]),
    "straddling series: declared": ("not_entered_before", {"parts": SERIES}, {"straddling": True}, [M]),
    "straddling series: declared and given": (
        "not_entered_before", {"parts": SERIES, "statements": {S.NOT_ENTERED_BEFORE}}, {"straddling": True}, [OK]),
    "straddling series: nothing to declare without one": ("not_entered_before", {}, {"straddling": True}, []),
    "authors: at least": ("author_count", {}, {"authors": Range(2, 5)}, [B]),
    "authors: at least, met": ("author_count", {"authors": (AN, AN)}, {"authors": Range(2, 5)}, [OK]),
    "parts: at least": ("part_count", {}, {"parts": Range(3, None)}, [B]),
    "parts: exactly": ("part_count", {}, {"parts": Range(1, 1)}, [OK]),
    "words: at least": ("words", {"parts": part(words=299)}, {"words": Range(300, 3000)}, [B]),
    "words: at least, met": ("words", {"parts": part(words=300)}, {"words": Range(300, 3000)}, [OK]),
    "minutes: at least": ("minutes", {"parts": part(minutes=9)}, {"minutes": Range(10, None)}, [B]),
    "measured: within": ("measured_minutes", film("540.2"), {"minutes": Range(None, 10)}, [OK]),
    "measured: half a minute over is rounded away": (
        "measured_minutes", film("629.9", 10), {"minutes": Range(None, 10)}, [OK]),
    "measured: over the limit": ("measured_minutes", film("630", 10), {"minutes": Range(None, 10)}, [B]),
    "measured: under the least": ("measured_minutes", film("60", 1), {"minutes": Range(5, None)}, [B]),
    "measured: the difference is told": ("measured_minutes", film("300", 9), {"minutes": Range(None, 10)}, [N]),
    "measured: nothing declared": ("measured_minutes", film("300", None), {"minutes": Range(None, 10)}, [OK]),
    "measured: no limit, no clause": ("measured_minutes", film("300"), {}, []),
    "photos: too few": ("photos", photos(4), {"photos": Range(5, 12), "requirements": (PHOTOS,)}, [B]),
    "photos: in number": ("photos", photos(5), {"photos": Range(5, 12), "requirements": (PHOTOS,)}, [OK]),
    "photos: a single one": ("photos", photos(2), {"photos": Range(None, 1), "requirements": (PHOTOS,)}, [B]),
    "photos: refused ones do not count": (
        "photos", photos(5, FileState.REFUSED), {"photos": Range(5, 12), "requirements": (PHOTOS,)}, [B]),
    "pixels: too small": ("pixels", photos(3, pixels=2999), {"requirements": (LARGE,)}, [B]),
    "pixels: exactly": ("pixels", photos(3, pixels=3000), {"requirements": (LARGE,)}, [OK]),
    "pixels: one of many is too small": (
        "pixels", {"files": photos(2, pixels=4000)["files"] + photos(1, pixels=800)["files"]},
        {"requirements": (LARGE,)}, [B]),
    "pixels: refused ones do not count": (
        "pixels", photos(1, FileState.REFUSED, pixels=800), {"requirements": (LARGE,)}, []),
    "pixels: nothing was measured yet": ("pixels", photos(1, FileState.STORED), {"requirements": (LARGE,)}, []),
    "pixels: no limit, no clause": ("pixels", photos(1, pixels=800), {"requirements": (PHOTOS,)}, []),
    "language: Vietnamese needs no clause": ("language", {}, {}, []),
    "language: another with a translation": ("language", {"language": "bdq"}, {}, [OK]),
    "language: only Vietnamese": ("language", {"language": "bdq"}, {"other_languages": False}, [B]),
    "language: only Vietnamese, met": ("language", {}, {"other_languages": False}, [OK]),
    "translation: needed": ("files", {"language": "bdq"}, {"requirements": (TRANSLATION,)}, [M]),
    "translation: not of a work in Vietnamese": ("files", {}, {"requirements": (TRANSLATION,)}, []),
    "evidence: needed of an investigation": (
        "files", {"genre_code": "dieu-tra"}, {"requirements": (EVIDENCE,)}, [M]),
    "evidence: of no other genre": ("files", {"genre_code": "ky"}, {"requirements": (EVIDENCE,)}, []),
    "made for online: declared": (
        "made_for_online", {"statements": {S.MADE_FOR_ONLINE}}, {"statements": {S.MADE_FOR_ONLINE}}, [OK]),
    "made for online: not declared": ("made_for_online", {}, {"statements": {S.MADE_FOR_ONLINE}}, [M]),
    "discipline: not declared": ("discipline", {}, {"statements": {S.DISCIPLINE}}, [M]),
    "people of the province: not declared": ("province", {}, {"statements": {S.PROVINCE}}, [M]),
    "people of the province: declared": (
        "province", {"statements": {S.PROVINCE}}, {"statements": {S.PROVINCE}}, [OK]),
    "licence: held": ("licence", licence(), {"licensed_outlets": True}, [OK]),
    "licence: none": ("licence", licence(licensed=False), {"licensed_outlets": True}, [B]),
    "licence: not yet": ("licence", licence(since=date(2023, 6, 1)), {"licensed_outlets": True}, [B]),
    "licence: over": ("licence", licence(until=date(2023, 5, 18)), {"licensed_outlets": True}, [B]),
    "licence: on its last day": ("licence", licence(until=date(2023, 5, 19)), {"licensed_outlets": True}, [OK]),
    "licence: a portal": ("licence", licence(carrier=Carrier.PORTAL), {"licensed_outlets": True}, [B]),
    "licence: a portal where the edition allows it": (
        "licence", licence(carrier=Carrier.BULLETIN), {"licensed_outlets": True, "portals_allowed": True}, [OK]),
    "licence: an outlet that nobody knows": ("licence", {}, {"licensed_outlets": True}, [U]),
    "prizes: declared in full": ("earlier_prizes", prize("Cuộc thi", "Ba"), {"prizes_in_full": True}, [OK]),
    "prizes: without a level": ("earlier_prizes", prize("Cuộc thi"), {"prizes_in_full": True}, [M]),
    "prizes: an award that bars": (
        "barred_award", prize("giai bao chi quoc gia lần thứ XVII", "C"), {"barred_awards": (NATIONAL,)}, [B]),
    "prizes: another award": (
        "barred_award", prize("Giải báo chí tỉnh", "A"), {"barred_awards": (NATIONAL,)}, [OK]),
    "prizes: a level that bars": (
        "barred_award", prize("Giải Búa liềm vàng lần VII", "Giải A"), {"barred_awards": (HAMMER,)}, [B]),
    "prizes: a level that does not bar": (
        "barred_award", prize("Giải Búa liềm vàng", "Khuyến khích"), {"barred_awards": (HAMMER,)}, [OK]),
    "prizes: the level decides and is not given": (
        "barred_award", prize("Giải Búa liềm vàng"), {"barred_awards": (HAMMER,)}, [M]),
    "overlap: too much": ("overlap", {"overlap": Fraction(41, 100)}, {"most_overlap": 40}, [B]),
    "overlap: at the limit": ("overlap", {"overlap": Fraction(40, 100)}, {"most_overlap": 40}, [OK]),
    "overlap: no text read": ("overlap", {}, {"most_overlap": 40}, [U]),
    "members: one": ("members", {"authors": (AuthorFacts("An", True, is_member=True),)}, {"members_only": True}, [OK]),
    "members: none": ("members", {"authors": (AuthorFacts("An", True, is_member=False),)}, {"members_only": True}, [B]),
    "members: nobody knows": ("members", {}, {"members_only": True}, [U]),
    "works of an author: somebody of the name is told of": (
        "works_per_author", {"authors": (AuthorFacts("An", True, 0, None, 1),)}, {"works_per_author": 1}, [N]),
    "topic: none": ("topic", {}, {"topics_first": True}, [M]),
    "topic: waits": ("topic", {"topic": TopicFacts("Đề tài", TopicState.PROPOSED)}, {"topics_first": True}, [M]),
    "topic: accepted": ("topic", {"topic": TopicFacts("Đề tài", TopicState.ACCEPTED)}, {"topics_first": True}, [OK]),
    "topic: declined": ("topic", {"topic": TopicFacts("Đề tài", TopicState.DECLINED)}, {"topics_first": True}, [B]),
    "unpublished: no day is asked for": (
        "window", {"unpublished": True, "parts": part(published_on=None)}, {"unpublished_allowed": True}, []),
    "unpublished: no outlet is asked for": (
        "outlet", {"unpublished": True, "parts": part(outlet="")}, {"unpublished_allowed": True}, []),
    "unpublished: where it is not allowed a day is asked for": (
        "window", {"unpublished": True, "parts": part(published_on=None)}, {}, [M]),
    "unpublished: its length counts": (
        "words", {"unpublished": True, "parts": part(words=None)},
        {"unpublished_allowed": True, "words": Range(None, 900)}, [M]),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_rule(name):
    clause, facts, rules, expected = EXAMPLES[name]
    assert verdicts(facts, rules, clause) == expected


def test_the_deadline_for_supplements_stands_only_while_one_is_awaited():
    end = clock.now()
    rules, late = {"supplements": Term(end, end)}, end + timedelta(seconds=1)
    assert verdicts({"at": late}, rules, "supplements") == []
    assert verdicts({"at": end, "returned": True}, rules, "supplements") == [OK]
    assert verdicts({"at": late, "returned": True}, rules, "supplements") == [B]


def test_a_clause_names_its_article_in_the_table_and_in_the_sentence():
    facts = WorkFacts(**{**GOOD, "parts": part(published_on=FIRST - timedelta(1))})
    [check] = open_ones(run(facts, WorkRules(**RULES, articles={"window": "Điều 4"})))
    assert check.article == "Điều 4"
    assert str(check.sentence).startswith("Day of publication (Điều 4): Published on 2022-10-31")


def test_every_clause_that_a_check_can_yield_can_have_an_article():
    folder = Path(checks.__file__).parent
    found = {
        name
        for path in folder.glob("*.py")
        for name in re.findall(r'(?:Check|filled|counted|_agreed|_deadline)\(\s*"([a-z_]+)"', path.read_text())
    }
    assert found - set(Clause) == set()
    assert {one.value for one in Statement} <= set(Clause)


def test_minutes_are_told_as_players_show_them():
    assert [clock_face(Decimal(seconds)) for seconds in ("5", "59.6", "907.4")] == ["0:05", "1:00", "15:07"]
