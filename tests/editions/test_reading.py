"""An edition's file: every fault at once, each at its line and field, and the same text back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from award.editions import kinds, locating, reading, writing
from award.editions.copying import next_edition
from award.editions.faults import FaultyFile
from award.kit import clock
from tests.editions.files import LIBRARY, shipped

BINH_DINH = shipped("binh-dinh-2023.toml")
GIA_LAI = shipped("gia-lai-2026.toml")


def faults_of(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(FaultyFile) as caught:
        reading.read(text, "kỳ.toml")
    assert {fault.file_name for fault in caught.value.faults} == {"kỳ.toml"}
    return [(fault.line, fault.field, str(fault.message)) for fault in caught.value.faults]


def only(text: str) -> tuple[str, str]:
    """The line's own text and the field of the one fault."""
    [(line, field, _sentence)] = faults_of(text)
    return text.split("\n")[line - 1].strip(), field


def changed(old: str, new: str, text: str = BINH_DINH) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_a_shipped_file_is_in_the_form_that_dump_writes(path):
    text = path.read_text()
    edition = reading.read(text, path.name)
    assert writing.write(edition) == text
    assert reading.read(writing.write(edition), path.name) == edition


def test_ten_faults_are_ten_reports_each_at_its_line_and_field():
    text = BINH_DINH
    for old, new in [
        ("year = 2023", 'year = "2023"'),
        ("notice_days = 10", "notice_day = 10"),
        ("hard_at = 2023-10-05T23:59", "hard_at = 2023-10-05T16:00"),
        ('letters = "DT"', 'letters = "BI"'),
        ('media_type = "radio"', 'media_type = "wireless"'),
        ("most_words = 2500", "most_words = 2500x"),
        ('judges = ["phat-thanh", "truyen-hinh"]', 'judges = ["phat-thanh", "truyen-hinh", "kich-noi"]'),
        ("quorum = 2", "quorum = 4"),
        ("maximum = 30", "maximum = 31"),
        ("deadline_on = 2023-11-10", "deadline_on = 2023-11-31"),
    ]:
        text = changed(old, new, text)
    lines = text.split("\n")
    found = [(lines[line - 1].strip(), field) for line, field, _ in faults_of(text)]
    assert found == [
        ('year = "2023"', "year"),
        ("notice_day = 10", "calendar.notice_day"),
        ("hard_at = 2023-10-05T16:00", "deadlines[entries].hard_at"),
        ("most_words = 2500x", "categories[bao-in].most_words"),
        ('letters = "BI"', "categories[bao-dien-tu].letters"),
        ('media_type = "wireless"', "categories[phat-thanh].media_type"),
        ('judges = ["phat-thanh", "truyen-hinh", "kich-noi"]', "subcommittees[phat-thanh-truyen-hinh].judges"),
        ("quorum = 4", "rounds[cham-giai].quorum"),
        ("[[rounds.criteria]]", "rounds[cham-giai].criteria"),
        ("deadline_on = 2023-11-31", "destinations[bua-liem-vang].deadline_on"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('code = "anh-bao-chi"', 'code = "Ảnh"', "categories[Ảnh].code"),
        ('code = "chinh-luan"', 'code = "phong-su"', "categories[bao-in].genres[phong-su].code"),
        ("window_to = 2023-09-30", "window_to = 2022-09-30", "calendar.window_to"),
        ("shown_at = 2023-10-05T17:00", "shown_at = 2023-10-05", "deadlines[entries].shown_at"),
        ("shown_at = 2023-10-05T17:00", "shown_at = 2023-10-05T17:00:00+07:00", "deadlines[entries].shown_at"),
        ("hard_at = 2023-10-05T23:59", "hard_at = 2023-10-05T24:59", "deadlines[entries].hard_at"),
        ('code = "entries"', 'code = "works"', "deadlines"),
        ('largest = "50 MB"', 'largest = "50"', "categories[bao-in].requirements[trang-bao].largest"),
        ('kinds = ["pdf", "image"]', "kinds = []", "categories[bao-in].requirements[trang-bao].kinds"),
        ("least = 1\nmost = 4", "least = 5\nmost = 4", "categories[bao-in].requirements[trang-bao].most"),
        ("per_part = true", 'per_part = "yes"', "categories[bao-in].requirements[trang-bao].per_part"),
        ("closes_at = 2023-10-27", "closes_at = 2023-10-15", "rounds[cham-giai].closes_at"),
        ("step = 1", "step = 0.005", "rounds[cham-giai].step"),
        ('method = "mean"', 'method = "trimmed_mean"', "rounds[cham-giai].quorum"),
        ("pass_mark = 60", "pass_mark = 160", "rounds[cham-giai].pass_mark"),
        ("pass_mark = 60", "pass_votes = 3", "rounds[cham-giai].pass_votes"),
        ("scale = 100\nstep = 1\n", "scale = 100\n", "rounds[cham-giai].step"),
        ("step = 1\n", "step = 0.2\n", "rounds[cham-giai].step"),
        ("step = 1\n", 'step = "1"\n', "rounds[cham-giai].step"),
        ("maximum = 30\nsteps", "steps", "rounds[cham-giai].criteria[phat-hien].maximum"),
        ('steps = ["0–14: ', 'steps = ["0–15: ', "rounds[cham-giai].criteria[phat-hien].steps"),
        ("24–30: ", "24–31: ", "rounds[cham-giai].criteria[phat-hien].steps"),
        ("0–14: ", "0 đến 14 ", "rounds[cham-giai].criteria[phat-hien].steps"),
        ('name = "Tính chiến đấu"', 'name = "Tính chiến đấu"\nworks = ["bao-in"]', "rounds[cham-giai].criteria"),
        (
            "[[prize_levels]]",
            '[[rounds.panels]]\ncode = "kich"\npass_count = 2\n[[prize_levels]]',
            "rounds[cham-giai].panels[kich].code",
        ),
        (
            "[[prize_levels]]",
            '[[rounds.panels]]\ncode = "phat-thanh-truyen-hinh"\npass_votes = 2\n[[prize_levels]]',
            "rounds[cham-giai].panels[phat-thanh-truyen-hinh].pass_votes",
        ),
        ("money = 12_000_000", "money = -1", "prize_levels[a].money"),
        ("places = { bao-in = 1,", "places = { kich-noi = 1,", "prize_levels[a].places"),
        ("places = { bao-in = 1,", "places_in_all = 5\nplaces = { bao-in = 1,", "prize_levels[a].places_in_all"),
        ("deadline_on = 2023-11-10", "deadline_on = 2023-10-01", "destinations[bua-liem-vang].deadline_on"),
        ('code = "organiser"', 'code = "host"', "issuers"),
        ("least_photos = 5", "least_photos = 13", "categories[anh-bao-chi].genres[bo-anh].least_photos"),
        ("most_parts = 5", "most_parts = 5\nleast_parts = 6", "categories[bao-in].least_parts"),
        ("most_words = 2500", 'most_words = 2500\ndeadline = "anh"', "categories[bao-in].deadline"),
        ("per_part = true", 'per_part = true\ngenres = ["ky"]', "categories[bao-in].requirements[trang-bao].genres"),
        ('window = "Điều 4"', 'windows = "Điều 4"', "clauses.windows"),
        ('window = "Điều 4"', 'window = ""', "clauses.window"),
        ("grace_hours = 12", "grace_hours = 0", "entering.grace_hours"),
        ("grace_hours = 12", 'personal_numbers = ["shoe_size"]', "entering.personal_numbers"),
        ("grace_hours = 12", 'selection = "guild"', "entering.selection"),
        ("grace_hours = 12", "topics_first = true", "entering.topics_first"),
        ("reminder_days = [7, 2, 1]", "reminder_days = 7", "entering.reminder_days"),
        ("reminder_days = [7, 2, 1]", "reminder_days = [7, 7]", "entering.reminder_days"),
        ("reminder_days = [7, 2, 1]", "reminder_days = [-1]", "entering.reminder_days"),
        ('province = "Bình Định"', "province = Bình Định", "province"),
        ('province = "Bình Định"', 'province = "Bình Định', "province"),
        ('province = "Bình Định"', f'province = "{"x" * 121}"', "province"),
        ("year = 2023", "year = 2023\nyear = 2024", "year"),
    ],
)
def test_each_fault_is_found_at_its_field(old, new, field):
    assert only(changed(old, new))[1] == field


