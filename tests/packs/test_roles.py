"""The packs of roles: their sections are those of the reports, taken from the published notebooks."""

import shutil

import pytest

from wcm_helpers.core.paths import NOTEBOOKS
from wcm_helpers.packs.document import write_document
from wcm_helpers.packs.roles import SECTIONS, role_names, role_outputs
from wcm_helpers.reporting.block import REPORT
from wcm_helpers.reports import REPORTS


@pytest.fixture
def month(tmp_path):
    """A published month of the stored notebooks, and its record."""
    entries = {}
    for name, report in REPORTS.items():
        shutil.copy(NOTEBOOKS / report.notebook, tmp_path / f"{name}.ipynb")
        entries[name] = {"title": f"Report {name}", "languages": ["en"], "files": [f"{name}.ipynb"]}
    return tmp_path, {"language": "en", "reports": entries}


def test_every_section_of_a_role_is_one_of_its_report():
    assert set(role_names()) == set(SECTIONS)
    unknown = [
        (role, report, name)
        for role, reports in SECTIONS.items()
        for report, names in reports.items()
        for name in names
        if name not in REPORTS[report].sections
    ]
    assert unknown == []


@pytest.mark.parametrize("role", list(SECTIONS))
def test_a_role_reads_its_sections_under_one_head(month, role):
    folder, run = month
    outputs = role_outputs(role, folder, run, "en")
    assert [REPORT in output["data"] for output in outputs].count(True) == 1
    page, _pdf = write_document(outputs, "2026-10", folder / role)
    html = page.read_text(encoding="utf-8")
    for report in SECTIONS[role]:
        assert f'<h2 id="report-{report.replace("_", "-")}">Report {report}</h2>' in html
    assert html.count("<h1") == 1


def test_a_report_that_is_not_there_is_left_out_and_nothing_gives_nothing(month):
    folder, run = month
    del run["reports"]["classification"]
    outputs = role_outputs("finance", folder, run, "en")
    text = " ".join(str(output["data"].get("text/html", "")) for output in outputs)
    assert "Report performance" in text and "Report classification" not in text
    assert role_outputs("finance", folder, {"language": "en", "reports": {}}, "en") == []
    assert role_outputs("finance", folder, run, "zh") == []


@pytest.mark.parametrize("state", [{"status": "failed"}, {"status": "kept", "made_with": {"rows": {}}}])
def test_a_report_that_failed_or_is_of_other_data_is_left_out(month, state):
    folder, run = month
    run["reports"]["classification"] |= state
    text = " ".join(
        str(output["data"].get("text/html", "")) for output in role_outputs("finance", folder, run, "en")
    )
    assert "Report performance" in text and "Report classification" not in text
