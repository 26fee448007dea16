"""A large jury: seven of fifty judges for every work, a round that is closed, one at work, one without judges yet; and
what judges, chair, secretary and worker do with so much."""

import re
import urllib.request
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from award.db import db, transaction
from award.editions.states import RoundState
from award.judging.models import RoundClosing
from award.judging.service import close_round, store_report
from tests.bench.acts import (
    PAGES_GOAL,
    RANKING,
    RANKING_GOAL,
    ROW,
    ROWS,
    WRITE,
    WRITES_GOAL,
    Act,
    open_sheet,
    queue,
    ranking,
    save_mark,
)
from tests.bench.populate import Year, analyze, key, prepare_tables
from tests.support.browser import Browser
from tests.support.editions import make_round

WORKS, PANEL, JURY = 2_500, 7, 50
SMALLER = 250
DRAFTING = 1
# Beside the standings: the closing, the round, the event of the record, the worker's work; and a letter to each judge.
ROWS_BESIDE = 4


def populate_jury(works: int) -> dict[str, Any]:
    """Fills the empty tables; answers what the acts need to know."""
    prepare_tables()
    with transaction():
        year = Jury(works)
        known = year.judged()
        store_report(year.edition.rounds[0])
    analyze()
    return known


class Jury(Year):
    """The year with a large jury and three rounds; one judge of the open round has only drafts, all complete."""

    def __init__(self, works: int, *, jury: int = JURY, code: str = "bench"):
        super().__init__(works, panel=PANEL, jury=jury, code=code)
        third = make_round(self.now)
        third.code, third.position, third.name, third.judges_per_work = "chung-ket", 3, "Vòng chung kết", PANEL
        third.opens_at, third.closes_at = self.now + timedelta(days=30), self.now + timedelta(days=40)
        third.pass_count = None
        self.edition.rounds[1].pass_count = None
        self.edition.rounds.append(third)

    def judged(self) -> dict[str, Any]:
        """The works of the third round are those that a closing of the second let pass; the second is open again."""
        known = super().judged()
        _, second, third = self.edition.rounds
        close_round(second, actor=self.chair, reason="Một giám khảo vắng mặt")
        _open_again(second)
        return known | {
            "drafter": self.judges[DRAFTING].email,
            "open_round_key": key(second.id),
            "new_round": str(third.id),
            "secretary": str(self.secretary.id),
            "standings": self.count + len(self._shares()) + ROWS_BESIDE,
            "tasks": self.count * PANEL,
        }

    def round(self, round_, done: float, drafting: int | None = DRAFTING):
        """In the round at work one judge has confirmed nothing yet."""
        return super().round(round_, done, drafting if done < 1 else None)


def _open_again(round_) -> None:
    """As acts of two persons do it, but for the standings, by which the third round has its works."""
    round_.state = RoundState.OPEN
    db.session.execute(sa.delete(RoundClosing).where(RoundClosing.round_id == round_.id))


def confirm_all(browser: Browser, known: dict[str, Any]) -> None:
    """The page on which a judge confirms the whole share, all of it complete."""
    browser.get(f"/rounds/{known['open_round']}/queue/confirm")


def progress(browser: Browser, known: dict[str, Any]) -> None:
    """The office's page of the round at work: every judge, the works page by page, what is below the quorum."""
    browser.get(f"/rounds/{known['open_round']}")


def close(browser: Browser, known: dict[str, Any]) -> None:
    """The round at work is closed with a reason; the floors' server opens it again."""
    if "closing" not in known:
        browser.get(f"/rounds/{known['open_round']}")
        known["closing"] = True
    browser.post(f"/rounds/{known['open_round']}/close", expect=(303,), reason="Một giám khảo vắng mặt")
    _ask(f"{known['floors']}/open-again?round={known['open_round_key']}")


def firmness(browser: Browser, known: dict[str, Any]) -> None:
    """What stands beside the ranking of the closed round."""
    browser.get(f"/rounds/{known['closed_round']}/firmness")


def propose(browser: Browser, known: dict[str, Any]) -> None:
    """The worker finds judges for all works of a round that has none yet, in place of the proposal before."""
    answer = browser.get(f"/bench/propose?round={known['new_round']}&actor={known['secretary']}")
    if not re.fullmatch(r"\d+ tasks", answer):
        raise RuntimeError(answer)


def _ask(address: str) -> None:
    urllib.request.urlopen(address, data=b"").close()


JURY_ACTS = (
    Act("Large jury: judge's queue", "judge", {ROW: 1}, queue, PAGES_GOAL),
    Act("Large jury: open a sheet", "judge", {ROW: 1}, open_sheet, PAGES_GOAL),
    Act("Large jury: save a mark", "judge", {WRITE: 1}, save_mark, WRITES_GOAL),
    Act("Large jury: confirm all", "drafter", {ROW: 1}, confirm_all, None, None, times=20),
    Act("Large jury: progress of the round", "secretary", {RANKING: 1}, progress, None, None, times=20),
    Act("Large jury: closing the round", "chair", {RANKING: 1, ROWS: 1}, close, None, None, times=5, rows="standings"),
    Act("Large jury: ranking", "chair", {RANKING: 1}, ranking, RANKING_GOAL, times=20),
    Act("Large jury: firmness", "chair", {RANKING: 1}, firmness, None, None, times=20),
    Act("Large jury: proposal (worker)", None, {ROWS: 1}, propose, None, None, times=2, rows="tasks"),
)
