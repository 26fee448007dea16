"""What stands beside the ranking: counted by the worker after closing, kept as plain values."""

from dataclasses import replace
from decimal import Decimal

from award.db import db
from award.jobs.models import Job
from award.jobs.service import run_due
from award.judging import queries, reliability, service
from award.judging.reliability import points, report
from award.judging.tally import NOTHING, Rules
from award.kit.codes import new_id

CLEAR = {work: {"a": 500 + 40 * work, "b": 560 + 40 * work, "c": 530 + 40 * work} for work in range(8)}


def test_a_report_has_figures_with_intervals_and_every_judge_and_work():
    found = report(CLEAR, Rules("mean", 1, pass_count=3), NOTHING, seed="head")
    assert found["agreement"]["concordance"]["value"] == "1.0000"
    assert Decimal(found["agreement"]["alpha"]["low"]) <= Decimal(found["agreement"]["alpha"]["value"])
    assert [one["difference"] for one in found["judges"]] == ["-0.45", "0.00", "0.45"]
    assert [one["part"] for one in found["judges"]] == ["-0.30", "0.00", "0.30"]
    assert {one["firmness"] for one in found["works"]} == {"firm"}
    assert [one["adjusted_rank"] for one in found["works"]] == [one["rank"] for one in found["works"]]


def test_where_judges_hardly_overlap_a_sentence_stands_in_place_of_adjusted_means():
    found = report({1: {"a": 500, "b": 600}}, Rules("mean", 1), NOTHING, seed="head")
    assert found["adjusted"] is False
    assert "fewer than" in found["why_not"]["text"]
    assert found["works"][0]["adjusted_mean"] is None


def test_points_are_rounded_half_away_from_zero():
    assert [points(value) for value in (705, -5, 12345, None)] == ["7.05", "-0.05", "123.45", None]
    assert reliability.points(1) == "0.01"


def test_closing_lets_the_worker_count_and_counting_again_replaces(at_work, cast):
    for number in range(4):
        at_work.confirm(cast.giang, number)
        at_work.confirm(cast.ha, number, phat_hien="4", the_hien="2", hieu_qua="1")
    at_work.closed()
    assert queries.report(at_work.round.id) is None
    db.session.commit()
    run_due()
    kept = queries.report(at_work.round.id)
    (own,) = kept.content.values()
    assert {one["judge"] for one in own["judges"]} == {str(cast.giang.id), str(cast.ha.id)}
    assert len(own["works"]) == 4
    assert db.session.query(Job).filter_by(task="judging.reliability").one().state == "done"


def test_others_write_while_the_report_is_counted_and_a_round_closed_anew_gets_its_own(at_work, cast, monkeypatch):
    at_work.confirm(cast.giang, 0)
    at_work.confirm(cast.ha, 0)
    at_work.closed()
    db.session.commit()
    count, seen = service.count_report, []

    def counted_meanwhile(found):
        seen.append(db.session.registry.has() and db.session().in_transaction())
        return count(found)

    monkeypatch.setattr(service, "count_report", counted_meanwhile)
    run_due()
    assert seen == [False]
    found = service.for_report(at_work.round)
    assert service.keep_report(at_work.round, replace(found, closing_id=new_id()), {}) is None
    assert queries.report(at_work.round.id).content
