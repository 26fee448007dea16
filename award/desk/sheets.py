"""The sections as charts, as sheets of a workbook and as a PDF. Pure; `said` speaks the reader's language."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from award.desk.figures import Facts
from award.desk.sections import headline
from award.desk.tables import SHARE, Line, Section, bars
from award.documents.charts import bar_chart, column_chart
from award.documents.figures_pdf import FiguresPaper, FiguresPart
from award.documents.xlsx import Column, Sheet
from award.kit.messages import mark, say

Say = Callable[[Any], str]
NAME_WIDTH, SHORT_WIDTH, FIGURE_WIDTH = 46, 14, 14


def chart(section: Section, said: Say) -> Markup:
    """The section's chart; nothing where there is no line."""
    if not section.lines:
        return Markup()
    draw = column_chart if section.over_time else bar_chart
    return draw(f"chart-{section.code}", _word(section.title, said), _about(section, said), bars(section, said))


def sheets(facts: Facts, sections: Sequence[Section], said: Say) -> Iterator[Sheet]:
    """The figures that stand first, and a sheet for each section."""
    first = [
        Column(_word(mark("What is counted"), said), "text", NAME_WIDTH),
        Column(_word(mark("Number of works"), said), "whole"),
    ]
    yield Sheet(
        _word(mark("In short"), said), first, [(_word(label, said), number) for label, number in headline(facts)]
    )
    for section in sections:
        yield _sheet(section, said)


def paper(facts: Facts, sections: Sequence[Section], said: Say, at: datetime) -> FiguresPaper:
    """All sections with their charts, to be printed."""
    edition = facts.edition
    return FiguresPaper(
        above=edition.organiser,
        title=said(say("Figures of the edition")),
        subject=edition.title if str(edition.year) in edition.title else f"{edition.title} · {edition.year}",
        day=said(say("As of %(at)s", at=at)),
        pairs=[(_word(label, said), said(Decimal(number))) for label, number in headline(facts)],
        parts=[_part(section, said) for section in sections],
        author=edition.organiser,
    )


def written(column: Any, value: Any, said: Say) -> str:
    """A figure as people read it; a dash for what the reader may not know."""
    if value is None:
        return "–"
    return f"{said(Decimal(value))}%" if column.kind == SHARE else said(Decimal(value))


def _word(text: Any, said: Say) -> str:
    return said(say(text) if isinstance(text, str) else text)


def _about(section: Section, said: Say) -> str:
    column = _word(section.columns[section.bar].label, said)
    if section.part_of is None:
        return f"{column}."
    return said(
        say(
            "%(part)s, as a part of: %(whole)s.", part=column, whole=_word(section.columns[section.part_of].label, said)
        )
    )


def _sheet(section: Section, said: Say) -> Sheet:
    labels = [line.label for line in section.lines]
    kind = "date" if _all(labels, date) else "whole" if _all(labels, int) else "text"
    beside = any(line.beside for line in section.lines)
    columns = [Column(_word(section.first, said), kind, NAME_WIDTH if kind == "text" else SHORT_WIDTH)]
    columns += [Column(_word(mark("Remark"), said), "text", NAME_WIDTH)] if beside else []
    columns += [
        Column(_word(one.label, said), "number" if one.kind == SHARE else "whole", FIGURE_WIDTH)
        for one in section.columns
    ]
    rows = [
        [said(line.label) if kind == "text" else line.label, *([said(line.beside)] if beside else []), *line.figures]
        for line in section.lines
    ]
    return Sheet(_word(section.title, said), columns, rows)


def _all(labels: Sequence[Any], kind: type) -> bool:
    return bool(labels) and all(isinstance(one, kind) for one in labels)


def _part(section: Section, said: Say) -> FiguresPart:
    rows = [_row(section, line, said) for line in section.lines]
    if section.sum and section.lines:
        rows.append([said(say("In all")), *_figures(section, section.sum, said)])
    return FiguresPart(
        title=_word(section.title, said),
        told=[said(one) for one in (section.missing, section.note, section.chart_note) if one],
        chart=str(chart(section, said)),
        about=_about(section, said),
        columns=[_word(section.first, said), *(_word(one.label, said) for one in section.columns)],
        rows=rows,
        nothing=_word(section.nothing, said),
        summed=bool(section.sum),
    )


def _row(section: Section, line: Line, said: Say) -> list[str]:
    name = f"{said(line.name)} ({said(line.beside)})" if line.beside else said(line.name)
    return [name, *_figures(section, line.figures, said)]


def _figures(section: Section, figures: Sequence[Any], said: Say) -> list[str]:
    return [written(column, value, said) for column, value in zip(section.columns, figures, strict=True)]
