"""Prize money: an amount in whole đồng, or a multiple of a base salary, rounded as the edition says."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from award.editions.states import Rounding

ROUNDINGS = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.UP: ROUND_CEILING, Rounding.DOWN: ROUND_FLOOR}


def multiple_of(base_salary: int, multiple: Decimal, *, round_to: int, rounding: Rounding) -> int:
    """So many times the base salary, rounded to whole `round_to` đồng."""
    steps = multiple * base_salary / round_to
    return int(steps.quantize(Decimal(1), rounding=ROUNDINGS[rounding])) * round_to


def amount(level: Any, edition: Any) -> int | None:
    """A prize's money in whole đồng; None where none is paid, or the base salary is not known."""
    if level.money is not None or level.base_multiple is None or edition.base_salary is None:
        return level.money
    return multiple_of(
        edition.base_salary, level.base_multiple, round_to=edition.money_round_to, rounding=edition.money_rounding
    )