COUNCIL = """[council]
members = ["member"]
quorum = 5
majority = "3/5"
majority_of = "cast"
secret = false

"""


def test_what_a_file_says_of_the_council_comes_back():
    edition = reading.read(changed("[prizes]\n", COUNCIL + "[prizes]\n"), "kỳ.toml")
    found = edition.council
    assert (found.members, found.quorum, found.majority, found.secret) == (["member"], "5", "3/5", False)
    assert reading.read(writing.write(edition), "kỳ.toml").council == found


@pytest.mark.parametrize(
    "line",
    [
        'members = ["observer"]',
        "members = []",
        'quorum = "5/3"',
        "quorum = 0",
        'majority = "1/3"',
        'majority = "2"',
        'majority_of = "votes"',
        'secret = "có"',
        'majorty = "1/2"',
    ],
)
def test_a_wrong_value_of_the_council_is_found_at_its_field(line):
    assert only(changed("[prizes]\n", f"[council]\n{line}\n\n[prizes]\n")) == (line, f"council.{line.split()[0]}")


def test_a_file_that_says_nothing_of_entering_is_as_it_always_was():
    start, end = BINH_DINH.index("# Cách nộp"), BINH_DINH.index("# Thời hạn")
    entering = reading.read(BINH_DINH[:start] + BINH_DINH[end:], "x").entering
    assert (entering.grace_hours, entering.reminder_days, entering.selection) == (None, [7, 2], "none")
    assert [entering.authors_confirm, entering.topics_first, entering.unpublished_allowed] == [False] * 3


