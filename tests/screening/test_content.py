"""What changed between two times of a work, word by word."""

from award.screening.content import differences

BEFORE = {
    "title": "Chi bộ bám rẫy",
    "declared": "✓",
    "authors": ["Lê Thị An ★", "Trần Bình"],
    "parts": [{"title": "Kỳ 1", "url": "https://bao.vn/1"}],
    "files": [{"name": "trang-1.pdf", "sha256": "a" * 64, "caption": ""}],
}


def told(after: dict) -> list[tuple[str, str, str]]:
    def marked(pieces):
        return " ".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)

    return [(str(one.label), marked(one.before), marked(one.after)) for one in differences(BEFORE, BEFORE | after)]


def test_nothing_changed():
    assert told({}) == []


def test_the_words_that_changed_are_marked_on_both_sides():
    assert told({"title": "Chi bộ giữ rẫy"}) == [("Title", "Chi bộ [bám] rẫy", "Chi bộ [giữ] rẫy")]


def test_what_is_new_or_gone_has_an_empty_side():
    assert told({"declared": ""}) == [("Declaration", "[✓]", "")]
    assert told({"parts": [*BEFORE["parts"], {"title": "Kỳ 2"}]}) == [("Part 2, Title", "", "[Kỳ 2]")]


def test_an_author_put_in_between_moves_nobody():
    assert told({"authors": ["Lê Thị An ★", "Võ Giang", "Trần Bình"]}) == [("Author 2", "", "[Võ Giang]")]


def test_a_file_sent_again_under_its_name_shows_by_its_digest():
    again = [{"name": "trang-1.pdf", "sha256": "b" * 64, "caption": ""}]
    assert told({"files": again}) == [("File 1", f"trang-1.pdf · [{'a' * 12}]", f"trang-1.pdf · [{'b' * 12}]")]
