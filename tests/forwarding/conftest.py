import pytest

from tests.forwarding.scene import Scene


@pytest.fixture
def scene(cast) -> Scene:
    """An edition whose works can be forwarded."""
    return Scene(cast)
