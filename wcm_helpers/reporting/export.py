"""The exporters ``wcm_html`` and ``wcm_pdf`` of nbconvert and JupyterLab."""

from typing import Any

from nbconvert.exporters import Exporter

from wcm_helpers.reporting import page, typeset


class WcmHtmlExporter(Exporter):
    """One self-contained page of HTML."""

    export_from_notebook = "Warehouse report (HTML)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[str, dict]:
        """Return an executed notebook as HTML, and the resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **options)
        return page.render(notebook), resources


class WcmPdfExporter(Exporter):
    """The same page as a tagged PDF, dated to the last day of the report's month."""

    export_from_notebook = "Warehouse report (PDF)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[bytes, dict]:
        """Return an executed notebook as PDF, and the resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **options)
        return typeset.pdf(
            page.render(notebook), created=typeset.created(page.report_meta(notebook)["month"])
        ), resources
