"""What the page of one work shows; several acts lead back to it."""

from datetime import datetime, time, timedelta
from typing import Any

from flask import g, request

from award.audit.queries import history
from award.editions.queries import edition_by_id
from award.entries.checks import open_ones
from award.entries.queries import setting
from award.entries.states import ENTRY, EntryState
from award.evidence.queries import copies_of as kept_pages
from award.files.links import view_address
from award.files.queries import files_by_ids, renditions_of
from award.files.states import FileState
from award.kit import clock
from award.outbox.values import unpacked
from award.screening import queries, rules, service
from award.screening.content import differences
from award.screening.filters import filters_of
from award.screening.forms import DecisionForm, OverrideForm, ProlongForm
from award.screening.likeness import words_of
from award.screening.reasons import suggested
from award.screening.states import VERBS, Verdict
from award.web.pages import show

LAST_MINUTE = time(23, 59)
USUAL_DAYS = 7


def work_page(entry: Any, **forms: Any) -> Any:
    """The work, the clauses, what was decided on it, what changed since, what is like it, its place in the list.
    `forms` are those with something refused: `form` of the decision, `override`, `prolong`."""
    filters, offered = filters_of(request.args), queries.choices(entry.edition_id)
    checks, decisions = service.checks_of(entry), queries.decisions(entry.id)
    writes = rules.may_screen(g.person, entry)
    return show(
        "screening/entry.html",
        edition=edition_by_id(entry.edition_id),
        entry=entry,
        checks=checks,
        filters=filters,
        offered=offered,
        files=shown_files(entry),
        copies=copies_of(entry),
        pages=kept_pages(entry.id, with_text=True) if any(part.url for part in entry.parts) else {},
        neighbours=queries.neighbours(entry, filters, offered),
        place=queries.place(entry, filters, offered) if filters.waiting else None,
        holder=queries.holder(entry.id, g.person.id),
        postponed=writes and queries.is_postponed(entry.id, g.person.id),
        alike=queries.alike(entry.id),
        others=queries.of_same_people(entry),
        words_of=words_of,
        decisions=decisions,
        changed=changed_since(entry, decisions),
        unpacked=unpacked,
        events=queries.with_names(history(entry)),
        answers=_answers(entry) if writes else [],
        supplements=setting(entry).supplements,
        **_forms(entry, checks, forms),
    )


def _forms(entry: Any, checks: list, given: dict[str, Any]) -> dict[str, Any]:
    if "form" not in given:
        choices = queries.reasons(entry.edition_id)
        broken = [check.clause for check in open_ones(checks)]
        values = {"version": entry.version, "reasons": suggested(broken, choices), "answer_by": usual_day(entry)}
        given["form"] = DecisionForm(choices, formdata=None, data=values)
    given.setdefault("override", OverrideForm(formdata=None))
    if entry.state is EntryState.RETURNED:
        given.setdefault("prolong", ProlongForm(formdata=None, data={"answer_by": usual_day(entry)}))
    return given


def changed_since(entry: Any, decisions: list) -> list | None:
    """What of the work is not as it was at the last decision; None where nothing was decided yet."""
    if not decisions or not decisions[0].content:
        return None
    return differences(decisions[0].content, queries.content_of(entry))


def last_minute(entry: Any, day: Any) -> datetime | None:
    """The last minute of a day in the award's zone; on the edition's last day for supplements, its hour."""
    if day is None:
        return None
    end, term = clock.from_local(datetime.combine(day, LAST_MINUTE)), setting(entry).supplements
    return min(end, term.shown_at) if term and clock.local(term.shown_at).date() == day else end


def usual_day(entry: Any) -> Any:
    """A week from now, or the last day for supplements where that is sooner."""
    day, term = clock.today() + timedelta(days=USUAL_DAYS), setting(entry).supplements
    return min(day, clock.local(term.shown_at).date()) if term and term.shown_at > clock.now() else day


def _answers(entry: Any) -> list[tuple[Verdict, bool]]:
    """The three answers, and whether the entry's state allows each."""
    return [(verdict, ENTRY.allows(verb, entry.state)) for verdict, verb in VERBS.items()]


def copies_of(*entries: Any) -> dict:
    """The light copies of the works' files, by file."""
    return renditions_of(attachment.file_id for entry in entries for attachment in entry.attachments)


def shown_files(entry: Any) -> list[tuple]:
    """The work's files in order, as (attachment, file, address); no address for a file that cannot be opened."""
    files = files_by_ids(attachment.file_id for attachment in entry.attachments)
    found = [(held, files[held.file_id]) for held in entry.attachments if held.file_id in files]
    kept = [(held, file) for held, file in found if file.state is not FileState.ABANDONED]
    return [
        (held, file, view_address(file) if file.state is FileState.VERIFIED else None)
        for held, file in sorted(kept, key=lambda pair: (pair[0].part_position or 0, pair[0].position))
    ]
