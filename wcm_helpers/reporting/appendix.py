"""The last sections of every report: data page, glossary, versions, and the figures the run reads back."""

import os
import platform
from base64 import b64encode
from importlib.metadata import version

from wcm_helpers.core.formats import SCALE, listed, number
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks, data_page
from wcm_helpers.reporting.block import RECORD, RECORDS_FILES
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reporting.csv_files import to_csv
from wcm_helpers.reporting.data_page import inputs
from wcm_helpers.reporting.excel import tables_workbook
from wcm_helpers.reporting.report import Review
from wcm_helpers.reporting.section import SectionDefinition

#: The section that displays nothing: what the run reads of all others.
RECORD_SECTION = "record"


def data(review: Review) -> Blocks:
    """Return the data page: rows read, rejects by reason and by place, and warnings."""
    return blocks.join(
        rows_read(review),
        rejected_rows(review),
        rejected_places(review),
        warned_rows(review),
        remarks(review),
        *(blocks.paragraph(note) for note in review.data_notes),
    )


def rows_read(review: Review) -> Block:
    """Return the table of rows read, used and rejected, with their amounts."""
    frame = data_page.rows_by_table(review.history.intake, review.month)
    if frame.empty:
        return blocks.EMPTY
    columns = [
        Column("table", _("Table"), strong=True),
        Column("files", _("Files"), "right", number),
        Column("read", _("Rows read"), "right", number),
        Column("used", _("Used"), "right", number),
        Column("rejected", _("Rejected"), "right", number),
        _money("amount_read", _("Amount read, {currency}", currency=review.settings.site.currency)),
        _money("amount_used", _("Amount used, {currency}", currency=review.settings.site.currency)),
    ]
    note = joined(
        [
            data_page.adds_up(review.history.intake, review.month),
            _("Rows dated after the month are not counted."),
        ]
    )
    return blocks.table(frame, columns, name="rows", caption=_("Rows read, used and rejected"), note=note)


def _nothing(review: Review, text: str) -> Block:
    """Return a sentence on the rows of tables; nothing where no table was read, as for a survey alone."""
    return blocks.paragraph(text) if review.settings.tables else blocks.EMPTY


def _money(name: str, heading: str) -> Column:
    return Column(name, heading, "right", _exact, scaled=True)


def _exact(scaled: int) -> str:
    return number(scaled / SCALE, 2) if scaled else "–"


def rejected_rows(review: Review) -> Block:
    """Return the table of rejected rows by reason."""
    frame = data_page.rejects_by_reason(review.history.intake, review.month)
    if frame.empty:
        return _nothing(review, _("No row was rejected."))
    columns = [
        Column("table", _("Table"), strong=True),
        Column("meaning", _("Reason")),
        Column("rows", _("Rows"), "right", number),
        _money("amount", _("Amount, {currency}", currency=review.settings.site.currency)),
        Column("advice", _("What to do")),
    ]
    return blocks.table(
        frame,
        columns,
        name="rejects_by_reason",
        caption=_("Rejected rows by reason"),
        note=_("The file rejected.csv lists every one."),
    )


def rejected_places(review: Review) -> Block:
    """Return the table of rejected rows and cells by place: file, line, column and value."""
    frame = data_page.first_rejects(review.history.intake, review.month)
    if frame.empty:
        return _nothing(review, _("Every cell could be read."))
    columns = [
        Column("file", _("File")),
        Column("line", _("Line"), "right", lambda line: number(line) if line else "–"),
        Column("column", _("Column")),
        Column("value", _("Value found")),
        Column("meaning", _("Reason")),
    ]
    return blocks.table(
        frame,
        columns,
        name="rejects_by_place",
        caption=_("Rejected rows and cells by place"),
        note=_("The first three of each kind. The file rejected.csv lists all."),
    )


