"""Typeset the page of HTML as a tagged, accessible PDF."""

import json
import logging
from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import typst
from PIL import Image

from wcm_helpers.core import fonts, months
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.words import _
from wcm_helpers.data.run_folder import temporary_folder
from wcm_helpers.reporting.paper_pages import Choices, Mark, Sheet, well_filled
from wcm_helpers.reporting.translate import markup

TEMPLATE = Path(__file__).with_name("templates") / "wcm_pdf" / "report.typ"

#: Points: the margins of a page above and below its text, in the template too.
_ABOVE, _BELOW = 59.5, 53.9
_WHITE = 0.98
_COARSE = 8  # pixels an inch: enough to see where a page ends

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
        _fill_pages(compiler, folder)
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


def _fill_pages(compiler: typst.Compiler, folder: Path) -> None:
    """Write the choices to the folder of a report by which its pages are filled."""

    def look(choices: Choices) -> tuple[list[Sheet], list[Mark]]:
        (folder / "choices.json").write_text(choices.as_json, encoding="utf-8")
        drawn = compiler.compile(format="png", ppi=_COARSE)
        heights, sheets = zip(*map(_sheet, drawn if isinstance(drawn, list) else [drawn]), strict=True)
        marks = [
            Mark(number, kind, may_break, page, (y - _ABOVE) / (heights[page - 1] - _ABOVE - _BELOW))
            for number, kind, may_break, page, y in json.loads(
                compiler.query("<marks>", field="value", one=True)
            )
        ]
        return list(sheets), marks

    try:
        choices = well_filled(look)
    except typst.TypstError:  # told where the report is made
        choices = Choices()
    (folder / "choices.json").write_text(choices.as_json, encoding="utf-8")


def _sheet(png: bytes) -> tuple[float, Sheet]:
    """Return the height of a page in points, and what is used of it."""
    pixels = np.asarray(Image.open(BytesIO(png)).convert("RGB")).min(axis=2) / 255
    in_points = 72 / _COARSE
    first, height = round(_ABOVE / in_points), len(pixels)
    text = pixels[first : height - round(_BELOW / in_points)]
    used = (text < _WHITE).any(axis=1).nonzero()[0]
    return height * in_points, Sheet(
        float(used.max() + 1) / len(text) if len(used) else 0.0, height < pixels.shape[1]
    )


@cache
def _fonts(installed: bool) -> typst.Fonts:
    # Installed fonts are used only for characters ours lack, so that the PDF is the same on every machine.
    return typst.Fonts(installed, False, [str(folder) for folder in fonts.folders()])