def test_rounds_that_overlap_and_genres_of_two_or_no_sub_committees_are_found():
    text = changed("opens_at = 2026-10-07T08:00", "opens_at = 2026-10-01T08:00", GIA_LAI)
    assert only(text) == ("opens_at = 2026-10-01T08:00", "rounds[chung-khao].opens_at")
    text = changed('"bao-viet/dieu-tra", "bao-viet/ky"', '"bao-viet/dieu-tra"', GIA_LAI)
    assert only(text) == ('code = "ky"', "categories[bao-viet].genres[ky].code")
    text = changed('"bao-viet/phong-su", "bao-viet/dieu-tra", "bao-viet/ky"', '"bao-viet"', GIA_LAI)
    assert {field for _, field, _ in faults_of(text)} == {"subcommittees[phong-su-ky].judges"}


SCALE = "scale = 100\nstep = 1\n"
BALLOT = """[[rounds]]
code = "bo-phieu"
name = "Vòng bỏ phiếu"
mode = "ballot"
opens_at = 2026-11-19T08:00
closes_at = 2026-11-21T17:00
ballot = "choices"
choices = 4
blind = false
quorum = 2
"""


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("choices = 4\n", "", "choices"),
        ('ballot = "choices"\n', "", "ballot"),
        ('ballot = "choices"', 'ballot = "yes_no"', "choices"),
        ("quorum = 2", 'quorum = 2\nmethod = "mean"', "method"),
        ("quorum = 2", 'quorum = 2\nties = ["median"]', "ties"),
        ("quorum = 2", 'quorum = 2\n[[rounds.criteria]]\ncode = "x"\nname = "x"\nmaximum = 5', "criteria"),
    ],
)
def test_a_ballot_says_what_a_ballot_needs_and_nothing_else(old, new, key):
    text = BINH_DINH.replace("[[prize_levels]]", f"{BALLOT}\n[[prize_levels]]", 1)
    edition = reading.read(text, "x")
    assert reading.read(writing.write(edition), "x") == edition
    assert only(changed(old, new, BALLOT).join(text.split(BALLOT)))[1].startswith(f"rounds[bo-phieu].{key}")


def test_an_edition_has_three_rounds_and_one_calibration_round_at_most():
    def more(*codes):
        added = [BALLOT.replace("bo-phieu", code).replace("11-", f"{8 + n:02}-") for n, code in enumerate(codes)]
        return BINH_DINH.replace("[[prize_levels]]", "\n".join([*added, "[[prize_levels]]"]), 1).replace(
            "2026-", "2027-"
        )

    assert reading.read(more("hai", "ba"), "x")
    assert {field for _, field, _ in faults_of(more("hai", "ba", "bon"))} == {"rounds[bon]"}
    twice = GIA_LAI.replace('code = "so-khao"', 'calibration = true\ncode = "so-khao"', 1)
    assert "rounds[so-khao].calibration" in {field for _, field, _ in faults_of(twice)}


