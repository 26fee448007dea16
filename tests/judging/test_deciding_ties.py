"""Ties that remain at closing: the chair's order on the record, and the program that counts anywhere."""

import json
import subprocess
import sys

import pytest
import sqlalchemy as sa

from award.audit.models import AuditEvent
from award.council import service as council
from award.db import db
from award.jobs.service import run_due
from award.judging import queries, service
from award.judging.models import Standing, TieDecision
from award.judging.service import ties
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment


@pytest.fixture
def tied(at_work, cast):
    """Works 0, 1 and 2 are equal in everything, work 3 is behind; two places."""
    at_work.round.pass_count, at_work.round.ties = 2, ["criterion:phat-hien", "chair"]
    for number in range(3):
        at_work.confirm(cast.giang, number)
    at_work.confirm(cast.giang, 3, phat_hien="1", the_hien="1", hieu_qua="1")
    return at_work.closed()


def ranks(room):
    return {row.entry_id: (row.rank, row.tie_rule, row.passed) for row in queries.standings(room.round.id)}


def order(room, *numbers):
    return [room.entries[number].id for number in numbers]


def test_a_tie_across_the_border_is_found_and_passes_whole_until_it_is_decided(tied):
    (tie,) = queries.ties(tied.round)
    assert (tie.rank, tie.at_the_border, len(tie.works)) == (1, True, 3)
    assert [ranks(tied)[one.id] for one in tied.entries[:3]] == [(1, None, True)] * 3


def test_the_chairs_order_ranks_them_and_stands_on_the_record(tied, cast):
    service.decide_tie(tied.round, order(tied, 2, 0, 1), reason="Đề tài mới hơn", actor=cast.hung)
    found = ranks(tied)
    assert [found[one.id] for one in tied.entries] == [
        (2, "chair", True), (3, "chair", False), (1, "chair", True), (4, None, False)
    ]  # fmt: skip
    assert queries.ties(tied.round) == []
    event = db.session.scalar(sa.select(AuditEvent).where(AuditEvent.verb == "judging.decide_tie"))
    assert event.after == {"order": [tied.entries[n].code for n in (2, 0, 1)], "reason": "Đề tài mới hơn"}
    assert [row.who for row in queries.decisions_on_ties(tied.round.id)] == [cast.hung.full_name] * 3


def test_other_works_than_the_tied_ones_cannot_be_ordered(tied, cast):
    for wrong in (order(tied, 0, 1), order(tied, 0, 1, 3), order(tied, 0, 1, 2, 3), order(tied, 0, 1, 2, 2)):
        with pytest.raises(Refusal, match="share a rank"):
            service.decide_tie(tied.round, wrong, reason="x", actor=cast.hung)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(TieDecision)) == 0


def test_an_order_needs_a_reason(tied, cast):
    with pytest.raises(Refusal) as refusal:
        service.decide_tie(tied.round, order(tied, 0, 1, 2), reason="", actor=cast.hung)
    assert refusal.value.field == "reason"


def test_where_the_rules_leave_ties_together_nobody_decides(tied, cast):
    tied.round.ties = ["median"]
    with pytest.raises(WrongMoment, match="leave nothing"):
        service.decide_tie(tied.round, order(tied, 0, 1, 2), reason="x", actor=cast.hung)


def test_what_is_built_on_the_standings_keeps_them_as_they_are(tied, cast, monkeypatch):
    monkeypatch.setattr(ties, "WATCHERS", [lambda round_: say("Prizes are prepared.")])
    with pytest.raises(WrongMoment, match="Prizes"):
        service.decide_tie(tied.round, order(tied, 0, 1, 2), reason="x", actor=cast.hung)


def test_before_closing_there_is_nothing_to_decide(at_work, cast):
    at_work.round.ties = ["chair"]
    with pytest.raises(WrongMoment, match="not closed"):
        service.decide_tie(at_work.round, [], reason="x", actor=cast.hung)


def recounted(world, room, *more):
    db.session.commit()
    return world.test_cli_runner().invoke(args=["recount", f"{room.edition.code}/{room.round.code}", *more])


