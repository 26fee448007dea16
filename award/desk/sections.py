"""The figures as sections: what the page, the workbook and the PDF show, each as a table from which a chart is drawn.
Pure; labels are in English and are said in the reader's language where they are shown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from award.desk import figures
from award.desk.figures import Count, Facts, Group, Year
from award.desk.tables import SHARE, Column, Line, Section
from award.editions.states import PrizeKind, ThemeGroup
from award.kit.messages import Message, mark, say
from award.kit.text import sort_key


def sections(facts: Facts) -> list[Section]:
    """All sections that the reader may see, in the order of the year."""
    found = [_states(facts), _media_types(facts)]
    if len(facts.edition.categories) != len({one.media_type for one in facts.edition.categories}):
        found.append(_categories(facts))
    found += [_themes(facts), _outlets(facts), _branches(facts), _weeks(facts), _reasons(facts)]
    found += _judging(facts) if facts.knows.progress else []
    found += [_prizes(facts)] if facts.prizes is not None else []
    return [*found, _forwarded(facts), _years(facts)]


def headline(facts: Facts) -> list[tuple[str, Any]]:
    """The few figures that stand first."""
    count = facts.all
    found = [
        (mark("Works sent in"), count.sent_in),
        (mark("Eligible"), count.eligible),
        (mark("Ineligible"), count.ineligible),
    ]
    if facts.prizes is not None:
        found.append((mark("Works with a prize"), count.prized))
    here = [line for line in facts.forwarded if line.code == facts.edition.code]
    if here:
        found += [
            (mark("Forwarded"), sum(line.sent for line in here)),
            (mark("Prized there"), sum(len(line.prized) for line in here)),
        ]
    return found


def _of_works(prizes: bool) -> tuple[Column, ...]:
    found = (Column(mark("Works received")), Column(mark("Eligible")), Column(mark("Ineligible")))
    return (*found, Column(mark("Prized"))) if prizes else found


def _of_count(count: Count, prizes: bool) -> tuple[int, ...]:
    found = (count.sent_in, count.eligible, count.ineligible)
    return (*found, count.prized) if prizes else found


def _states(facts: Facts) -> Section:
    found = figures.by_state(facts.works)
    return Section(
        "states",
        mark("By state"),
        mark("State"),
        (Column(mark("Works")),),
        [Line(state, (count,)) for state, count in found.items()],
        mark("Figures appear with the first work."),
        sum=(sum(found.values()),),
        note=say("Drafts and works that were taken back stand here only; all other figures are of works sent in."),
    )


def _media_types(facts: Facts) -> Section:
    types = {one.id: one.media_type for one in facts.edition.categories}
    order = list(dict.fromkeys(types.values()))
    found = figures.by(facts.works, lambda group: types.get(group.category_id))
    lines = [(media_type, found.get(media_type, Count())) for media_type in order]
    return _table("media", mark("By media type"), mark("Media type"), lines, facts.all, facts.knows.prizes)


def _categories(facts: Facts) -> Section:
    found = figures.by(facts.works, lambda group: group.category_id)
    lines = [(one.name, found.get(one.id, Count())) for one in facts.edition.categories]
    return _table("categories", mark("By category"), mark("Category"), lines, facts.all, facts.knows.prizes)


def _themes(facts: Facts) -> Section:
    """Themes in the plan's order, those without a work too: what nobody wrote about is what the plan's makers look for."""
    found = figures.by(facts.works, lambda group: group.theme_id)
    themes = sorted(facts.edition.themes, key=lambda one: (list(ThemeGroup).index(one.group), one.position))
    prizes = facts.knows.prizes
    lines = [Line(one.name, _of_count(found.get(one.id, Count()), prizes), one.group) for one in themes]
    if found.get(None, Count()).sent_in:
        lines.append(Line(say("No theme given"), _of_count(found[None], prizes)))
    missing = figures.uncovered(themes, found)
    return Section(
        "themes",
        mark("Coverage of the plan's themes"),
        mark("Theme"),
        _of_works(prizes),
        lines,
        mark("The edition has no themes."),
        sum=_of_count(facts.all, prizes),
        missing=_missing(themes, missing),
    )


def _missing(themes: Sequence[Any], missing: Sequence[Any]) -> Message | None:
    if not themes:
        return None
    if not missing:
        return say("Every theme of the plan has a work.")
    names = "; ".join(one.name for one in missing)
    return say(
        "Nobody wrote about %(count)s of %(all)s themes: %(names)s.", count=len(missing), all=len(themes), names=names
    )


def _outlets(facts: Facts) -> Section:
    return _held(
        facts.outlets,
        facts,
        "outlets",
        mark("By press outlet"),
        mark("Press outlet"),
        say("A work that several outlets carried counts for each of them."),
    )


def _branches(facts: Facts) -> Section:
    return _held(
        facts.branches,
        facts,
        "branches",
        mark("By branch of the association"),
        mark("Branch"),
        say("A work counts for each branch that one of its authors belongs to."),
    )


def _held(groups: Iterable[Group], facts: Facts, code: str, title: str, first: str, note: Message) -> Section:
    found = figures.most_first(figures.by(groups, lambda group: group.key), lambda name: sort_key(name or ""))
    lines = [(say("Not given") if name is None else name, count) for name, count in found]
    return _table(code, title, first, lines, facts.all, facts.knows.prized_outlets, note)


def _table(
    code: str,
    title: str,
    first: str,
    lines: Iterable[tuple[Any, Count]],
    whole: Count,
    prizes: bool,
    note: Message | None = None,
) -> Section:
    """Works by something. `whole` is all works: where a work can stand in several lines, they come to more."""
    return Section(
        code,
        title,
        first,
        _of_works(prizes),
        [Line(label, _of_count(count, prizes)) for label, count in lines],
        mark("Nothing has been sent in yet."),
        sum=_of_count(whole, prizes),
        note=note,
    )


def _weeks(facts: Facts) -> Section:
    return Section(
        "weeks",
        mark("By week of submission"),
        mark("Week from"),
        (Column(mark("Works")),),
        [Line(monday, (count,)) for monday, count in facts.weeks],
        mark("Nothing has been sent in yet."),
        sum=(sum(count for _monday, count in facts.weeks),),
        over_time=True,
    )


def _reasons(facts: Facts) -> Section:
    return Section(
        "reasons",
        mark("By reason of refusal"),
        mark("Reason"),
        (Column(mark("Ineligible")), Column(mark("Needs a supplement"))),
        [
            Line(facts.reason_names.get(one.code, one.code), (one.ineligible, one.returned))
            for one in sorted(facts.reasons, key=lambda one: (-one.ineligible, -one.returned))
        ],
        mark("No reason was given yet."),
        note=say(
            "A work counts for each reason that was given; some needed a supplement first and were refused later."
        ),
    )


def _judging(facts: Facts) -> Iterator[Section]:
    columns = (
        Column(mark("Tasks given")),
        Column(mark("Marked")),
        Column(mark("Still to mark")),
        Column(mark("Not marked by the judge")),
    )
    counts = {one.id: [0, 0, 0] for one in facts.rounds}
    for one in facts.judges:
        for place, number in enumerate((one.given, one.marked, one.away)):
            counts[one.round_id][place] += number
    yield Section(
        "rounds",
        mark("Progress of judging"),
        mark("Round"),
        columns,
        [Line(one.name, _of_tasks(*counts[one.id]), one.state) for one in facts.rounds],
        mark("No work has been given to a judge yet."),
        bar=1,
        part_of=0,
    )
    for place, round_ in enumerate(facts.rounds, 1):
        own = [one for one in facts.judges if one.round_id == round_.id]
        if own:
            yield Section(
                f"judges-{place}",
                say("Progress of judges: %(round)s", round=round_.name),
                mark("Judge"),
                columns,
                [Line(one.judge, _of_tasks(one.given, one.marked, one.away)) for one in own],
                mark("No work has been given to a judge yet."),
                sum=_of_tasks(*counts[round_.id]),
                bar=1,
                part_of=0,
                note=say(
                    "Sheets that were confirmed, never a mark. Works that a judge does not mark are not among those given."
                ),
            )


def _of_tasks(given: int, marked: int, away: int) -> tuple[int, ...]:
    return given, marked, given - marked, away


def _prizes(facts: Facts) -> Section:
    levels = facts.edition.prize_levels
    given = {one.id: facts.prizes.get(one.id, 0) for one in levels}
    places = {one.id: sum(place.places for place in one.places) for one in levels}
    return Section(
        "prizes",
        mark("Prizes"),
        mark("Prize"),
        (Column(mark("Prizes given")), Column(mark("Places at most"))),
        [Line(one.name, (given[one.id], places[one.id]), _kind(one)) for one in levels],
        mark("The edition has no prizes."),
        sum=(sum(given.values()), sum(places.values())),
        part_of=1,
    )


def _kind(level: Any) -> Any:
    return "" if level.kind is PrizeKind.MAIN else level.kind


def _forwarded(facts: Facts) -> Section:
    here = [line for line in facts.forwarded if line.code == facts.edition.code]
    prizes = [f"{one.prize}: {one.title} ({one.authors})" for line in here for one in line.prized]
    return Section(
        "forwarded",
        mark("Forwarded, and what came back"),
        mark("Forwarded to"),
        (
            Column(mark("Forwarded")),
            Column(mark("Received there")),
            Column(mark("In the final round")),
            Column(mark("Prized there")),
        ),
        [Line(line.destination, (line.sent, line.received, line.shortlisted, len(line.prized))) for line in here],
        mark("Nothing has been sent yet."),
        bar=3,
        part_of=0,
        missing=say("Prized there: %(prizes)s.", prizes="; ".join(prizes)) if prizes else None,
    )


def _years(facts: Facts) -> Section:
    columns = (
        Column(mark("Works received")),
        Column(mark("Eligible")),
        Column(mark("Ineligible, per cent"), SHARE),
        Column(mark("Prized")),
        Column(mark("Forwarded")),
        Column(mark("Prized there")),
    )
    return Section(
        "years",
        mark("Beside earlier editions"),
        mark("Edition"),
        columns,
        [_year(one) for one in facts.years],
        mark("Nothing has been sent in yet."),
        bar=1,
        part_of=0,
    )


def _year(one: Year) -> Line:
    count = one.count
    shown = (count.sent_in, count.eligible, count.refused_share, one.prized, one.forwarded, one.prized_there)
    return Line(one.year, shown, one.title)
