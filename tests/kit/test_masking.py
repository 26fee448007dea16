"""Names that must not be read are found however they are written, and nothing else is."""

import unicodedata

import pytest

from award.kit.masking import Names

AN = Names(["Lê Thị An", "An Nhiên", "lean@example.vn", "An", "", "X"])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Bài: Lê Thị An", "Bài: •••"),
        ("BÀI: LE THI AN.", "BÀI: •••."),
        (unicodedata.normalize("NFD", "Lê Thị An và An Nhiên"), "••• và •••"),
        ("Lê\nThị  An", "•••"),
        ("viết về lean@example.vn ngay", "viết về ••• ngay"),
        ("Bài, ảnh: An", "Bài, ảnh: •••"),
        ("ẢNH: AN", "ẢNH: •••"),
        ("Ảnh An, tin Bình", "Ảnh •••, tin Bình"),
        ("an ninh, Hoài An, An Khê", "an ninh, Hoài An, An Khê"),
        ("Lê Thị Anh và Thị An", "Lê Thị Anh và Thị An"),
        ("", ""),
    ],
)
def test_names_are_taken_out(text, masked):
    assert unicodedata.normalize("NFC", AN.masked(text)) == masked


def test_without_names_a_text_stays():
    assert Names([]).masked("Lê Thị An") == "Lê Thị An"


def test_places_are_those_of_the_text_itself():
    text = unicodedata.normalize("NFD", "Đồng chí Lê Thị An")
    ((begin, end),) = AN.spans(text)
    assert unicodedata.normalize("NFC", text[begin:end]) == "Lê Thị An"
