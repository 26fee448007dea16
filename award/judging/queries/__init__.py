"""Every read of judging, by what it is about; other packages ask here."""

from award.judging.queries.queues import Progress, my_rounds, next_left, queue
from award.judging.queries.results import for_recount, frozen, latest_closed_round, ranking, standings
from award.judging.queries.rounds import (
    below_quorum,
    closing,
    loads,
    progress_by_judge,
    progress_by_work,
    round_by_codes,
    round_by_id,
    rounds_of,
    seats,
    short_works,
    works_of,
)
from award.judging.queries.tasks import Task, file_of, neighbours, task, task_for, work_of

__all__ = [
    "Progress",
    "Task",
    "below_quorum",
    "closing",
    "file_of",
    "for_recount",
    "frozen",
    "latest_closed_round",
    "loads",
    "my_rounds",
    "neighbours",
    "next_left",
    "progress_by_judge",
    "progress_by_work",
    "queue",
    "ranking",
    "round_by_codes",
    "round_by_id",
    "rounds_of",
    "seats",
    "short_works",
    "standings",
    "task",
    "task_for",
    "work_of",
    "works_of",
]
