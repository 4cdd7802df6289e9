"""Private files of a run: where they go, who may read them, and what is said where they cannot be written."""

import os
import stat

import pytest

from tests.reporting.small_report import read, small_report
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.packs.private_files import private_files_of_run
from wcm_helpers.reporting.parameters import ReportParameters
from wcm_helpers.reporting.private_files import PrivateFiles
from wcm_helpers.reporting.run_record import MonthRequest


def run(shop, tmp_path, folder, failed=(), **parameters):
    """Write the private files of May: report one has them, report two has none."""
    private = PrivateFiles(lambda settings: folder, lambda review: {"care.csv": review.month.encode()})
    reports = {"one": small_report("one", private=private), "two": small_report("two")}
    values = ReportParameters(month="2026-05", settings=str(shop.settings), **parameters)
    request = MonthRequest(read(shop), "2026-05", {"one": values, "two": values})
    published = tmp_path / "reports"
    notes = private_files_of_run(
        reports, published, request, dict.fromkeys(failed, "cell 3"), lambda step: None
    )
    files = sorted(file for file in tmp_path.rglob("care.csv"))
    return list(map(str, notes)), files


def test_they_go_to_the_folder_of_the_settings_by_site_and_month(shop, tmp_path):
    notes, (file,) = run(shop, tmp_path, "care")
    assert notes == []
    assert file.relative_to(shop.settings.parent).as_posix() == "care/shop/2026-05/care.csv"
    assert file.read_bytes() == b"2026-05"
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        folders = [folder for folder in file.parents if folder.is_relative_to(shop.settings.parent / "care")]
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_without_a_folder_or_after_a_failure_there_are_none(shop, tmp_path):
    assert run(shop, tmp_path, "") == ([], [])
    assert run(shop, tmp_path, "care", failed=["one"]) == ([], [])


def test_a_draft_has_none_and_says_so(shop, tmp_path):
    notes, files = run(shop, tmp_path, "care", allow_incomplete=True)
    assert files == []
    assert notes == [
        "No private files of one: they are made of a complete month by the rules of the settings."
    ]


@pytest.mark.parametrize("folder", ["reports", "reports/care", "care/../reports"])
def test_no_private_file_lies_among_the_published_reports(shop, tmp_path, folder):
    with pytest.raises(WorkbookError, match="is among the published reports"):
        run(shop, tmp_path, str(tmp_path / folder))
    assert list(tmp_path.rglob("care.csv")) == []


def test_a_folder_that_cannot_be_written_is_one_line(shop, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(WorkbookError, match=r"care\.csv cannot be written \(") as error:
        run(shop, tmp_path, str(tmp_path / "file"))
    assert "\n" not in str(error.value)
