"""A page's text comes out whole, in one normal form, without what surrounds it; and no page hurts its reader."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.evidence.reading import LONGEST_TITLE, MOST_BLOCKS, decoded, readable
from award.evidence.seeing import read_apart
from award.evidence.texts import Readable, from_json, to_json
from award.web.language import day as said_as_a_day
from tests.evidence.pages import PARAGRAPHS, article

HTML = "text/html; charset=utf-8"


def in_windows_1258(text: str) -> bytes:
    """The old table has letters with their shape and writes tones apart."""
    found = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            bare, *marks = unicodedata.normalize("NFD", letter)
            shape = [mark for mark in marks if mark in "\u0306\u0302\u031b"]
            tones = [mark for mark in marks if mark not in shape]
            found += (unicodedata.normalize("NFC", bare + "".join(shape)) + "".join(tones)).encode("cp1258")
    return found


@pytest.mark.parametrize(
    ("claim", "day"),
    [
        ("2023-05-19", "19/05/2023"),
        ("2023-05-19T07:30:00", "19/05/2023"),
        ("2023-05-19T23:30:00Z", "20/05/2023"),
        ("2023-05-19T23:30:00+07:00", "19/05/2023"),
        ("Thứ Sáu, 19/5", ""),
        ("", ""),
    ],
)
def test_the_day_that_a_page_claims_is_said_as_days_are_here(claim, day):
    assert said_as_a_day(Readable(published=claim).published_on) == day


def test_an_article_is_its_headline_lead_prose_and_captions():
    found = readable(article().encode(), HTML)
    assert (found.title, found.site, found.published) == ("Chi bộ bám rẫy", "Báo Bình Định", "2023-05-19")
    assert found.blocks == (
        ("paragraph", "Ba năm trước, nhắc tới làng Canh Tiến người ta chỉ lắc đầu."),
        *(("paragraph", text) for text in PARAGRAPHS),
        ("picture", "Cuộc họp chi bộ"),
        ("caption", "Ảnh: Lê An"),
        ("recording", "Phim tư liệu"),
    )
    assert from_json(to_json(found)) == found


def test_what_surrounds_the_article_does_not_change_its_hash():
    assert readable(article(visits=1).encode(), HTML).digest == readable(article(visits=99).encode(), HTML).digest
    assert readable(article("Khác hẳn, " * 20).encode(), HTML).digest != readable(article().encode(), HTML).digest


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (article().encode(), ""),
        (article(charset="iso-8859-1").encode(), "text/html; charset=ISO-8859-1"),
        (unicodedata.normalize("NFD", article()).encode(), HTML),
        (article().encode("utf-16"), "text/html"),
        (b"\xef\xbb\xbf" + article().encode(), "text/html"),
        (in_windows_1258(article(charset="windows-1258")), "text/html"),
        (in_windows_1258(article(charset="x-unheard-of")), "text/html; charset=windows-1258"),
        (in_windows_1258(article().replace('<meta charset="utf-8">', "")), "text/html"),
    ],
)
def test_every_way_of_writing_vietnamese_gives_the_same_text(body, header):
    assert readable(body, header) == readable(article().encode(), HTML)


def test_a_few_damaged_bytes_leave_the_rest_readable():
    broken = article().encode().replace("Đinh".encode(), b"\xff\xfeinh")
    assert "làng Canh Tiến" in decoded(broken, HTML)


def test_a_page_marked_up_by_its_newspaper_is_taken_at_its_word():
    page = "<div itemprop=articleBody><p>{}</p></div><div>{}</div>".format(
        PARAGRAPHS[0], "<p>Tin khác, dài hơn.</p>" * 50
    )
    assert readable(page.encode(), HTML).blocks == (("paragraph", PARAGRAPHS[0]),)


def test_markup_and_hidden_characters_stay_outside():
    page = (
        "<p>Chi bộ &lt;script&gt;alert(1)&lt;/script&gt; bám\u200b rẫy \u202egnort\u202c, đọc thử cho hết câu này.</p>"
    )
    ((_, text),) = readable(f"{page}<script>x</script><style>y</style><template>z</template>".encode(), HTML).blocks
    assert text == "Chi bộ <script>alert(1)</script> bám rẫy gnort, đọc thử cho hết câu này."


def test_titles_and_pages_without_measure_are_cut():
    found = readable(
        f"<h1>{'Rất dài ' * 5000}</h1>{'<p>Một đoạn văn, đủ dài để đọc.</p><p>Hai.</p>' * 3000}".encode(), HTML
    )
    assert len(found.title) == LONGEST_TITLE
    assert len(found.blocks) == MOST_BLOCKS


@pytest.mark.parametrize(
    "body", [b"", b"<", b"\0\0", b"%PDF-1.7", b"<table>" * 9000, b"<div>" * 90_000, b"<a>x" * 9000]
)
def test_what_is_no_article_gives_an_empty_text_or_a_short_one(body):
    assert len(readable(body, HTML).blocks) <= 1
    assert readable(body, "application/pdf") == Readable()


@given(st.binary(max_size=400), st.text(max_size=20))
def test_no_bytes_make_the_reader_fall(body, header):
    found = readable(body, f"text/html; charset={header}")
    assert found.digest == readable(body, f"text/html; charset={header}").digest


def test_plain_text_is_read_by_paragraphs():
    assert readable("Một.\r\n\r\nHai\nba.".encode(), "text/plain").blocks == (
        ("paragraph", "Một."),
        ("paragraph", "Hai ba."),
    )


def test_a_process_apart_reads_the_same_and_a_crafted_page_cannot_hold_it_up(monkeypatch):
    assert read_apart(article().encode(), HTML) == readable(article().encode(), HTML)
    monkeypatch.setattr("award.evidence.seeing.READING_SECONDS", 0.01)
    assert read_apart(article().encode() + b"<div>" * 900_000, HTML) == Readable()
