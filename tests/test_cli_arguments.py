"""What is typed after a command: settings files, and parameters of a report."""

import pytest

from tests.test_cli import wcm
from wcm_helpers.cli_arguments import parameter_in
from wcm_helpers.core.errors import WorkbookError


def test_without_settings_the_workbook_of_the_current_folder_is_read(shop, tmp_path, monkeypatch):
    shop.settings.rename(shop.folder / "workbook.toml")
    monkeypatch.chdir(shop.folder)
    done = wcm("check")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Shop")
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    done = wcm("check")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "wcm: There is no workbook.toml in this folder. Name your settings with --settings FILE, or change "
        "to the folder that has them."
    ]


def test_a_folder_means_its_workbook(shop, tmp_path, monkeypatch):
    shop.settings.rename(shop.folder / "workbook.toml")
    monkeypatch.chdir(tmp_path.parent)
    assert wcm("check", "-s", shop.folder).returncode == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("limit_a=0.7", 0.7), ("silent_days=60", 60), ("allow_incomplete=True", True), ("language=zh", "zh"),
        ("month=2026", "2026"), ("customer=a=b", "a=b"), ("empty=", ""),
    ],
)  # fmt: skip
def test_a_number_and_a_truth_are_read_and_a_month_is_not(text, value):
    assert parameter_in(text) == (text.partition("=")[0], value)
    assert type(parameter_in(text)[1]) is type(value)


def test_a_parameter_without_a_value_is_refused():
    with pytest.raises(WorkbookError, match="'limit_a' is not name=value"):
        parameter_in("limit_a")
