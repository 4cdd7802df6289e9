"""When the monthly run makes packs, and what it says where it does not."""

from datetime import date

import pytest

from tests.reporting.small_report import read, small_report
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.packs import monthly, publish
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.customer_packs import PackSection
from wcm_helpers.reporting.parameters import ReportParameters
from wcm_helpers.reporting.run_record import MonthRequest

FOLDER = '[packs]\ncustomers = ["c1"]\nfolder = "packs"\n'
PART = PackSection(lambda review, reader: blocks.paragraph("a part"), 30, lambda: "Part")
REPORTS = {"one": small_report("one", pack={"part": PART}), "two": small_report("two")}


def run(shop, tmp_path, failed=(), **parameters):
    values = ReportParameters(month="2026-05", settings=str(shop.settings), **parameters)
    request = MonthRequest(read(shop), "2026-05", {"one": values, "two": values})
    reasons = dict.fromkeys(failed, "cell 3 failed")
    notes = monthly.packs_of_run(REPORTS, tmp_path / "reports", request, reasons, lambda step: None)
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("c1.*"))
    return list(map(str, notes)), files


def test_packs_of_a_run_are_made_where_the_settings_say(shop, tmp_path):
    assert run(shop, tmp_path) == ([], [])
    shop.write_settings(FOLDER)
    assert run(shop, tmp_path) == ([], ["packs/shop/2026-05/c1.html", "packs/shop/2026-05/c1.pdf"])
    assert "a part" in (tmp_path / "packs/shop/2026-05/c1.html").read_text(encoding="utf-8")


def test_a_draft_gives_no_pack_and_says_so(shop, tmp_path):
    shop.write_settings(FOLDER)
    notes, files = run(shop, tmp_path, allow_incomplete=True)
    assert notes == ["No packs: they are made of a complete month by the rules of the settings."]
    assert files == []


def test_a_report_that_failed_gives_no_pack_if_it_has_a_part(shop, tmp_path):
    shop.write_settings(FOLDER)
    assert run(shop, tmp_path, failed=["two"])[1]
    with pytest.raises(WorkbookError, match=r"^No packs were made: they need one\.$"):
        run(shop, tmp_path, failed=["one"])
    assert (tmp_path / "packs/shop/2026-05/c1.html").is_file()  # of the run before


def test_a_pack_that_fails_is_named_and_the_others_are_written(shop, tmp_path, monkeypatch):
    def write_document(outputs, month, path):
        if path.name == "c1":
            raise WorkbookError("Not typeset.")
        path.with_suffix(".html").write_text("x", encoding="utf-8")
        return [path.with_suffix(".html")]

    shop.write_settings(FOLDER.replace('"c1"', '"c1", "c2"'))
    monkeypatch.setattr(publish, "write_document", write_document)
    with pytest.raises(WorkbookError, match=r"^c1: Not typeset\. The other packs are written\.$"):
        run(shop, tmp_path)
    assert [path.name for path in tmp_path.rglob("c*.html")] == ["c2.html"]


def test_by_themselves_they_are_of_the_latest_month_any_report_can_be_made_of(shop, tmp_path):
    shop.write_settings(FOLDER)
    arguments = (shop.settings, REPORTS, tmp_path / "reports", tmp_path / "out", "", date(2026, 6, 15))
    made = monthly.packs_of_site(*arguments, lambda step: None)
    assert [path.relative_to(tmp_path).as_posix() for path in made.files] == [
        "out/shop/2026-05/c1.html", "out/shop/2026-05/c1.pdf",
    ]  # fmt: skip
    assert (made.notes, made.failures) == ([], [])
