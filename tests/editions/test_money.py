"""Prize money as a multiple of the base salary: exact, rounded as the edition says."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from award.editions.money import amount, multiple_of
from award.editions.states import Rounding


@pytest.mark.parametrize(
    ("multiple", "rounding", "whole"),
    [
        ("6", Rounding.HALF_UP, 14_000_000),
        ("1.5", Rounding.HALF_UP, 3_500_000),
        ("1.5", Rounding.UP, 3_600_000),
        ("6", Rounding.DOWN, 14_000_000),
        ("2.5", Rounding.HALF_UP, 5_900_000),
        ("2.5", Rounding.DOWN, 5_800_000),
    ],
)
def test_a_multiple_is_rounded_to_whole_steps(multiple, rounding, whole):
    assert multiple_of(2_340_000, Decimal(multiple), round_to=100_000, rounding=rounding) == whole


def test_an_amount_stands_as_it_is_and_a_multiple_needs_a_base():
    edition = SimpleNamespace(base_salary=None, money_round_to=1, money_rounding=Rounding.HALF_UP)
    assert amount(SimpleNamespace(money=7, base_multiple=None), edition) == 7
    assert amount(SimpleNamespace(money=None, base_multiple=Decimal(3)), edition) is None
    assert amount(SimpleNamespace(money=None, base_multiple=None), edition) is None
