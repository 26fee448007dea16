"""One step of the entry form: its form, filled from what was typed or from what is stored, and its verb."""

from typing import Any

from wtforms.fields.choices import SelectChoice

from award.editions.states import MediaType
from award.entries import forms, queries, service
from award.entries.checks.work import LANGUAGES
from award.entries.queries import Setting
from award.entries.queries.dossiers import BROADCAST
from award.entries.states import Statement
from award.entries.steps import Step
from award.kit.messages import say
from award.web.forms import Versioned
from award.web.language import gettext, said

TYPED = object()
ON_PAPER = frozenset({MediaType.PRINT, MediaType.MAGAZINE, MediaType.WRITTEN, MediaType.PHOTO})
WRITTEN = frozenset({MediaType.PRINT, MediaType.ONLINE, MediaType.MAGAZINE, MediaType.WRITTEN})
PLAYED = frozenset({MediaType.RADIO, MediaType.TELEVISION, MediaType.BROADCAST, MediaType.MULTIMEDIA})


def form_of(step: Step, entry: Any, place: Setting, formdata: Any = TYPED) -> Versioned:
    """The step's form with what was typed; with `formdata=None` as it is stored."""
    given = {} if formdata is TYPED else {"formdata": formdata}
    return _FORMS[step](entry, place, {"version": str(entry.version)}, given)


def _work(entry: Any, place: Setting, stored: dict, given: dict) -> forms.WorkForm:
    names = ("title", "genre_id", "theme_id", "topic_id", "summary", "language", "unpublished")
    form = forms.WorkForm(data=stored | {name: getattr(entry, name) for name in names}, **given)
    form.genre_id.choices = forms.choices_of(place.category.genres)
    form.theme_id.choices = forms.grouped(place.edition.themes)
    form.language.choices = [SelectChoice(code, gettext(name)) for code, name in LANGUAGES.items()]
    if place.edition.topics_first:
        form.topic_id.choices = forms.choices_of(queries.topic_choices(entry))
    else:
        del form.topic_id
    if not place.edition.unpublished_allowed:
        del form.unpublished
    return form


def _authors(entry: Any, place: Setting, stored: dict, given: dict) -> forms.AuthorsForm:
    names = ("full_name", "pen_names", "email", "phone", "outlet_id", "share")
    rows = [{name: getattr(author, name) for name in names} for author in entry.authors]
    lead = next((f"authors-{place}" for place, author in enumerate(entry.authors) if author.is_lead), "authors-0")
    form = forms.AuthorsForm(data=stored | {"authors": rows or [{}], "lead": lead}, **given)
    return _with_outlets(form, form.authors)


def _parts(entry: Any, place: Setting, stored: dict, given: dict) -> forms.PartsForm:
    names = ("title", "outlet_id", "programme", "published_on", "page", "url", "minutes", "words")
    rows = [
        {
            **{name: getattr(part, name) for name in names},
            "was": part.position,
            "outlet_name": "" if part.outlet_id else part.outlet_name,
        }
        for part in entry.parts
    ]
    form = forms.PartsForm(data=stored | {"parts": rows or [{}]}, **given)
    if place.category.link_needed:
        for row in form.parts:
            row.form.url.flags.needed = True
    if place.category.media_type in BROADCAST:
        for row in form.parts:
            row.form.published_on.label.text = gettext("Day of broadcast")
    return _with_outlets(form, form.parts)


def part_fields(category: Any) -> list[list[str]]:
    """The fields of a part that its media type has, in lines; a radio programme has no page."""
    media = category.media_type
    first = ["published_on", "programme" if media in BROADCAST else "page" if media in ON_PAPER else "url"]
    length = [
        name
        for name, needed in (
            ("words", bool(category.least_words or category.most_words) or media in WRITTEN),
            ("minutes", bool(category.least_minutes or category.most_minutes) or media in PLAYED),
        )
        if needed
    ]
    address = [] if "url" in first else [["url"]]
    return [["outlet_id"], ["outlet_name"], first, *address, *([length] if length else []), ["title"]]


def _with_outlets(form: Versioned, rows: Any) -> Versioned:
    choices = forms.choices_of(queries.outlet_choices())
    for row in rows:
        row.form.outlet_id.choices = choices
    return form


def _files(entry: Any, place: Setting, stored: dict, given: dict) -> forms.FilesForm:
    rows = [
        {"attachment_id": str(held.id), "caption": held.caption, "part_position": held.part_position}
        for held in sorted(entry.attachments, key=lambda held: held.position)
    ]
    form = forms.FilesForm(data=stored | {"files": rows}, **given)
    parts = [SelectChoice(part.position, part.title or str(part.position)) for part in entry.parts]
    for row in form.files:
        row.form.part_position.choices = [SelectChoice("", "–"), *parts]
    return form


def _declaration(entry: Any, place: Setting, stored: dict, given: dict) -> forms.DeclarationForm:
    names = ("contest", "organiser", "level", "year")
    rows = [{name: getattr(prize, name) for name in names} for prize in entry.prizes]
    values = {"prizes": rows, "declared": entry.declared, "statements": list(entry.statements)}
    form = forms.DeclarationForm(data=stored | values, **given)
    needed = service.statements_asked(entry, place)
    form.statements.choices = [SelectChoice(one.value, said(say(one.label))) for one in needed]
    return form


_FORMS = {
    Step.WORK: _work,
    Step.AUTHORS: _authors,
    Step.PARTS: _parts,
    Step.FILES: _files,
    Step.DECLARATION: _declaration,
}
# The rows that can be added and taken out, and with how many new ones a page may be asked for.
ROWS = {Step.AUTHORS: "authors", Step.PARTS: "parts", Step.DECLARATION: "prizes"}


def save(step: Step, entry: Any, form: Versioned, actor: Any) -> None:
    """Runs the step's verb with what was typed."""
    known = {"version": form.shown_version, "actor": actor}
    if step is Step.WORK:
        service.save_work(entry, form.data, **known)
    elif step is Step.AUTHORS:
        service.save_authors(entry, form.values(), **known)
    elif step is Step.PARTS:
        service.save_parts(entry, form.values(), **known)
    elif step is Step.FILES:
        service.save_files(entry, form.values(), **known)
    else:
        service.save_prizes(entry, form.prize_values(), **known)
        service.declare(entry, form.declared.data, statements=_statements(form), version=None, actor=actor)


def _statements(form: Versioned) -> list[Statement]:
    return [Statement(one) for one in form.statements.data or [] if one in set(Statement)]


def without_row(form: Versioned, step: Step, name: str) -> None:
    """Takes one row out of a form before it is saved."""
    rows = form[ROWS[step]]
    rows.entries[:] = [row for row in rows.entries if row.name != name]