def test_weights_are_marked_on_the_scale_and_come_back_as_weights():
    text = BINH_DINH
    for maximum in ("30", "20", "15", "20", "15"):
        text = text.replace(f"maximum = {maximum}\n", f"weight = {maximum}\n", 1)
    text = text.replace("0–14: ", "0–30: ").replace("15–23: ", "31–80: ").replace("24–30: ", "81–100: ")
    edition = reading.read(text, "x")
    assert {criterion.maximum for criterion in edition.rounds[0].criteria} == {100}
    assert "maximum" not in writing.write(edition)[text.index("[[rounds]]") :].split("[[prize_levels]]")[0]
    too_fine = faults_of(text.replace("step = 1\n", "step = 0.25\n", 1))
    assert {field for _, field, _ in too_fine} == {
        f"rounds[cham-giai].criteria[{code}].weight" for code in ("phat-hien", "chien-dau", "hieu-qua")
    }


def test_a_misspelt_key_is_answered_with_the_one_meant():
    [(_, _, sentence)] = faults_of(changed("notice_days", "notise_days"))
    assert sentence == "There is no key “notise_days” here. Is “notice_days” meant?"


def test_a_heading_of_the_wrong_kind_says_which_brackets():
    text = BINH_DINH[: BINH_DINH.index("# Thời hạn")] + '[deadlines]\ncode = "x"\n'
    assert any("[[deadlines]]" in sentence for _, field, sentence in faults_of(text) if field == "deadlines")


@pytest.mark.parametrize("text", ["", "\x00", "[", "= 3", 'a = """', "# " + "x" * 100, "[[categories]]\n[categories]"])
def test_nonsense_is_answered_and_never_breaks(text):
    assert faults_of(text)


@settings(deadline=None)
@given(st.text(alphabet="ab=\"'[]{}\n#.,\\ \u00e1", max_size=60))
def test_no_text_breaks_the_reader(text):
    assert faults_of(text)


@settings(deadline=None)
@given(st.text(max_size=200).map(kinds.clean))
def test_any_text_comes_back_as_it_was(value):
    kind = kinds.lines()
    edition = reading.read(BINH_DINH, "x")
    edition.rules.text = kind.read(value)
    edition.title = " ".join(value.split()) or "x"
    edition.title = edition.title[:300].strip()
    assert reading.read(writing.write(edition), "x") == edition


@settings(deadline=None)
@given(st.integers(1, 5_000_000_000_000))
def test_any_size_comes_back_as_it_was(count):
    assert kinds.size().read(kinds.size().write(count).strip('"')) == count


def test_lines_inside_texts_and_lists_are_not_taken_for_keys():
    text = 'a = """\nb = 1\n[c]\n"""\nd = [\n  "e = 2", # ]\n  "]",\n]\n[[f]]\n"g h" = \'x\'\n[f.i]\nj.k = 1\n'
    assert locating.lines_by_path(locating.statements(text)) == {
        ("a",): 1,
        ("d",): 5,
        ("f",): 9,
        ("f", 0): 9,
        ("f", 0, "g h"): 10,
        ("f", 0, "i"): 11,
        ("f", 0, "i", "j"): 12,
        ("f", 0, "i", "j", "k"): 12,
    }


def test_a_copy_moves_every_date_and_counts_on():
    copied = next_edition(reading.read(BINH_DINH, "x"), year=2024)
    assert (copied.code, copied.year, copied.number) == ("binh-dinh-2024", 2024, "IV")
    assert copied.title.endswith("năm 2024")
    assert f"{clock.local(copied.deadlines[0].shown_at):%Y-%m-%d %H:%M}" == "2024-10-05 17:00"
    assert copied.destinations[0].deadline_on.isoformat() == "2024-11-10"
    assert copied.destinations[0].name.endswith("lần thứ IX – năm 2024")
    assert reading.read(writing.write(copied), "x") == copied


def test_a_copy_of_the_29th_of_february_is_the_28th():
    edition = reading.read(changed("window_to = 2023-09-30", "window_to = 2024-02-29"), "x")
    assert next_edition(edition, year=2024).calendar.window_to.isoformat() == "2025-02-28"
