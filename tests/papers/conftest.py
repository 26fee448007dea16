import pytest

from award.db import db
from tests.papers.scene import PaperScene


@pytest.fixture
def scene(cast) -> PaperScene:
    """An edition whose papers can be issued."""
    made = PaperScene(cast)
    db.session.flush()
    return made
