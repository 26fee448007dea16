"""Measuring: an act repeated, and the processor time that one of it took."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.processes import Gunicorn, database_seconds

BATCHES = 5


@dataclass(frozen=True)
class Cost:
    """Milliseconds of processor time an act, of the web server and of the database's server."""

    web: float
    database: float

    @property
    def total(self) -> float:
        """Both together."""
        return self.web + self.database


def measure(server: Gunicorn, act: Callable[[], object], *, times: int, database: str = "") -> Cost:
    """The median over batches of the mean cost of `act`, after a warm-up that reaches every worker."""
    for _ in range(max(6, times // 10)):
        act()
    size = max(1, times // BATCHES)
    batches = [_batch(server, act, size, database) for _ in range(BATCHES)]
    return Cost(statistics.median(web for web, _ in batches), statistics.median(data for _, data in batches))


def _batch(server: Gunicorn, act: Callable[[], object], size: int, database: str) -> tuple[float, float]:
    web, data = server.processor_seconds(), database_seconds(database) if database else 0.0
    for _ in range(size):
        act()
    after = database_seconds(database) if database else 0.0
    return (server.processor_seconds() - web) * 1000 / size, (after - data) * 1000 / size
