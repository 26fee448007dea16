"""A database of a given size with the floors and the product before it, and the acts done on them."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from award import config
from award.app import create_app
from award.db import db
from tests.bench.acts import ARGON, RANKING, ROW, ROWS, WRITE, Act
from tests.bench.measuring import BATCHES, Subject, measure, median_ratio
from tests.bench.populate import populate
from tests.bench.processes import Gunicorn
from tests.bench.product import HEADER
from tests.support.browser import Browser
from tests.support.cast import PASSWORD


@dataclass
class Stage:
    """What stands for one database and size; `database` is PostgreSQL's name of it, empty for SQLite."""

    kind: str
    entries: int
    database: str
    known: dict[str, Any]
    floors: Gunicorn
    product: Gunicorn
    opened: list[Browser] = field(default_factory=list)

    def browser(self, who: str | None) -> "CountingBrowser":
        """A browser in which `who` has signed in."""
        browser = CountingBrowser(self.product.url)
        self.opened.append(browser)
        address = self.known.get(who or "") if who in ("judge", "drafter") else f"{who}0@bench.vn"
        return browser.sign_in(address, PASSWORD) if who else browser

    def subject(self, act: Act) -> tuple[Subject, "CountingBrowser"]:
        """The act as something to be measured, and the browser that does it."""
        browser = self.browser(act.who)
        return Subject(self.product, self.database, partial(act.do, browser, self.known), act.times), browser

    def floor(self, name: str, rows: int = 1) -> Callable[[], object]:
        """One of the floors, as something to be done; `rows` for the one that writes as many."""
        browser = Browser(self.floors.url)
        self.opened.append(browser)
        if name in (WRITE, ROWS):
            return partial(browser.post, f"/write?rows={rows}")
        path = {ROW: f"/row?id={self.known['person_key']}", RANKING: f"/ranking?round={self.known['closed_round_key']}"}
        return partial(browser.get, path.get(name, {ARGON: "/argon2id", "bare Flask": "/bare"}.get(name)))

    def floor_of(self, act: Act) -> Subject:
        """The floors that stand against one act, together."""
        rows = self.known.get(act.rows, 1)
        parts = [(self.floor(name, rows), count) for name, count in act.floor.items()]
        times = max(act.times, 20 if act.times >= BATCHES else 1)
        return Subject(self.floors, self.database, lambda: [do() for do, count in parts for _ in range(count)], times)


class CountingBrowser(Browser):
    """Counts the statements that its requests took."""

    statements = 0

    def _ask(self, *arguments: Any, **options: Any):
        answer = super()._ask(*arguments, **options)
        self.statements += int(self.headers.get(HEADER, 0))
        return answer


@dataclass(frozen=True)
class Finding:
    """What was measured of one act on one database and size: milliseconds of an act and of its floor, batch by batch."""

    act: Act
    kind: str
    entries: int
    costs: list[float]
    floors: list[float]
    statements: float

    @property
    def ratio(self) -> float:
        """How many times its floor the act costs."""
        return median_ratio(self.costs, self.floors)


def measure_act(act: Act, stages: list[Stage]) -> list[Finding]:
    """One act on all sizes of one database by turns, each beside its floor."""
    acted = [stage.subject(act) for stage in stages]
    times = {id(browser): 0 for _, browser in acted}
    subjects = []
    for stage, (subject, browser) in zip(stages, acted, strict=True):
        browser.statements = 0
        subjects += [replace(subject, do=partial(_counted, subject.do, times, id(browser))), stage.floor_of(act)]
    found = measure(subjects)
    return [
        Finding(
            act, stage.kind, stage.entries, found[2 * at], found[2 * at + 1], browser.statements / times[id(browser)]
        )
        for at, (stage, (_, browser)) in enumerate(zip(stages, acted, strict=True))
    ]


def _counted(do: Callable[[], object], times: dict[int, int], key: int) -> None:
    times[key] += 1
    do()


@contextmanager
def stages(
    kind: str, sizes: tuple[int, ...], server: str | None = None, fill: Callable[[int], dict[str, Any]] = populate
) -> Iterator[list[Stage]]:
    """A stage for each size, in a folder that is gone afterwards; `server` is PostgreSQL's address, None for SQLite;
    `fill` puts into the empty database what the acts are done on."""
    with tempfile.TemporaryDirectory(prefix="award-bench-") as folder, ExitStack() as stack:
        yield [stack.enter_context(_stage(kind, size, server, Path(folder), fill)) for size in sizes]


@contextmanager
def _stage(
    kind: str, entries: int, server: str | None, folder: Path, fill: Callable[[int], dict[str, Any]]
) -> Iterator[Stage]:
    database = f"{fill.__name__}_{entries}" if server else ""
    url = server.replace("/postgres?", f"/{database}?") if server else f"sqlite:///{folder / f'{entries}.sqlite3'}"
    if server:
        _create_database(server, database)
    instance = folder / f"instance-{entries}"
    environment = {"DATABASE_URL": url, "SECRET_KEY": "s" * 40, "DATA_KEY": "d" * 40, "AWARD_INSTANCE": str(instance)}
    known = _populated(environment, entries, fill)
    others = ("S3_", "AWS_", "SMTP_", "MAIL_", "REDIS_", "CLAMD_")
    environment |= {name: "" for name in os.environ if name.startswith(others)}
    with (
        Gunicorn("tests.bench.floors:application", environment, folder / "floors.log") as floors,
        Gunicorn("tests.bench.product:application()", environment, folder / "product.log") as product,
    ):
        stage = Stage(kind, entries, database, known | {"floors": floors.url}, floors, product)
        yield stage
        for browser in stage.opened:
            browser.close()


def _create_database(server: str, name: str) -> None:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()


def _populated(environment: dict[str, str], entries: int, fill: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
    with create_app(config.read(environment)).app_context():
        known = fill(entries)
        db.session.remove()
        db.engine.dispose()
    return known
