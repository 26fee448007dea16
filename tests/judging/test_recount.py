"""The written program counts alone, with Python and nothing of ours, what was frozen: every method with every rule for ties."""

import json
import subprocess
import sys

import pytest
import sqlalchemy as sa

from award.db import db
from award.editions.states import TallyMethod
from award.judging import queries
from award.judging.models import RoundClosing, Standing, TieDecision
from award.judging.queries import results
from award.judging.service.rounds import freeze
from award.judging.tally import CHAIR, CRITERION, MEDIAN, TOP_MARKS
from award.kit import clock

CRITERIA = ("phat_hien", "the_hien", "hieu_qua")
# The marks of three judges for each work. The first five have a mean of 8 and all but one of them 8 in the middle, so
# that only a rule for ties can tell them apart; the last one has too few sheets.
WORKS = (
    [("4", "3", "1"), ("4", "2", "2"), ("3", "3", "2")],
    [("3", "2", "2"), ("4", "2", "2"), ("5", "2", "2")],
    [("3", "2", "1"), ("4", "2", "2"), ("5", "3", "2")],
    [("5", "1", "2"), ("5", "1", "2"), ("5", "1", "2")],
    [("4.5", "2", "1"), ("4.5", "1", "2"), ("5", "2", "2")],
    [("5", "3", "2")],
)
RULES = (f"{CRITERION}phat-hien", MEDIAN, TOP_MARKS, CHAIR)
TIES = [(), *((rule,) for rule in RULES), RULES, RULES[::-1]]
# Where all medians of works of equal score are equal by the method itself, the median sets nothing apart.
SILENT = {(TallyMethod.MEDIAN, MEDIAN), (TallyMethod.TRIMMED_MEAN, MEDIAN)}
ALONE = "import json, recount_program as p; print(json.dumps(p.ranking(json.load(open('inputs.json')))))"


@pytest.fixture
def closed(room, cast):
    judges = (cast.giang, cast.ha, cast.hung)
    while len(room.entries) < len(WORKS):
        room.enter(cast.cuong)
    room.round.quorum, room.round.pass_count, room.round.judges_per_work = 2, 3, 3
    room.seat(*judges).assigned().opened()
    for number, marks in enumerate(WORKS):
        for judge, given in zip(judges, marks, strict=False):
            room.confirm(judge, number, **dict(zip(CRITERIA, given, strict=True)))
    room.closed()
    for place, entry in enumerate(reversed(room.entries), 1):
        more = {"place": place, "reason": "Theo Hội đồng", "actor_id": cast.hung.id, "at": clock.now()}
        db.session.add(TieDecision(round_id=room.round.id, entry_id=entry.id, **more))
    return room


def frozen_by(room, method, ties):
    """Freezes the round by other rules; the ranking as it is stored: code, rank, score, rule, passed, inputs."""
    room.round.method, room.round.ties = method, list(ties)
    db.session.execute(sa.update(RoundClosing).values(method=method.value))
    db.session.flush()
    freeze(room.round, results.frozen_works(room.round.id))
    db.session.commit()
    codes = {entry.id: entry.code for entry in room.entries}
    columns = (Standing.rank, Standing.score, Standing.tie_rule, Standing.passed, Standing.inputs)
    rows = db.session.execute(sa.select(Standing.entry_id, *columns).order_by(Standing.place))
    return [(codes[entry_id], rank, score, by, passed, sorted(inputs)) for entry_id, rank, score, by, passed, inputs in rows]  # fmt: skip


def written(world, room, folder):
    name = f"{room.edition.code}/{room.round.code}"
    return world.test_cli_runner().invoke(args=["recount", name, "--write", str(folder)])


def run(folder, *what):
    """Runs Python in the folder, with no package of ours or of anybody else's."""
    return subprocess.run(
        [sys.executable, "-S", *what], cwd=folder, capture_output=True, text=True, env={"PYTHONIOENCODING": "utf-8"}
    )


@pytest.mark.parametrize("method", list(TallyMethod))
def test_the_written_program_ranks_as_we_do_by_every_rule_for_ties(world, closed, tmp_path, method):
    for number, ties in enumerate(TIES):
        ours, folder = frozen_by(closed, method, ties), tmp_path / str(number)
        told = written(world, closed, folder)
        assert told.exit_code == 0, (ties, told.output)
        theirs = json.loads(run(folder, "-c", ALONE).stdout)
        assert [(r["code"], r["rank"], r["score"], r["by"], r["passed"], sorted(r["totals"])) for r in theirs] == ours
        spoke = {by for _, _, _, by, _, _ in ours} - {None}
        assert spoke <= set(ties)
        if len(ties) == 1:
            assert bool(spoke) is ((method, ties[0]) not in SILENT)


@pytest.mark.parametrize("fault", ["mark", "method", "tie", "chair", "program"])
def test_a_planted_fault_is_seen(world, closed, tmp_path, fault):
    frozen_by(closed, TallyMethod.MEAN, (TOP_MARKS, CHAIR))
    assert written(world, closed, tmp_path).exit_code == 0
    assert run(tmp_path, "recount_program.py").returncode == 0
    inputs, program = tmp_path / "inputs.json", tmp_path / "tally.py"
    found = json.loads(inputs.read_text())
    if fault == "mark":
        found["works"][0]["totals"][0] += 50
    elif fault == "method":
        found["rules"]["method"] = "median"
    elif fault == "tie":
        found["rules"]["ties"] = found["rules"]["ties"][1:]
    elif fault == "chair":
        found["works"][1]["chair"], found["works"][2]["chair"] = found["works"][2]["chair"], found["works"][1]["chair"]
    else:
        text = program.read_text()
        program.write_text(text.replace("return sum(totals), len(totals)", "return sum(totals) + 1, len(totals)", 1))
        assert program.read_text() != text
    inputs.write_text(json.dumps(found))
    assert run(tmp_path, "recount_program.py").returncode == 1


def test_the_command_sees_what_was_frozen_by_another_rule_than_it_says(world, closed, tmp_path):
    frozen_by(closed, TallyMethod.MEAN, (TOP_MARKS,))
    db.session.execute(sa.update(RoundClosing).values(method=TallyMethod.MEDIAN.value))
    db.session.commit()
    told = written(world, closed, tmp_path)
    assert (told.exit_code, queries.broken_at(closed.round.id)) == (1, None)
    assert json.loads(told.stdout)["differences"]
