"""The destination's rules, each by itself; every violated one is named."""

import uuid
from dataclasses import replace
from datetime import date

from award.forwarding.destination_rules import Terms, WorkFacts, faults, free_places, whole_faults

TERMS = Terms(date(2022, 11, 1), date(2023, 10, 31), 2, 2, 1, True, frozenset({"print", "radio"}))
WORK = WorkFacts(
    uuid.UUID(int=1),
    "BI-001",
    "Bám rẫy",
    True,
    "Báo in",
    "print",
    (("a", "Lê An"), ("b", "Trần Bình")),
    (date(2022, 11, 1), date(2023, 10, 31)),
    ("Giải A",),
)
OTHER = replace(WORK, entry_id=uuid.UUID(int=2), code="BI-002", authors=(("c", "Võ Cường"),))


def said(*arguments) -> list[str]:
    return [str(fault) for fault in faults(*arguments)]


def test_a_work_that_keeps_to_the_rules_has_no_fault():
    assert said(WORK, TERMS, []) == []
    assert said(WORK, TERMS, [OTHER]) == []


def test_each_part_must_lie_in_the_window():
    early, late = date(2022, 10, 31), date(2023, 11, 1)
    found = said(replace(WORK, published=(early, date(2023, 1, 1), late, None)), TERMS, [])
    assert [text[:6] for text in found] == ["Part 1", "Part 3", "Part 4"]
    assert said(replace(WORK, published=()), TERMS, []) == ["The work has no part with a day of publication."]


def test_prize_category_and_state_are_asked_for():
    assert said(replace(WORK, prizes=()), TERMS, []) != []
    assert said(replace(WORK, prizes=()), replace(TERMS, prized_only=False), []) == []
    assert said(replace(WORK, media_type="photo"), TERMS, []) != []
    assert said(replace(WORK, media_type="photo"), replace(TERMS, media_types=frozenset()), []) == []
    assert said(replace(WORK, eligible=False), TERMS, []) == ["The work is no longer eligible."]


def test_more_authors_than_allowed_are_counted():
    three = replace(WORK, authors=(*WORK.authors, ("d", "Đỗ Lan")))
    assert said(three, TERMS, []) == ["The work has 3 authors; the destination takes at most 2."]
    assert said(three, replace(TERMS, most_authors=None), []) == []


def test_an_author_of_a_group_counts_too():
    second = replace(OTHER, authors=(("x", "Khác"), ("b", "Trần Bình")))
    assert said(WORK, TERMS, [second]) == [
        "Trần Bình already has BI-002 there; the destination takes at most 1 of one author."
    ]
    assert said(WORK, replace(TERMS, works_per_author=2), [second]) == []
    assert said(WORK, replace(TERMS, works_per_author=None), [second]) == []


def test_places_are_counted_with_what_went_before():
    third = replace(WORK, entry_id=uuid.UUID(int=3), authors=(("z", "Z"),))
    assert said(third, TERMS, [WORK, OTHER]) == ["All 2 places of the destination are taken."]
    assert (free_places(TERMS, 1), free_places(TERMS, 5), free_places(replace(TERMS, places=None), 5)) == (1, 0, None)


def test_parts_declared_prizes_and_named_categories_are_asked_for():
    more = replace(TERMS, most_parts=1, prizes_declared=True, categories={"anh": "Ảnh"})
    found = said(replace(WORK, category_code="bao-in", declared=False, vague_prizes=("Giải tỉnh",)), more, [])
    assert [text.split(";")[0] for text in found] == [
        "The destination does not take works of the category “Báo in”.",
        "The work has 2 parts",
        "The authors have not said which prizes the work won before.",
        "The earlier prize “Giải tỉnh” has no level or no year",
    ]
    assert said(replace(WORK, category_code="anh"), replace(more, most_parts=2), []) == []


def test_every_violated_rule_is_named_at_once():
    bad = replace(WORK, eligible=False, prizes=(), media_type="photo", published=(None,))
    assert len(said(bad, TERMS, [WORK, OTHER])) == 7
    assert str(whole_faults([WORK, bad], TERMS, [])[0]).startswith("BI-001 “Bám rẫy”: The work is no longer")
