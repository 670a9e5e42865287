"""A network for the tests of This week."""

import pytest

from tests.tui.week.scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()
