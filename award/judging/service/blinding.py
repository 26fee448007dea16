"""Copies without names for judges of a blind round: asked for here, made by the worker."""

from datetime import timedelta

from award.editions.models import Round
from award.jobs.queries import given_up
from award.jobs.service import enqueue
from award.judging.queries import blinding
from award.kit import clock


def ask_for_blind_copies(round_: Round) -> None:
    """Has the worker look which works of the round have files without such a copy, and make them."""
    enqueue("judging.blind_round", key=f"judging.blind_round:{round_.id}", round_id=str(round_.id))


def ask_for_works(round_: Round, *, pause: timedelta = timedelta()) -> int:
    """Asks for the copies of each work that lacks some, a piece of work for each; returns for how many. A work whose
    copies were given up less than a `pause` ago is left out."""
    keys = {f"judging.blind:{entry_id}": entry_id for entry_id in blinding.works_without_copies(round_.id)}
    resting = given_up(list(keys), since=clock.now() - pause) if pause else set()
    wanted = {key: entry_id for key, entry_id in keys.items() if key not in resting}
    for key, entry_id in wanted.items():
        enqueue("judging.blind", key=key, entry_id=str(entry_id))
    return len(wanted)
