"""The data page: what was read, used and set aside, and whether it adds up."""

from datetime import date

import pandas as pd

from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.intake import Intake, dated_after, inputs_up_to, rejects_up_to
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.tables import TABLES

#: Tables the workbook publishes itself, month by month.
PUBLISHED = [name for name, table in TABLES.items() if table.published]

#: So many rows and cells set aside are listed; all of them are counted, and wcm check writes all of them.
LISTED, OF_EACH = 40, 3


def _up_to(ledger: pd.DataFrame, month: str) -> pd.DataFrame:
    """Leave out what is dated after the month: the report of May is the same on data to June.

    The record of the month itself is left out too: it is what the report writes. So is the order again on
    each line of a flat file: those rows are the lines' own.
    """
    own = ledger["table"].isin(PUBLISHED) & (ledger["month"] == month)
    return ledger[(ledger["month"] <= month) & ~own & (ledger["reason"] != "repeat")]


def rows_by_table(intake: Intake, month: str) -> pd.DataFrame:
    """Return for each table the rows read, used and set aside, and their amounts (ten-thousandths).

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
    frame["set_aside"] = frame["read"] - frame["used"]
    frame["amount_set_aside"] = frame["amount_read"] - frame["amount_used"]
    frame["files"] = frame["table"].map(files)
    return frame[
        ["table", "files", "read", "used", "set_aside", "amount_read", "amount_used", "amount_set_aside"]
    ]


def set_aside_by_reason(intake: Intake, month: str) -> pd.DataFrame:
    """Return how many rows of each table were set aside for each reason, with what it means."""
    ledger = _up_to(intake.reconciliation, month)
    ledger = ledger[ledger["reason"] != ""]
    frame = ledger.groupby(["table", "reason"], sort=False)[["rows", "amount"]].sum().reset_index()
    return frame.assign(
        meaning=[meaning(reason) for reason in frame["reason"]],
        advice=[advice(reason) for reason in frame["reason"]],
    )


def first_set_aside(intake: Intake, month: str = "9999-12") -> pd.DataFrame:
    """Return the first rows and cells set aside for each reason: file, line, column, what was found."""
    alike = ["table", "reason", "scope", "column"]
    frame = rejects_up_to(intake, month).groupby(alike, sort=False, dropna=False).head(OF_EACH).head(LISTED)
    return frame.assign(meaning=[meaning(reason) for reason in frame["reason"]])


def pointed_out(intake: Intake, today: date | None = None) -> pd.DataFrame:
    """Return the rules some rows break that are used all the same, with the first such row.

    ``today`` adds dates that lie after it, and what is odd in the records of months; a report leaves it out,
    as it shows no month but the past.
    """
    frame = intake.warnings
    if today is None:
        frame = frame[~frame["table"].isin(PUBLISHED)]
    else:
        frame = pd.concat([frame, dated_after(intake, today)], ignore_index=True)
    return frame.assign(
        meaning=[meaning(reason) for reason in frame["reason"]],
        advice=[advice(reason) for reason in frame["reason"]],
    )


def adds_up(intake: Intake, month: str) -> str:
    """Return the sentence that says that every row read is used or set aside."""
    rows = rows_by_table(intake, month)
    read, used, aside = (int(rows[name].sum()) for name in ("read", "used", "set_aside"))
    cells = int((rejects_up_to(intake, month)["scope"] == "cell").sum())
    sentence = _(
        "{read:,} rows read = {used:,} used + {aside:,} set aside.", read=read, used=used, aside=aside
    )
    if cells:
        sentence += " " + ngettext(
            "{n} unreadable cell in a row that is used was left empty.",
            "{n} unreadable cells in rows that are used were left empty.",
            cells,
        )
    return sentence