def test_counting_again_knows_the_criteria_and_the_chairs_order(world, tied, cast):
    service.decide_tie(tied.round, order(tied, 1, 2, 0), reason="x", actor=cast.hung)
    answer = recounted(world, tied)
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["ranking"][0]["code"] == tied.entries[1].code


def run(folder):
    """The written program as anybody would run it: Python alone, none of our packages in reach."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys, runpy; sys.path.insert(0, {str(folder)!r}); "
         f"runpy.run_path({str(folder / 'recount_program.py')!r}, run_name='__main__')"],
        capture_output=True, text=True, cwd=folder, check=False,
    )  # fmt: skip


def test_the_written_program_gives_the_same_ranking_anywhere(world, tied, cast, tmp_path):
    service.decide_tie(tied.round, order(tied, 2, 1, 0), reason="x", actor=cast.hung)
    recounted(world, tied, "--write", str(tmp_path))
    told = run(tmp_path)
    assert told.returncode == 0, told.stderr
    codes = [line.split()[2] for line in told.stdout.splitlines()]
    frozen = db.session.scalars(sa.select(Standing).order_by(Standing.place)).all()
    assert codes == [next(e.code for e in tied.entries if e.id == row.entry_id) for row in frozen]


def test_the_written_program_finds_a_changed_mark(world, tied, tmp_path):
    recounted(world, tied, "--write", str(tmp_path))
    inputs = json.loads((tmp_path / "inputs.json").read_text())
    inputs["works"][3]["totals"] = [999]
    (tmp_path / "inputs.json").write_text(json.dumps(inputs))
    assert run(tmp_path).returncode == 1


def test_what_is_written_holds_no_name_of_a_judge(world, tied, cast, tmp_path):
    recounted(world, tied, "--write", str(tmp_path))
    written = "".join(path.read_text() for path in tmp_path.iterdir())
    for judge in (cast.giang, cast.ha):
        assert judge.full_name not in written
        assert str(judge.id) not in written


def test_the_chair_decides_on_a_page_and_a_secretary_only_reads(tied, cast, client):
    db.session.commit()
    here, first = f"/rounds/{tied.round.id}", tied.entries[0].id
    client.enter_as(cast.dung)
    page = client.get(f"{here}/firmness").text
    assert tied.entries[1].title in page
    assert client.get(f"{here}/ties/{first}").status_code == 404
    client.enter_as(cast.hung)
    assert f"{here}/ties/{first}" in client.get(f"{here}/firmness").text
    typed = {f"place_{tied.entries[n].code}": place for n, place in ((0, "2"), (1, "2"), (2, "1"))}
    twice = client.post(f"{here}/ties/{first}", data={**typed, "reason": "Đề tài"})
    assert twice.status_code == 422
    assert "Đề tài" in twice.text
    typed[f"place_{tied.entries[1].code}"] = "3"
    assert client.post(f"{here}/ties/{first}", data={**typed, "reason": ""}).status_code == 422
    assert client.post(f"{here}/ties/{first}", data={**typed, "reason": "Đề tài"}).location.endswith("/firmness")
    assert "Đề tài" in client.get(f"{here}/firmness").text
    pressed_twice = client.post(f"{here}/ties/{first}", data={**typed, "reason": "Đề tài"})
    assert pressed_twice.status_code == 409
    assert client.get(f"{here}/ties/{tied.round.id}").status_code == 404


def test_the_page_shows_the_figures_once_the_worker_has_counted(tied, cast, client):
    db.session.commit()
    run_due()
    client.enter_as(cast.hung)
    page = client.get(f"/rounds/{tied.round.id}/firmness").text
    assert cast.giang.full_name in page
    assert "Krippendorff" in page


def test_before_closing_the_page_is_a_sentence(at_work, cast, client):
    db.session.commit()
    client.enter_as(cast.hung)
    assert client.get(f"/rounds/{at_work.round.id}/firmness").status_code == 409


def test_prepared_prizes_keep_the_ranking_as_it_is(tied, cast):
    level = tied.edition.prize_levels[0]
    council.prepare(tied.edition, tied.entries[0], level, departure="x", actor=cast.hung)
    with pytest.raises(WrongMoment, match="Prizes are prepared"):
        service.decide_tie(tied.round, order(tied, 0, 1, 2), reason="x", actor=cast.hung)
