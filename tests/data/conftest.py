import pytest

from tests.data.exports import Warehouse


@pytest.fixture
def warehouse(tmp_path, monkeypatch):
    """Give a folder for exports, with a cache of its own."""
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    return Warehouse(tmp_path)
