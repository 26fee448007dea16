"""Copies without names for judges of a blind round: asked for here, made by the worker."""

from award.editions.models import Round
from award.jobs.service import enqueue
from award.judging.queries import blinding


def ask_for_blind_copies(round_: Round) -> None:
    """Has the worker look which works of the round have files without such a copy, and make them."""
    enqueue("judging.blind_round", key=f"judging.blind_round:{round_.id}", round_id=str(round_.id))


def ask_for_works(round_: Round) -> int:
    """Asks for the copies of each work that lacks some, a piece of work for each; returns for how many."""
    lacking = blinding.works_without_copies(round_.id)
    for entry_id in lacking:
        enqueue("judging.blind", key=f"judging.blind:{entry_id}", entry_id=str(entry_id))
    return len(lacking)
