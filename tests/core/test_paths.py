from pathlib import Path

from wcm_helpers.core import paths


def test_the_folders_of_the_checkout_are_there():
    assert paths.NOTEBOOKS.is_dir() and paths.SAMPLE_SETTINGS.is_file() and paths.LOCALE.is_dir()


def test_the_cache_is_where_the_user_wants_it_else_in_the_checkout(monkeypatch):
    monkeypatch.setenv("WCM_CACHE", "/somewhere/else")
    assert paths.cache_folder() == Path("/somewhere/else")
    monkeypatch.setenv("WCM_CACHE", "")
    assert paths.cache_folder() == paths.ROOT / ".cache" / "wcm"


def test_a_path_is_shown_from_the_working_folder_where_it_is_inside(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.display_path(tmp_path / "data" / "orders.csv") == "data/orders.csv"
    assert paths.display_path(tmp_path.parent / "orders.csv") == str(tmp_path.parent / "orders.csv")
