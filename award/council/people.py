"""Who is one person among the authors of several works: so that one main prize is counted over all groups."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

from award.entries.identity import Identity, Likeness, likeness

MARKS = ("person", "email", "press_card", "member_card", "name")


def people_of(authors: Iterable[tuple[Hashable, Identity]]) -> dict[Hashable, frozenset[int]]:
    """For each work the people behind it, by numbers that mean something inside this answer only. `authors` are pairs of
    a work and an author of it; whom identity calls the same is one person, also over a third one."""
    rows = list(authors)
    parent = list(range(len(rows)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    by_mark: dict[tuple, list[int]] = defaultdict(list)
    for number, (_work, known) in enumerate(rows):
        for mark in MARKS:
            if value := getattr(known, mark):
                for other in by_mark[mark, value]:
                    if likeness(rows[other][1], known) is Likeness.SAME:
                        parent[root(number)] = root(other)
                by_mark[mark, value].append(number)
    found: dict[Hashable, set[int]] = defaultdict(set)
    for number, (work, _known) in enumerate(rows):
        found[work].add(root(number))
    return {work: frozenset(people) for work, people in found.items()}
