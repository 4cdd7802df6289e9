"""A catalogue of a test in place of the package's own."""

import pytest

from wcm_helpers.core import words


@pytest.fixture
def chinese(request, tmp_path, monkeypatch):
    """The Chinese catalogue is ``CATALOGUE`` of the test's module; the test says when it is in use."""
    folder = tmp_path / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "wcm.po").write_text(request.module.CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    words._catalogue.cache_clear()
    yield
    monkeypatch.undo()
    words._catalogue.cache_clear()
    words.use("en")
