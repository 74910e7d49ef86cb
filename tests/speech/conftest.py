"""What the tests of the Edge client need set back."""

import pytest
from edge_tts.drm import DRM


@pytest.fixture
def edge_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DRM, "clock_skew_seconds", 0.0)
    monkeypatch.setenv("LANGUAGE", "en")