def warned_rows(review: Review) -> Block:
    """Return the table of warnings: rules broken by rows that are used."""
    frame = data_page.row_warnings(review.history.intake, review.month)
    if frame.empty:
        return _nothing(review, _("No used row breaks a rule of the data contract."))
    columns = [
        Column("table", _("Table"), strong=True),
        Column("meaning", _("Warning")),
        Column("rows", _("Rows"), "right", number),
        _money("amount", _("Amount, {currency}", currency=review.settings.site.currency)),
        Column("file", _("First in file")),
        Column("line", _("Line"), "right", lambda line: number(line) if line else "–"),
        Column("value", _("Value found")),
    ]
    return blocks.table(frame, columns, name="warnings", caption=_("Used rows with a warning"), note="")


def remarks(review: Review) -> Block:
    """Return the table of what was doubtful in the headers of files, and how it was read."""
    frame = data_page.remarks(review.history.intake, review.month)
    if frame.empty:
        return blocks.EMPTY
    columns = [
        Column("table", _("Table"), strong=True),
        Column("file", _("First in file")),
        Column("remark", _("How it was read")),
    ]
    return blocks.table(frame, columns, name="remarks", caption=_("How doubtful headers were read"), note="")


def glossary(review: Review) -> Block:
    """Return the terms of this report and their meaning."""
    rejected = _(
        "A row that is read, counted and listed, but not used, because one of its cells cannot be right."
    )
    return blocks.rules([*review.terms.items(), (_("Rejected row"), rejected)])


def versions(review: Review) -> Block:
    """Return the paragraph of the versions the report was made with."""
    names = ("wcm", "pandas", "duckdb", "matplotlib", "papermill")
    used = [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names)]
    return blocks.paragraph(_("Made with {versions}.", versions=listed(used)))


def record(review: Review) -> Block:
    """Return the headline figures, which the run reads and the report does not display.

    The metadata of the output are all that the run needs of the review, so that it computes nothing twice:
    ``title``, ``headline``, ``actions`` (sentences), ``cards`` (id, label, value and earlier values
    as written), ``comparable`` (see :class:`.Comparable`), ``data_up_to``, ``figures``, ``rules``,
    ``other_rules``, ``draft``, ``inputs`` (see :func:`wcm_helpers.reporting.data_page.inputs`), ``files``
    (CSV as text, by name), and, where the run writes them, ``workbook`` (the tables as an Excel file, in
    base64) and ``pictures`` (SVG by
    section and name of the chart).
    """
    figures = review.figures
    text = "\n".join(f"{name}: {value}" for name, value in figures.items())
    files = review.computed(review.report.files)
    details = {
        "title": review.report.title(),
        "headline": review.headline,
        "actions": [action.sentence for action in review.actions],
        "cards": [card.record for card in review.cards],
        "comparable": [one.recorded() for one in review.comparable],
        "data_up_to": review.data_up_to,
        "figures": figures,
        "rules": review.rules_in_force,
        "other_rules": review.other_rules,
        "draft": review.draft,
        "inputs": inputs(review.history.intake, review.month),
        "files": {name: to_csv(frame).decode("utf-8") for name, frame in files.items()},
    }
    if os.environ.get(RECORDS_FILES):
        displayed = [review.section(name) for name in review.report.sections if name != RECORD_SECTION]
        details["workbook"] = b64encode(tables_workbook(review, displayed)).decode()
        details["pictures"] = {
            f"{section.name}-{key}": svg for section in displayed for key, svg in section.pictures.items()
        }
    return Block("record", "", text, {RECORD: figures}, metadata={RECORD: details})


#: The page between the reading part and the appendix.
DIVIDER = SectionDefinition(lambda review: blocks.divider(), layer="appendix")

#: The sections every report ends with.
SECTIONS = {
    "data": SectionDefinition(data, lambda: _("Data"), "appendix"),
    "glossary": SectionDefinition(glossary, lambda: _("Glossary"), "appendix"),
    "versions": SectionDefinition(versions, layer="appendix"),
    RECORD_SECTION: SectionDefinition(record, layer="appendix"),
}
