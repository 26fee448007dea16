"""The order of a Vietnamese dictionary, on any database."""

from award.kit.text import sort_key


def test_digits_stand_before_letters_and_apart_from_each_other():
    words = ["Đất", "Kỳ 2", "Dân", "Kỳ 10", "Kỳ", "Ân", "Kỳ 1", "An"]
    assert sorted(words, key=sort_key) == ["An", "Ân", "Dân", "Đất", "Kỳ", "Kỳ 1", "Kỳ 10", "Kỳ 2"]
