"""nbconvert reaches the page and the PDF by name."""

import nbformat
from nbconvert.exporters import get_exporter

from tests.reporting.executed import report
from wcm_helpers.reporting import export


def test_the_notebook_is_left_as_it_was():
    built = report()
    before = nbformat.writes(built)
    export.WcmHtmlExporter().from_notebook_node(built)
    assert nbformat.writes(built) == before


def test_nbconvert_finds_the_exporters_by_name():
    html, resources = get_exporter("wcm_html")().from_notebook_node(report())
    assert (resources["output_extension"], html[:15]) == (".html", "<!DOCTYPE html>")
    pdf, resources = get_exporter("wcm_pdf")().from_notebook_node(report())
    assert (resources["output_extension"], pdf[:5]) == (".pdf", b"%PDF-")
