"""Typeset the page of HTML as a tagged, accessible PDF."""

import logging
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import typst

from wcm_helpers.core import fonts, months
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.words import _
from wcm_helpers.data.run_folder import temporary_folder
from wcm_helpers.reporting.translate import markup

TEMPLATE = Path(__file__).with_name("templates") / "wcm_pdf" / "report.typ"

_log = logging.getLogger(__name__)


def created(month: str) -> datetime:
    """Return the date of the PDF: midnight (UTC) of the last day of ``month``, the same on every run.

    Examples
    --------
    >>> created("2026-05").isoformat()
    '2026-05-31T00:00:00+00:00'
    """
    return datetime.combine(months.last_day(month), time(), tzinfo=UTC)


def pdf(html: str, *, created: datetime) -> bytes:
    """Return a report page as a tagged PDF (PDF/UA-1), the same bytes for the same page.

    Parameters
    ----------
    html : str
        The result of :func:`wcm_helpers.reporting.page.render`.
    created : datetime with a time zone
        The date of the document.

    Raises
    ------
    WorkbookError
        If a figure has no alternative text, or the page cannot be typeset.
    """
    with temporary_folder("typst-") as folder:
        source = markup(html, folder)
        (folder / "report.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "main.typ").write_text(source, encoding="utf-8")
        compiler = typst.Compiler(
            str(folder / "main.typ"), root=str(folder), font_paths=_fonts(fonts.needs_installed(source))
        )
        try:
            return compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=created)
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise WorkbookError(_("The report cannot be typeset: {reason}", reason=error)) from error
            _log.warning(
                _(
                    "No font has these characters, so the PDF lacks the mark of accessibility: {list}",
                    list=" ".join(fonts.missing_glyphs(source)),
                )
            )
            return compiler.compile(format="pdf", timestamp=created)


@cache
def _fonts(installed: bool) -> typst.Fonts:
    # Installed fonts are used only for characters ours lack, so that the PDF is the same on every machine.
    return typst.Fonts(installed, False, [str(folder) for folder in fonts.folders()])
