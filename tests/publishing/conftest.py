"""The show that the tests of this folder publish."""

from pathlib import Path

import pytest

from tests.helpers.publishing import release


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "show"
    release(folder, [1, 2])
    return folder
