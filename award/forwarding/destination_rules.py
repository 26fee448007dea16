"""A destination's rules on works, pure: each violated rule is a sentence of its own."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from award.kit.messages import Message, say


@dataclass(frozen=True)
class Terms:
    """What a destination asks for; None means no limit, no media types means all. `categories` is what it calls ours, by
    code; where it names some, it takes works of those only."""

    window_from: date
    window_to: date
    places: int | None = None
    most_authors: int | None = None
    works_per_author: int | None = None
    prized_only: bool = False
    media_types: frozenset[str] = frozenset()
    most_parts: int | None = None
    prizes_declared: bool = False
    categories: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkFacts:
    """What the rules look at. `authors` are (identity, name); `published` has the day of each part, None where it is
    missing; `prizes` are the names of released prizes; `declared` says that the authors answered for earlier prizes, and
    `vague_prizes` names those of them without level or year; `rank` is the place in the last closed round."""

    entry_id: uuid.UUID
    code: str
    title: str
    eligible: bool
    category: str
    media_type: str
    authors: tuple[tuple[str, str], ...]
    published: tuple[date | None, ...]
    prizes: tuple[str, ...] = ()
    category_code: str = ""
    declared: bool = True
    vague_prizes: tuple[str, ...] = ()
    rank: int | None = None


def faults(work: WorkFacts, terms: Terms, company: Sequence[WorkFacts]) -> list[Message]:
    """Why the work may not go to the destination with `company`, the other works that go there; empty if it may."""
    return [*own_faults(work, terms), *author_faults(work, terms, company), *_place_faults(terms, company)]


def own_faults(work: WorkFacts, terms: Terms) -> list[Message]:
    """What is wrong with the work itself, whatever else is sent."""
    found = []
    if not work.eligible:
        found.append(say("The work is no longer eligible."))
    if terms.prized_only and not work.prizes:
        found.append(say("The work has no released prize; the destination takes prized works only."))
    if (terms.media_types and work.media_type not in terms.media_types) or (
        terms.categories and work.category_code not in terms.categories
    ):
        found.append(say("The destination does not take works of the category “%(category)s”.", category=work.category))
    if terms.most_authors is not None and len(work.authors) > terms.most_authors:
        found.append(
            say(
                "The work has %(count)s authors; the destination takes at most %(most)s.",
                count=len(work.authors),
                most=terms.most_authors,
            )
        )
    if terms.most_parts is not None and len(work.published) > terms.most_parts:
        found.append(
            say(
                "The work has %(count)s parts; the destination takes at most %(most)s.",
                count=len(work.published),
                most=terms.most_parts,
            )
        )
    return [*found, *_prize_faults(work, terms), *_window_faults(work, terms)]


def author_faults(work: WorkFacts, terms: Terms, company: Iterable[WorkFacts]) -> list[Message]:
    """Authors of the work who already have as many works in the company as the destination takes of one author."""
    if terms.works_per_author is None:
        return []
    codes = {identity: [] for identity, _ in work.authors}
    for other in company:
        for identity in {identity for identity, _ in other.authors} & codes.keys():
            codes[identity].append(other.code)
    return [
        say(
            "%(author)s already has %(codes)s there; the destination takes at most %(most)s of one author.",
            author=name,
            codes=", ".join(codes[identity]),
            most=terms.works_per_author,
        )
        for identity, name in work.authors
        if len(codes[identity]) >= terms.works_per_author
    ]


def free_places(terms: Terms, taken: int) -> int | None:
    """How many works may still be chosen; None without a limit."""
    return None if terms.places is None else max(terms.places - taken, 0)


def whole_faults(works: Sequence[WorkFacts], terms: Terms, earlier: Sequence[WorkFacts]) -> list[Message]:
    """All that is wrong with a batch of `works`, given those that went in earlier batches; each work is named once
    for each rule."""
    found = []
    for place, work in enumerate(works):
        company = [*earlier, *works[:place]]
        found += [named(work, fault) for fault in faults(work, terms, company)]
    return found


def named(work: WorkFacts, fault: Message) -> Message:
    """The fault with the work it belongs to."""
    return say("%(code)s “%(title)s”: %(fault)s", code=work.code, title=work.title, fault=fault)


def _place_faults(terms: Terms, company: Sequence[WorkFacts]) -> list[Message]:
    if free_places(terms, len(company)) == 0:
        return [say("All %(places)s places of the destination are taken.", places=terms.places)]
    return []


def _prize_faults(work: WorkFacts, terms: Terms) -> list[Message]:
    if not terms.prizes_declared:
        return []
    found = [] if work.declared else [say("The authors have not said which prizes the work won before.")]
    return found + [
        say("The earlier prize “%(prize)s” has no level or no year; the destination wants both.", prize=prize)
        for prize in work.vague_prizes
    ]


def _window_faults(work: WorkFacts, terms: Terms) -> list[Message]:
    found = []
    if not work.published:
        found.append(say("The work has no part with a day of publication."))
    for place, day in enumerate(work.published, 1):
        if day is None:
            found.append(say("Part %(part)s has no day of publication.", part=place))
        elif not terms.window_from <= day <= terms.window_to:
            found.append(
                say(
                    "Part %(part)s appeared on %(day)s, outside %(begin)s – %(end)s.",
                    part=place,
                    day=day,
                    begin=terms.window_from,
                    end=terms.window_to,
                )
            )
    return found
