"""Everybody, in every phase, at every address that reads: what can be read is what the table of visibility says.

Each thing has a word of its own in the world of `stage`; whoever is shown the thing anywhere can read the word.
"""

import pytest

from award.db import db
from award.files.queries import rendition_rows
from award.jobs.service import run_due
from award.judging import service
from award.judging.visibility import Matter, Phase, Viewer, sees
from award.outbox.models import Letter
from award.outbox.rendering import addresses, render
from award.web.doors import UNGUARDED
from tests.files.samples import PDF
from tests.visibility.reading import answered
from tests.visibility.stage import WORDS, staged

pytestmark = [pytest.mark.storage, pytest.mark.long]
STAGES = [
    (Phase.PLANNED, False, False),
    (Phase.OPEN, False, False),
    (Phase.OPEN, True, False),
    (Phase.OPEN, True, True),
    (Phase.CLOSED, True, False),
    (Phase.RELEASED, True, False),
]
MORE = [
    "/editions/{code}/entries?q=ray",
    "/rounds/{round_id}/queue?show=left",
    "/judging",
    "/letters?page=1",
    "/people?q=an",
]
PAPERS = (".pdf", ".docx", ".zip")
# Who may have papers made; they do not depend on the phase, so one stage makes them.
WITH_PAPERS = {Viewer.AUTHOR, Viewer.CONTACT, Viewer.SECRETARY, Viewer.CHAIR, Viewer.ASIDE}
# What the office writes from the decisions of the council is whole, and only what stands before them is withheld from
# who stands aside: the prize table and the way of each work to it.
AFTER_THE_COUNCIL = "/prizes/"
WITHHELD_BEFORE = "/prizes/trace"
# Shown by pages of results where the round passes remarks on.
NOT_EVERYWHERE = {Matter.FEEDBACK}
# Contacts read them on registration forms.
ON_PAPER = {Matter.ADDRESSES}


def reading_addresses(app, values) -> list[str]:
    """Every route that answers GET, for these values, signing out left out."""
    adapter, found = app.url_map.bind("localhost"), []
    for route in app.url_map.iter_rules():
        if "GET" in route.methods and route.endpoint not in UNGUARDED:
            arguments = {name: values[name] for name in route.arguments if name in values}
            if len(arguments) == len(route.arguments):
                found.append(adapter.build(route.endpoint, arguments, method="GET"))
    return sorted({*found, *(address.format(**values) for address in MORE)} - {"/healthz", "/readyz", "/metrics"})


def received(app, client, stage, viewer, papers: bool, only: tuple[str, ...] = ("",)) -> dict[str, str]:
    """What the viewer gets, by where; papers, which take long to be made, only where they are asked for, and of addresses
    those that begin like one of `only`."""
    person = stage.people[viewer]
    client.enter_as(person) if person else client.leave()
    own = {"task_id": stage.tasks[viewer].id} if viewer in stage.tasks else {}
    found = {}
    for values in ({**stage.things}, {**stage.things, **own}) if own else (stage.things,):
        # What every page has in common is looked at by others; here only what is read counts.
        for address in reading_addresses(app, values):
            if address not in found and address.startswith(only) and (papers or not address.endswith(PAPERS)):
                found[address] = answered(client.get(address, buffered=True))
    if person is not None:
        letters = db.session.query(Letter).filter_by(recipient=person.email).order_by(Letter.id)
        for letter in letters.all():
            told = render(letter.template, letter.values, tongue="vi", address=addresses(app))
            found[f"letter {letter.template} {letter.id}"] = "\n".join(told)
    return found


def matters_in(stage, everything: dict[str, str], told=WORDS) -> dict[Matter, list[str]]:
    """Where each matter can be read, by the words `told` of it."""

    def places(*words: str) -> list[str]:
        return [place for place, text in everything.items() if any(word in text for word in words)]

    found = {matter: places(*words) for matter, words in told.items()}
    found[Matter.ORIGINALS] = places(f"/{stage.file.key}?")
    found[Matter.FILES] = places(*(f"/{file.key}?" for file in [stage.file, *rendition_rows(stage.file.id)]))
    progress = f"/rounds/{stage.round.id}"
    found[Matter.PROGRESS] = [progress] if everything.get(progress, "").startswith("200") else []
    return found


def _before_the_council(place: str) -> bool:
    return AFTER_THE_COUNCIL not in place or place.endswith(WITHHELD_BEFORE)


@pytest.fixture
def stage_of(app, cast, things, bucket):
    def made(phase, blind, lifted):
        stage = staged(things, cast, phase, blind=blind, lifted=lifted)
        bucket.put(stage.file.key, PDF, "application/pdf")
        if blind:
            service.ask_for_blind_copies(stage.round)
        db.session.commit()
        run_due()
        return stage

    return made


@pytest.mark.parametrize(("phase", "blind", "lifted"), STAGES)
def test_what_can_be_read_is_what_the_table_says(app, client, stage_of, phase, blind, lifted):
    stage, wrong = stage_of(phase, blind, lifted), []
    papers = phase is Phase.OPEN and blind and not lifted
    for viewer in Viewer:
        everything = received(app, client, stage, viewer, papers or viewer not in WITH_PAPERS)
        if viewer is Viewer.ASIDE:
            everything = {place: text for place, text in everything.items() if _before_the_council(place)}
        found = matters_in(stage, everything)
        for matter in Matter:
            wanted = sees(viewer, matter, phase, blind=blind and not lifted)
            excused = NOT_EVERYWHERE if papers else NOT_EVERYWHERE | ON_PAPER
            if bool(found[matter]) is not wanted and not (wanted and matter in excused):
                wrong.append(f"{viewer} {matter} wanted {wanted}: {found[matter][:4]}")
    assert not wrong, "\n".join(wrong)
