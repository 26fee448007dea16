"""What in the prize table of an edition's file does not fit together.

A value that could not be read is None here and is passed over: it has its own fault already.
"""

from collections.abc import Iterator
from itertools import pairwise

from award.editions import schema
from award.editions.locating import Path
from award.editions.states import Counted, PersonalNumber, PrizeKind, Unused
from award.kit.messages import Message, say

AGES = (PrizeKind.OLDEST, PrizeKind.YOUNGEST)
FOR_WORKS = (PrizeKind.MAIN, PrizeKind.THEMATIC, PrizeKind.SPECIAL)
BY_SCORE = (PrizeKind.MAIN, PrizeKind.THEMATIC)
SCOPES = ("places_in_all", "places", "places_in_subcommittees")

Fault = tuple[str, Message]


def faults(edition: schema.Edition) -> Iterator[tuple[Path, Message]]:
    """Every place that contradicts another one, with a sentence."""
    themes = {theme.code for theme in edition.themes}
    for place, level in enumerate(edition.prize_levels):
        path = ("prize_levels", place)
        yield from _places(edition, level, path)
        for key, message in (*_money(edition, level), *_floors(edition, level), *_only_there(edition, level)):
            yield (*path, key), message
        for code in level.themes or []:
            if code not in themes and None not in themes:
                yield (*path, "themes"), say("There is no theme “%(code)s”.", code=code)
    yield from _unused(edition)


def _places(edition: schema.Edition, level: schema.PrizeLevel, path: Path) -> Iterator[tuple[Path, Message]]:
    known = {
        "places": ({one.code for one in edition.categories}, say("There is no category “%(code)s”.")),
        "places_in_subcommittees": (
            {one.code for one in edition.subcommittees},
            say("There is no sub-committee “%(code)s”."),
        ),
    }
    for key, (codes, message) in known.items():
        for code in sorted(set(getattr(level, key) or {}) - codes) if None not in codes else []:
            yield (*path, key), Message(message.text, {"code": code})
    scopes = scopes_of(level)
    if len(scopes) > 1:
        yield (*path, scopes[0]), say("Give the places for each category, for each sub-committee or in all: one of them.")  # fmt: skip
    elif not scopes and all(getattr(level, key) is not None for key in SCOPES[1:]):
        yield path, say("It is not said how many places this prize has.")
    if level.kind not in (None, *FOR_WORKS) and scopes and scopes != ["places_in_all"]:
        yield (*path, scopes[0]), say("The places of such a prize are given in all.")


def scopes_of(level: schema.PrizeLevel) -> list[str]:
    """By which keys the level says its places."""
    return [key for key in SCOPES if (getattr(level, key) is not None if key == "places_in_all" else getattr(level, key))]  # fmt: skip


def _money(edition: schema.Edition, level: schema.PrizeLevel) -> Iterator[Fault]:
    if level.money is not None and level.base_multiple is not None:
        yield "base_multiple", say("Give the money in đồng or in base salaries, not both.")
    elif level.base_multiple is not None and edition.prizes.base_salary is None:
        yield "base_multiple", say("The base salary is not given: write it under [prizes].")


def _floors(edition: schema.Edition, level: schema.PrizeLevel) -> Iterator[Fault]:
    scale = max((one.scale for one in edition.rounds if one.scale), default=None)
    if level.least_score is not None and level.least_share is not None:
        yield "least_share", say("Give the floor as a score or as a share of the scale, not both.")
    if scale and level.least_score and level.least_score > scale:
        yield "least_score", say("The floor %(floor)s is above the scale %(scale)s.", floor=level.least_score, scale=scale)  # fmt: skip


def _only_there(edition: schema.Edition, level: schema.PrizeLevel) -> Iterator[Fault]:
    """Keys that mean something for some kinds of prizes only, and what these need."""
    if level.kind is None:
        return
    meant = {
        "least_score": BY_SCORE,
        "least_share": BY_SCORE,
        "unused": (PrizeKind.MAIN,),
        "themes": (PrizeKind.THEMATIC,),
        "recipients": (PrizeKind.COLLECTIVE,),
        "counted": (PrizeKind.COLLECTIVE,),
        "among": AGES,
        "least_age": AGES,
        "below_age": AGES,
    }
    usual = schema.defaults_of(schema.PrizeLevel)
    for key, kinds in meant.items():
        if level.kind not in kinds and getattr(level, key) not in (None, usual[key]):
            yield key, say("This key says nothing for a prize of the kind “%(kind)s”.", kind=level.kind)
    if level.kind is PrizeKind.COLLECTIVE and level.recipients is None:
        yield "recipients", say("Write which organisations get it: outlet, body or branch.")
    if level.kind is PrizeKind.COLLECTIVE and level.counted not in (None, Counted.NAMED) and str(level.recipients) == "body":  # fmt: skip
        yield "counted", say("Works name outlets and branches only; a body is named by the council.")
    if level.kind in AGES and PersonalNumber.BIRTH_DATE not in (edition.entering.personal_numbers or []):
        yield "kind", say("The ages of authors are not known: add birth_date to personal_numbers under [entering].")
    if level.least_age and level.below_age and level.least_age >= level.below_age:
        yield "below_age", say("At least %(least)s, but at most %(most)s.", least=level.least_age, most=level.below_age - 1)  # fmt: skip


def _unused(edition: schema.Edition) -> Iterator[tuple[Path, Message]]:
    main = [(place, one) for place, one in enumerate(edition.prize_levels) if one.kind is PrizeKind.MAIN]
    if main and main[-1][1].unused is Unused.LOWER:
        yield ("prize_levels", main[-1][0], "unused"), say("There is no lower main prize.")
    for (place, level), (_place, below) in pairwise(main):
        ways = (scopes_of(level), scopes_of(below))
        if level.unused is Unused.LOWER and ways[0] != ways[1] and all(len(way) == 1 for way in ways):
            yield ("prize_levels", place, "unused"), say("The places of the next lower prize are counted in another way.")  # fmt: skip
    for place, level in main:
        if level.unused is Unused.OTHERS and "places_in_all" in scopes_of(level):
            yield ("prize_levels", place, "unused"), say("Its places are for the whole award already.")
