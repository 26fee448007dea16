"""Vietnamese text: one normal form, search without marks, the order of a Vietnamese list."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from award.kit.text import clean, fold, name_key, slug, sort_key, with_year

VIETNAMESE = st.text("aăâáàảãạắằấầđeêếềghiíklmnoôơốớpquưứữvxyýĂÂĐÊÔƠƯ ", max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Xây dựng Đảng", "xay dung dang"), ("  PHƯỢNG   Ốc ", "phuong oc"), ("Ảnh: 5–12", "anh: 5–12"), ("", "")],
)
def test_search_ignores_marks_case_and_space(text, folded):
    assert fold(text) == folded


@settings(deadline=None)
@given(VIETNAMESE)
def test_both_normal_forms_are_one_text(text):
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert clean(decomposed) == clean(composed) == clean(clean(text))
    assert fold(composed) == fold(decomposed) == fold(fold(text))
    assert sort_key(composed) == sort_key(decomposed)


def test_clean_keeps_lines_and_drops_what_nobody_sees():
    assert clean(" một\r\nhai\x00\x07 ") == "một\nhai"


@pytest.mark.parametrize("hidden", ["\0", "\u202e", "\u200b", "\ufeff", "\ud800", "\uffff"])
def test_what_no_line_shows_does_not_part_a_letter_from_its_mark(hidden):
    assert clean(f"{hidden} e{hidden}\u0301 {hidden}") == "é"


def test_words_stand_as_in_a_vietnamese_dictionary():
    mixed = ["ư", "u", "ơ", "ô", "o", "ê", "e", "đa", "da", "ca", "ba", "ân", "ăn", "ạ", "á", "a"]
    assert sorted(mixed, key=sort_key) == mixed[::-1]
    assert sorted(["mã", "má", "mà", "mạ", "mả", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["mai", "má", "ma"], key=sort_key) == ["ma", "má", "mai"]


def test_people_stand_by_their_given_name():
    people = ["Trần Bình", "Lê Thị An", "Đặng Thu Hà", "Nguyễn Ân", "Bùi Văn An"]
    assert sorted(people, key=name_key) == ["Bùi Văn An", "Lê Thị An", "Nguyễn Ân", "Trần Bình", "Đặng Thu Hà"]


@settings(deadline=None)
@given(st.text(max_size=100))
def test_a_slug_is_safe_in_any_file_name(text):
    made = slug(text, 20)
    assert len(made) <= 20
    assert all(part.isascii() and part.isalnum() and part == part.lower() for part in made.split("-") if part)
    assert made == made.strip("-")


@pytest.mark.parametrize(("name", "told"), [("Giải báo chí", "Giải báo chí · 2026"), ("Giải 2026", "Giải 2026")])
def test_a_name_tells_its_year_once(name, told):
    assert with_year(name, 2026, " · ") == told
