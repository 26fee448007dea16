import pytest

from award.db import db
from tests.papers.scene import PaperScene


@pytest.fixture
def whole(scene) -> PaperScene:
    """The same with a council that sat and a batch that is frozen: every paper can be made."""
    return scene.hold().forward()


@pytest.fixture
def scene(cast) -> PaperScene:
    """An edition whose papers can be issued."""
    made = PaperScene(cast)
    db.session.flush()
    return made
