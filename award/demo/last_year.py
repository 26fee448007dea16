"""The demo's last year: a small edition that is over, so that there are results, a gallery, a dossier that went upward
with what came back, another being chosen whose authors are asked, and figures beside earlier editions."""

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from award.accounts.queries import person_by_email
from award.accounts.service import create_person, grant_role
from award.accounts.states import Role
from award.council import service as council
from award.db import db, transaction
from award.demo import entering, pages, upward, words
from award.editions import service, writing
from award.editions.queries import edition_whole
from award.entries.queries import entry_whole, owner
from award.gallery import queries as gallery
from award.gallery.agreement import VERSION
from award.gallery.service import agree
from award.judging import queries as marking
from award.judging import service as judging
from award.judging.states import TaskState
from award.kit import clock
from award.screening import service as screening
from award.screening.states import Verdict

if TYPE_CHECKING:
    from award.demo.making import Stage

# One of each kind of press. The first is the demo author's own, who has not agreed to the gallery yet.
WORKS, JUDGES = 5, 6
# By which all of them are sent in.
SEED = 2025
OBSERVER = "theodoi@demo.vn"


def hold(stage: "Stage", wanted: Any) -> None:
    """The whole year in brief; `wanted` is its configuration."""
    last = _opened(stage, wanted)
    entering.enter_works(last, WORKS)
    pages.keep_pages(last)
    _screen(last)
    _judge(last)
    held = _decide(last)
    _show(last, held[1:])
    upward.forward(last, held)
    with clock.at(_after(last, 90)), transaction():
        service.change_state(edition_whole(last.edition.code), "close", actor=last.secretary)


def _opened(stage: "Stage", wanted: Any) -> "Stage":
    opens = datetime.combine(wanted.calendar.window_from, time(12))
    with clock.at(clock.from_local(opens)), transaction():
        service.load(writing.write(wanted), actor=None, file_name=f"{wanted.code}.toml")
        edition = edition_whole(wanted.code)
        office = (
            (stage.secretary, Role.SECRETARY),
            (stage.chair, Role.CHAIR),
            (person_by_email(OBSERVER), Role.OBSERVER),
        )
        judges = [_judge_of(edition, number) for number in range(1, JUDGES + 1)]
        for person, role in (*office, *((judge, Role.JUDGE) for judge in judges)):
            grant_role(person, role, edition=edition, actor=None, letter=False)
            db.session.refresh(person, ["grants"])
        service.change_state(edition, "open", actor=stage.secretary)
    alone = Counter({person.id: entering.SHARED_WORKS for person in stage.authors})
    told = {"edition": edition, "judges": judges, "works": alone, "made": []}
    return replace(stage, rng=random.Random(SEED), progress=lambda _count: None, **told)


def _judge_of(edition: Any, number: int) -> Any:
    """A judge of that year alone: those of this year see this year's works only."""
    email = f"giamkhao-{edition.year}-{number}@demo.vn"
    return create_person(email=email, full_name=words.full_name(random.Random(email)), demo=True, actor=None)


def _screen(last: "Stage") -> None:
    with clock.at(last.edition.deadline("entries").shown_at + timedelta(days=1)), transaction():
        for entry_id in last.made:
            entry = entry_whole(entry_id)
            if entry.code is not None:
                screening.decide(entry, Verdict.ELIGIBLE, reasons=[], note="", answer_by=None, actor=last.secretary)


def _judge(last: "Stage") -> None:
    """Every task is marked and the round closed."""
    with clock.at(last.opened_at()), transaction():
        edition = edition_whole(last.edition.code)
        for place, judge in enumerate(last.judges):
            judging.seat(edition.subcommittees[place % len(edition.subcommittees)], judge, actor=last.secretary)
        round_ = edition.rounds[0]
        judging.propose(round_, actor=last.secretary)
        judging.publish(round_, actor=last.secretary)
        judging.open_round(round_, actor=last.chair)
        round_id = round_.id
    people = {judge.id: judge for judge in last.judges}
    with clock.at(last.opened_at() + timedelta(days=3)), transaction():
        for task in marking.rounds.tasks(round_id, TaskState.PUBLISHED):
            _mark(last, task.id, people[task.judge_id])
    with clock.at(last.edition.rounds[0].closes_at), transaction():
        judging.close_round(edition_whole(last.edition.code).rounds[0], actor=last.chair)


def _mark(last: "Stage", task_id: Any, judge: Any) -> None:
    task = marking.task(task_id)
    judging.open_task(task, actor=judge)
    marks = {one.code: one.maximum - last.rng.randint(0, int(one.maximum) // 5) for one in task.criteria}
    judging.save_sheet(task, marks, "", "", version=0, actor=judge)
    judging.confirm_sheet(task, version=task.version, actor=judge)


def _decide(last: "Stage") -> list[Any]:
    """Prepares what the standings propose and releases it; answers the prized works in the order of entering."""
    with clock.at(_after(last, 5)), transaction():
        council.propose(edition_whole(last.edition.code), actor=last.chair)
    with clock.at(_after(last, 7)), transaction():
        prizes = council.release(edition_whole(last.edition.code), actor=last.chair)
        prized = {prize.entry_id for prize in prizes}
        return [entry_id for entry_id in last.made if entry_id in prized]


def _show(last: "Stage", entry_ids: list[Any]) -> None:
    with clock.at(_after(last, 8)), transaction():
        for entry_id in entry_ids:
            asked = gallery.asked(entry_id)
            agree(asked, text_version=VERSION, actor=owner(asked.entry))


def _after(last: "Stage", days: int) -> Any:
    return last.edition.rounds[0].closes_at + timedelta(days=days)
