"""What several of the council's tests begin with."""

import pytest

from tests.support.editions import make_edition


@pytest.fixture
def edition(cast):
    """An edition with its people; prizes by age need the dates of birth."""
    edition = make_edition(personal_numbers=["birth_date"])
    cast.appoint(edition)
    return edition
