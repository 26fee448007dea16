"""An edition of three rounds, closed one after the other through its doors: marks, marks of another jury, a ballot."""

from datetime import timedelta
from decimal import Decimal

from award.db import db
from award.editions.models import Criterion, Panel
from award.editions.states import BallotForm, RoundMode
from award.judging import queries
from tests.support.editions import make_round

FORM = {"note": "", "remark": "", "version": "0"}


def three_rounds(room):
    """The final jury is its own; the second round passes one work of the print sub-committee more than the round says."""
    first = room.round
    first.pass_count, first.judges_per_work = 3, 2
    second, third = make_round(first.closes_at + timedelta(days=1)), make_round(first.closes_at + timedelta(days=30))
    for place, (round_, code) in enumerate([(second, "chung-khao"), (third, "bo-phieu")], 2):
        round_.code, round_.name, round_.position = code, f"Vòng {code}", place
        room.edition.rounds.append(round_)
    second.own_jury, second.pass_count, second.judges_per_work = True, 1, 1
    second.criteria = [
        Criterion(code="chung", position=1, name="Chung", maximum=Decimal(10), weight=60),
        Criterion(code="in", position=2, name="Riêng báo in", maximum=Decimal(10), weight=40, works=["print"]),
    ]
    second.panels = [Panel(code=room.edition.subcommittees[0].code, position=1, pass_count=2)]
    third.mode, third.ballot, third.choices, third.criteria = RoundMode.BALLOT, BallotForm.CHOICES, 1, []
    third.scale = third.step = third.method = third.judges_per_work = third.pass_count = None
    third.quorum, third.pass_votes = 2, 2
    db.session.commit()
    return first, second, third


def by_doors(client, cast, round_, jury, *, only=False):
    """The office seats, proposes and publishes, the chair opens."""
    here = f"/rounds/{round_.id}"
    client.enter_as(cast.dung)
    subcommittee = str(round_.edition.subcommittees[0].id)
    for judge in jury:
        form = {"person": str(judge.id), "subcommittee": subcommittee, **({"only_here": "y"} if only else {})}
        assert client.post(f"{here}/seats", data=form).status_code == 303
    assert client.post(f"{here}/propose").status_code == 303
    assert client.post(f"{here}/publish").status_code == 303
    assert client.enter_as(cast.hung).post(f"{here}/open").status_code == 303


def mark(client, judge, round_, entries, marks_of):
    client.enter_as(judge)
    for entry in entries:
        task = queries.task_for(judge.id, round_.id, entry.id)
        marks = {f"mark_{code}": mark for code, mark in marks_of(entry).items()}
        assert client.post(f"/tasks/{task.id}/confirm", data={**FORM, **marks}).status_code == 303


def close(client, cast, round_):
    assert client.enter_as(cast.hung).post(f"/rounds/{round_.id}/close", data={"reason": ""}).status_code == 303
    db.session.expire_all()
    return [row.entry_id for row in queries.standings(round_.id, passed_only=True)]


def test_three_rounds_are_closed_one_after_the_other(world, room, cast, client):
    first, second, third = three_rounds(room)
    works = room.entries
    points = {entry.id: str(mark) for entry, mark in zip(works, ("4", "3.5", "3", "1"), strict=True)}
    by_doors(client, cast, first, [cast.giang, cast.ha])
    for judge in (cast.giang, cast.ha):
        mark(client, judge, first, works, lambda e: {"phat-hien": points[e.id], "the-hien": "2", "hieu-qua": "1"})
    assert close(client, cast, first) == [one.id for one in works[:3]]

    by_doors(client, cast, second, [cast.hung])
    assert queries.task_for(cast.giang.id, second.id, works[0].id) is None
    mark(client, cast.hung, second, works[:3], lambda e: {"chung": points[e.id], "in": "5"})
    assert close(client, cast, second) == [works[0].id, works[1].id]
    assert [str(row.shown_score) for row in queries.standings(second.id)] == ["4.40", "4.10", "3.80"]

    by_doors(client, cast, third, [cast.hung], only=True)
    for judge in (cast.giang, cast.ha, cast.hung):
        lines = queries.ballot(judge, third).lines
        form = {f"vote_{lines[1].id.hex}": "y", "version": "0"}
        answer = client.enter_as(judge).post(f"/rounds/{third.id}/ballot/confirm", data=form)
        assert answer.status_code == 303
    assert close(client, cast, third) == [works[1].id]
    assert [row.score for row in queries.standings(third.id)] == ["3/1", "0/1"]
    db.session.commit()
    for round_ in (first, second, third):
        told = world.test_cli_runner().invoke(args=["recount", f"{room.edition.code}/{round_.code}"])
        assert told.exit_code == 0, told.output
