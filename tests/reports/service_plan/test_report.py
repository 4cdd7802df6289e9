"""The plan as the workbook registers it: every table it reads is one, every section stands on its page."""

import json

from wcm_helpers.core.paths import NOTEBOOKS
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reports import REPORTS
from wcm_helpers.reports.service_plan.report import READS, SERVICE_PLAN


def test_it_is_registered_and_reads_tables_that_there_are():
    assert REPORTS["service_plan"] is SERVICE_PLAN
    assert set(READS) <= {*TABLES} and len(READS) == len(set(READS))


def test_the_notebook_shows_every_section_in_its_order():
    notebook = json.loads((NOTEBOOKS / SERVICE_PLAN.notebook).read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]).strip() for cell in notebook["cells"] if cell["cell_type"] == "code"]
    shown = [cell.rsplit("review.", 1)[1] for cell in cells if "review." in cell]
    assert shown == [*SERVICE_PLAN.sections]


def test_every_section_says_something_and_none_is_long(plan_review):
    for name, definition in SERVICE_PLAN.sections.items():
        section = plan_review.section(name)
        assert section.blocks, name
        if definition.layer == "reading":
            assert all(len(table) <= 12 for table in section.tables.values()), name
        assert all(chart.alt for chart in section.charts.values()), name
