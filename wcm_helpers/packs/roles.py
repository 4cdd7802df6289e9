"""The packs of sales, operations and finance: the sections each needs, from the reports of the same run."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from wcm_helpers.core.words import _
from wcm_helpers.packs.document import outputs_of
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.block import MARK, REPORT, from_template
from wcm_helpers.reporting.page import report_meta
from wcm_helpers.reporting.run_record import report_file

#: By role the sections of each report that it reads.
SECTIONS = {
    "sales": {
        "classification": ("first_page", "moves", "money", "lifecycle"),
        "demand_survey": ("first_page", "needs"),
        "performance": ("loyalty",),
    },
    "operations": {
        "performance": ("first_page", "scoreboard", "causes", "stages", "tickets", "measures"),
        "demand_survey": ("importance",),
    },
    "finance": {
        "classification": ("classes", "money", "concentration"),
        "performance": ("money",),
    },
}
_SECTION_CELL = re.compile(r"^review\.(\w+)\s*(?:#.*)?$", re.MULTILINE)


def role_names() -> dict[str, str]:
    """Return the title of each role's pack, in the language in use."""
    return {"sales": _("For sales"), "operations": _("For operations"), "finance": _("For finance")}


def role_outputs(role: str, folder: Path, run: dict, language: str) -> list[Any]:
    """Return the outputs of a role's pack, from the published notebooks of a month; empty without any.

    A report that failed in the run, or was kept from a run on other data, is not in it.

    Parameters
    ----------
    role : str
        A key of :data:`SECTIONS`.
    folder : Path
        The published month.
    run : dict
        Its ``run.json``.
    language : str
        Of a report that was made in it.
    """
    outputs: list[Any] = []
    about: dict[str, Any] = {}
    for report, names in SECTIONS[role].items():
        entry = run["reports"].get(report, {})
        made_in = entry.get("languages", [])
        file = report_file(report, "ipynb", language * (language != next(iter(made_in), "")))
        if language not in made_in or file not in entry.get("files", ()) or not _of_this_run(entry):
            continue
        notebook = nbformat.read(folder / file, as_version=4)
        shown = list(_outputs(notebook, names))
        title = entry.get("translations", {}).get(language, {}).get("title", entry["title"])
        if shown:
            heading = from_template(
                "heading", title, anchor=f"report-{report.replace('_', '-')}", title=title
            )
            outputs += [*outputs_of([heading]), *shown]
            about = about or report_meta(notebook)
    if not outputs:
        return []
    head = blocks.head(
        title=role_names()[role], site=about["site"], month=about["month"], data_up_to=about["data_up_to"],
        draft=about["draft"],
    )  # fmt: skip
    return [*outputs_of([head]), *outputs]


def _of_this_run(entry: dict) -> bool:
    """Return whether a report was made from the data of the run; one that failed keeps older files."""
    return entry.get("status") != "failed" and not entry.get("made_with")


def _outputs(notebook: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """Yield the outputs of the cells that show some sections, in the order of the names."""
    cells = {
        match[1]: cell
        for cell in notebook.cells
        if cell.cell_type == "code" and (match := _SECTION_CELL.search(cell.source))
    }
    for name in names:
        yield from (
            output
            for output in cells.get(name, {}).get("outputs", ())
            if output.get("metadata", {}).get(MARK) and REPORT not in output["data"]
        )
