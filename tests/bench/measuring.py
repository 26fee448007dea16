"""Measuring: an act and its floor repeated by turns, and the processor time that one of each took."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.processes import Gunicorn, database_seconds

BATCHES = 5
WARM_UP = 6


@dataclass(frozen=True)
class Subject:
    """What is repeated, on which server; `database` is the name of PostgreSQL's database, empty for SQLite."""

    server: Gunicorn
    database: str
    do: Callable[[], object]
    times: int

    def seconds(self) -> float:
        """Processor time so far, of the web server and the database's."""
        return self.server.processor_seconds() + database_seconds(self.database)


def measure(subjects: list[Subject]) -> list[list[float]]:
    """For each subject the milliseconds of one act, batch by batch. Batches go by turns, so that whatever else the
    machine does meets all subjects alike. What is done less often than there are batches is dear, and warmed up once."""
    for subject in subjects:
        for _ in range(min(WARM_UP, max(2, subject.times // 4)) if subject.times > BATCHES else 1):
            subject.do()
    batches = min(BATCHES, *(subject.times for subject in subjects))
    rounds = [[_batch(subject) for subject in subjects] for _ in range(batches)]
    return [list(column) for column in zip(*rounds, strict=True)]


def median_ratio(above: list[float], below: list[float]) -> float:
    """The median over batches of one cost as a multiple of the other."""
    return statistics.median(a / b for a, b in zip(above, below, strict=True))


def _batch(subject: Subject) -> float:
    size = max(1, subject.times // BATCHES)
    before = subject.seconds()
    for _ in range(size):
        subject.do()
    return (subject.seconds() - before) * 1000 / size
