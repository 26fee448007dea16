"""What two works share: exact keys that lead to candidates, and figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.screening.likeness import (
    PICTURE_DISTANCE,
    TEXT_SHARE,
    Kind,
    Traits,
    compare,
    from_text,
    keys,
    plain_link,
    sketch,
    tells_apart,
    title_share,
    to_text,
    words_of,
)

BITS = st.integers(0, 2**64 - 1)
ARTICLE = " ".join(f"tiếng{number} ở bản làng" for number in range(200))


def kinds(one: Traits, other: Traits) -> list[str]:
    return [found["kind"] for found in compare(one, other)]


def meet(one: Traits, other: Traits) -> bool:
    return bool(keys(one) & keys(other))


@pytest.mark.parametrize(
    "link",
    [
        "https://baobinhdinh.vn/chi-bo-bam-ray.html",
        "http://www.baobinhdinh.vn/chi-bo-bam-ray.html?utm_source=zalo&fbclid=1#binh-luan",
        "m.baobinhdinh.vn/chi-bo-bam-ray.html/",
    ],
)
def test_a_link_is_known_in_all_its_forms(link):
    assert plain_link(link) == "baobinhdinh.vn/chi-bo-bam-ray.html"


def test_a_link_keeps_what_chooses_the_page_and_survives_nonsense():
    assert plain_link("https://bao.vn/tin?b=2&id=7") == plain_link("bao.vn/tin?id=7&b=2") != plain_link("bao.vn/tin")
    assert plain_link("http://[bad") == ""


def test_titles_are_alike_without_diacritics_signs_and_order_of_capitals():
    assert title_share("Chi bộ bám rẫy", "CHI BO “BAM” RAY!") == 100
    assert title_share("Chi bộ bám rẫy", "") == 0
    one, other = Traits("Chi bộ bám rẫy ở Vĩnh Sơn"), Traits("Chi bộ bám rẫy ở xã Vĩnh Sơn")
    assert kinds(one, other) == ["title"]
    assert meet(one, other)


def test_a_title_half_alike_counts_only_with_the_same_author():
    one, other = "Giữ lửa nghị quyết ở Vân Canh", "Giữ lửa nghị quyết vùng cao An Lão"
    assert compare(Traits(one, ("Lê An",)), Traits(other, ("Trần Bình",))) == []
    assert kinds(Traits(one, ("Lê An",)), Traits(other, ("LE AN",))) == ["title", "authors"]


def test_an_author_alone_says_nothing():
    assert compare(Traits("Một", ("Lê An",)), Traits("Hai", ("Lê An",))) == []


def test_files_and_links_are_named():
    one = Traits(links=("https://bao.vn/a",), digests={"ab": "trang-1.pdf"})
    other = Traits(links=("http://www.bao.vn/a/",), digests={"ab": "khac.pdf"})
    found = compare(one, other)
    assert [(each["kind"], each["what"]) for each in found] == [
        ("file", ["trang-1.pdf"]),
        ("link", ["https://bao.vn/a"]),
    ]
    assert "trang-1.pdf" in str(words_of(found[0]))


@given(BITS, st.sets(st.integers(0, 63), max_size=PICTURE_DISTANCE))
def test_pictures_near_each_other_always_meet(bits, flipped):
    near = bits
    for place in flipped:
        near ^= 1 << place
    one, other = Traits(pictures=((bits, "a.jpg"),)), Traits(pictures=((near, "b.jpg"),))
    if tells_apart(bits) and tells_apart(near):
        assert meet(one, other)
        assert compare(one, other)[0]["distance"] == len(flipped)


def test_pictures_far_apart_and_blank_pages_are_not_alike():
    assert compare(Traits(pictures=((2**32 - 1, "a"),)), Traits(pictures=((2**64 - 2**32, "b"),))) == []
    blank = Traits(pictures=((0, "trang trắng"),))
    assert compare(blank, blank) == []
    assert keys(blank) == set()


def test_a_text_taken_over_with_a_new_beginning_is_found():
    taken = "Lời dẫn mới của toà soạn viết lại cho khác đi một chút. " + ARTICLE
    one, other = Traits(sketches=(sketch(ARTICLE),)), Traits(sketches=(sketch(taken.upper()),))
    assert meet(one, other)
    assert compare(one, other)[0]["share"] >= 80


def test_texts_of_their_own_are_not_alike_and_short_ones_are_not_compared():
    other = " ".join(f"chữ{number} khác hẳn nhau" for number in range(200))
    assert compare(Traits(sketches=(sketch(ARTICLE),)), Traits(sketches=(sketch(other),))) == []
    assert sketch("Chi bộ bám rẫy") == ()


@given(st.integers(0, 150))
def test_the_share_of_a_text_is_estimated_within_a_quarter(kept):
    """64 hashes estimate the overlap with a standard error of at most 6 per cent."""
    words = [f"w{number}" for number in range(300)]
    mixed = words[:kept] + [f"x{number}" for number in range(300 - kept)]
    exact = max(0, kept - 4) * 100 / (2 * 296 - max(0, kept - 4))
    one, other = Traits(sketches=(sketch(" ".join(words)),)), Traits(sketches=(sketch(" ".join(mixed)),))
    found = compare(one, other)
    assert not found or abs(found[0]["share"] - exact) <= 25
    assert found or exact < TEXT_SHARE + 25


def test_a_sketch_survives_being_stored():
    assert from_text(to_text(sketch(ARTICLE))) == sketch(ARTICLE)


def test_keys_fit_their_column():
    found = keys(Traits("x" * 500, links=("https://bao.vn/" + "a" * 3000,), pictures=((12345678901234567, "a"),)))
    assert found
    assert max(len(value) for _kind, value in found) <= 64
    assert {kind for kind, _value in found} <= set(Kind)
