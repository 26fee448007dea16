"""Rounds that decide by ballot, and rounds for calibration: nobody reads more of them than the table of visibility says.

One world each, walked while the round is open and once more when it is closed, at the addresses of rounds, tasks and
works, by those whom the kind of round may concern; the rest of the product does not ask what kind of round it is
(`test_every_route` walks all of it).
"""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from award.db import db
from award.editions.states import BallotForm, RoundMode, RoundState
from award.judging.models import ScoreSheet, Standing
from award.judging.visibility import Matter, Phase, Viewer, sees
from tests.visibility.stage import WORDS, close, staged
from tests.visibility.test_every_route import matters_in, received

pytestmark = [pytest.mark.storage, pytest.mark.long]
ABOUT = ("/rounds/", "/tasks/", "/judging", "/works/")
VIEWERS = [one for one in Viewer if one not in {Viewer.AUTHOR, Viewer.CONTACT, Viewer.ADMINISTRATOR}]
# Votes of a ballot that no other number looks like.
VOTES = {Matter.OWN_MARKS: "874365", Matter.MARKS: "641987", Matter.STANDING: "758132"}
OFFICE = {Viewer.SECRETARY, Viewer.CHAIR, Viewer.OBSERVER}
# What a round for calibration shows to nobody: each judge sees the own marks, and how far they are from the others'.
NEVER = {Matter.MARKS, Matter.REMARKS, Matter.FEEDBACK, Matter.STANDING}


def as_ballot(stage):
    round_ = stage.round
    round_.mode, round_.ballot, round_.criteria = RoundMode.BALLOT, BallotForm.YES_NO, []
    round_.scale = round_.step = round_.method = round_.judges_per_work = None
    for sheet in db.session.scalars(sa.select(ScoreSheet)):
        number = VOTES[Matter.OWN_MARKS if sheet.total == Decimal("87.43") else Matter.MARKS]
        sheet.total, sheet.marks = Decimal(number), {"vote": number}


def as_calibration(stage):
    stage.round.calibration = True


def close_ballot(stage, cast):
    votes = VOTES[Matter.STANDING]
    close(stage.round, stage.entry, stage.round.edition, cast)
    db.session.execute(sa.update(Standing).values(score=f"{votes}/1", shown_score=Decimal(votes), inputs=[]))


def close_calibration(stage, cast):
    close(stage.round, stage.entry, stage.round.edition, cast)
    db.session.execute(sa.delete(Standing))


def seen_by(app, client, stage, viewer, words):
    everything = received(app, client, stage, viewer, False, only=ABOUT)
    return matters_in(stage, everything, words)


@pytest.mark.parametrize(("begin", "end"), [(as_ballot, close_ballot), (as_calibration, close_calibration)])
def test_nobody_reads_more_of_another_kind_of_round(app, cast, client, things, bucket, begin, end):
    stage, wrong = staged(things, cast, Phase.OPEN, blind=False, lifted=False), []
    begin(stage)
    calibration = stage.round.calibration
    numbers = {} if calibration else {matter: _written(number) for matter, number in VOTES.items()}
    db.session.commit()
    for phase in (Phase.OPEN, Phase.CLOSED):
        if phase is Phase.CLOSED:
            stage.round.state = RoundState.CLOSED
            end(stage, cast)
            db.session.commit()
        for viewer in VIEWERS:
            found = seen_by(app, client, stage, viewer, {**WORDS, **numbers})
            for matter in Matter:
                may = sees(viewer, matter, phase) and not (calibration and _hidden(viewer, matter))
                if found[matter] and not may:
                    wrong.append(f"{viewer} {matter} in {phase}: {found[matter][:4]}")
            if viewer in OFFICE:
                assert found[Matter.WORK]
                assert found[Matter.JURY]
                assert bool(found[Matter.STANDING]) is (phase is Phase.CLOSED and not calibration)
            if viewer is Viewer.JUDGE:
                assert found[Matter.WORK]
    assert not wrong, "\n".join(wrong)


def _hidden(viewer, matter) -> bool:
    return matter in NEVER or (matter is Matter.OWN_MARKS and viewer is not Viewer.JUDGE)


def _written(number: str) -> list[str]:
    """As pages and workbooks write it; as plain figures it could stand in any identity."""
    return [f"{number[:3]}.{number[3:]}", f">{number}<", f'"{number}"']
