"""The share of a text that another one has too: by a second reading, and over works of an edition."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.db import db
from award.entries import queries, service
from award.entries.checks import Verdict
from award.entries.overlap import WORDS, largest_share, share, shingles
from award.files.models import FileText
from tests.entries.making import ready_draft
from tests.support.counting import counted_statements
from tests.support.editions import make_edition

TEXT = "Chi bộ bám rẫy, giữ rừng. Đảng viên đi trước, làng nước theo sau; nghị quyết vào từng bếp lửa ở Vĩnh Sơn."
words = st.lists(st.sampled_from(["chi", "bộ", "Đảng", "rừng", "làng"]), max_size=40)


@given(words, words)
def test_the_share_is_that_of_groups_of_five_words(own, other):
    def groups(found):
        return (
            {tuple(found[place : place + WORDS]) for place in range(max(1, len(found) - WORDS + 1))} if found else set()
        )

    expected = Fraction(len(groups(own) & groups(other)), len(groups(own))) if own else None
    assert share(shingles(" ".join(own)), shingles(" ".join(other))) == expected


def test_marks_case_and_order_of_sentences_hide_nothing():
    plain = "CHI BO BAM RAY GIU RUNG – Dang vien di truoc lang nuoc theo sau, nghi quyet vao tung bep lua o vinh son"
    assert share(shingles(TEXT), shingles(plain)) == 1
    assert largest_share(shingles(TEXT), []) == 0
    assert largest_share(shingles(""), [shingles(TEXT)]) is None


@pytest.fixture
def edition(cast):
    edition = make_edition()
    edition.most_overlap = 40
    return edition


def with_text(entry, text):
    db.session.add(FileText(file_id=entry.attachments[0].file_id, text=text))
    db.session.flush()
    return entry


def overlap_of(entry) -> Verdict:
    [check] = [check for check in service.run_checks(entry) if check.clause == "overlap"]
    return check.verdict


def test_a_work_is_compared_with_those_sent_in_and_not_with_drafts(edition, cast):
    silent = ready_draft(edition, cast.an)
    assert overlap_of(silent) is Verdict.UNKNOWN
    first, second = (with_text(ready_draft(edition, one), TEXT) for one in (cast.an, cast.cuong))
    other = with_text(ready_draft(edition, cast.binh), "Một bài khác hẳn về con đường mới qua đèo An Khê năm nay.")
    assert [overlap_of(one) for one in (first, second, other)] == [Verdict.MET] * 3
    service.submit(first, actor=cast.an)
    assert [overlap_of(one) for one in (first, second, other)] == [Verdict.MET, Verdict.BROKEN, Verdict.MET]


def test_more_works_take_no_more_statements(edition, cast):
    counts, entries = set(), []
    for length in (1, 3, 12):
        while len(entries) < length:
            entries.append(with_text(ready_draft(edition, cast.an), f"{TEXT} {len(entries)}"))
        db.session.flush()
        with counted_statements() as seen:
            queries.dossiers(entries)
        counts.add(len(seen))
    assert len(counts) == 1, counts
