"""The data page: rows read, used and rejected, reconciled with each other."""

from datetime import date

import pandas as pd

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.data.check.column_gaps import gap_remark
from wcm_helpers.data.check.warnings import up_to
from wcm_helpers.data.intake import Intake, dated_after, inputs_up_to, rejects_up_to
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.survey.files import survey_files
from wcm_helpers.data.tables import TABLES

#: Tables the workbook publishes itself, month by month.
PUBLISHED = [name for name, table in TABLES.items() if table.published]

#: Number of rejected rows and cells listed, in all and per kind; all are counted, and wcm check writes all.
LISTED, OF_EACH = 40, 3


def _up_to(ledger: pd.DataFrame, month: str) -> pd.DataFrame:
    """Remove rows dated after the month, so that the report of May is the same on data to June.

    The record of the month itself is removed because the report writes it, and so are the orders repeated on
    each line of a flat file, because those rows are counted as lines.
    """
    this_month = ledger["table"].isin(PUBLISHED) & (ledger["month"] == month)
    return ledger[(ledger["month"] <= month) & ~this_month & (ledger["reason"] != "repeat")]


def inputs(intake: Intake, month: str) -> list[dict[str, object]]:
    """Return the files a month is made of, with table, fingerprint (SHA-256) and number of rows.

    The files of the waves of a survey are in it as table ``surveys.<name>``, without a number of rows.
    """
    tables = [
        {"table": table, "file": item.label, "sha256": item.fingerprint, "rows": item.rows_read}
        for table, items in inputs_up_to(intake, month).items()
        for item in items
    ]
    surveys = [
        {"table": f"surveys.{item.wave}", "file": item.file, "sha256": item.fingerprint, "rows": None}
        for item in survey_files(intake.settings, month)
    ]
    return tables + surveys


def rows_by_table(intake: Intake, month: str) -> pd.DataFrame:
    """Return for each table the rows read, used and rejected, and their amounts (ten-thousandths).

    Rows dated after ``month`` are not counted; rows without a date that can be read are.
    """
    ledger = _up_to(intake.reconciliation, month)
    used = ledger[ledger["reason"] == ""]
    parts = {
        "read": ledger.groupby("table", sort=False)["rows"].sum(),
        "used": used.groupby("table")["rows"].sum(),
        "amount_read": ledger.groupby("table")["amount"].sum(),
        "amount_used": used.groupby("table")["amount"].sum(),
    }
    files = {name: len(items) for name, items in inputs_up_to(intake, month).items()}
    names = [name for name in files if name in set(intake.reconciliation["table"])]
    frame = pd.DataFrame(parts).reindex(names).fillna(0).astype("int64").rename_axis("table").reset_index()
    frame["rejected"] = frame["read"] - frame["used"]
    frame["amount_rejected"] = frame["amount_read"] - frame["amount_used"]
    frame["files"] = frame["table"].map(files)
    return frame[
        ["table", "files", "read", "used", "rejected", "amount_read", "amount_used", "amount_rejected"]
    ]


def rejects_by_reason(intake: Intake, month: str) -> pd.DataFrame:
    """Return the rejected rows of each table by reason, with its meaning and advice; the most money first."""
    ledger = _up_to(intake.reconciliation, month)
    ledger = ledger[ledger["reason"] != ""]
    frame = ledger.groupby(["table", "reason"], sort=False)[["rows", "amount"]].sum().reset_index()
    return _worst_first(frame).assign(
        meaning=lambda rows: [str(meaning(reason)) for reason in rows["reason"]],
        advice=lambda rows: [str(advice(reason)) for reason in rows["reason"]],
    )


def _worst_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort reasons by their money and then by their rows; those that lose nothing come last."""
    harmless = [not advice(reason) for reason in frame["reason"]]
    keys = frame.assign(harmless=harmless, money=-frame["amount"].abs(), n=-frame["rows"])
    order = keys.sort_values(["harmless", "money", "n"], kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def first_rejects(intake: Intake, month: str = "9999-12") -> pd.DataFrame:
    """Return the first rejected rows and cells of each reason: file, line, column and value."""
    alike = ["table", "reason", "scope", "column"]
    frame = rejects_up_to(intake, month).groupby(alike, sort=False, dropna=False).head(OF_EACH).head(LISTED)
    return frame.assign(meaning=[str(meaning(reason)) for reason in frame["reason"]])


def row_warnings(intake: Intake, month: str, today: date | None = None) -> pd.DataFrame:
    """Return the warnings: rules broken by used rows up to the month, each with the first such row.

    The most money comes first; ``amount`` is in ten-thousandths. Rows without a month are counted in every
    month. ``today`` adds dates after it and warnings about the class records; a report does not pass it,
    because it covers past months only.
    """
    frame = up_to(intake.monthly_warnings, month)
    if today is None:
        frame = frame[~frame["table"].isin(PUBLISHED)]
    else:
        frame = pd.concat([frame, dated_after(intake, today)], ignore_index=True)
    return _worst_first(frame).assign(
        meaning=lambda rows: [str(meaning(reason)) for reason in rows["reason"]],
        advice=lambda rows: [str(advice(reason)) for reason in rows["reason"]],
    )


def remarks(intake: Intake, month: str) -> pd.DataFrame:
    """Return what was doubtful in an export and how it was read, once for all files that are alike.

    Of each table whose files have unlike columns it says so once.

    Returns
    -------
    pd.DataFrame
        ``table``, ``file`` (the first) and ``remark``, of the files a report of the month reads.
    """
    rows = []
    for table, items in inputs_up_to(intake, month).items():
        rows += [(table, item.label, remark) for item in items for remark in item.read_remarks()]
        if gap := gap_remark(table, items):
            rows.append((table, *gap))
    return pd.DataFrame(rows, columns=["table", "file", "remark"]).drop_duplicates(["table", "remark"])


def adds_up(intake: Intake, month: str) -> str:
    """Return the sentence that reconciles rows read with rows used and rejected."""
    rows = rows_by_table(intake, month)
    read, used, rejected = (int(rows[name].sum()) for name in ("read", "used", "rejected"))
    cells = int((rejects_up_to(intake, month)["scope"] == "cell").sum())
    balance = _(
        "{read} rows read = {used} used + {rejected} rejected.",
        read=number(read),
        used=number(used),
        rejected=number(rejected),
    )
    unreadable = ngettext(
        "{n} unreadable cell in a used row was left empty.",
        "{n} unreadable cells in used rows were left empty.",
        cells,
    )
    return joined([balance, unreadable if cells else ""])
