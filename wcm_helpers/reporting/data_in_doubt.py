"""What the head of a report says of its data: rows rejected or in doubt, and tables that end early."""

import pandas as pd

from wcm_helpers.core.formats import SCALE, month_name, number
from wcm_helpers.core.months import window
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.data.intake import Intake
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reporting.data_page import PUBLISHED
from wcm_helpers.reporting.report import Review

#: Rows are pointed out from this share of a table's amounts, or of its rows, on.
OF_AMOUNT, OF_ROWS = 0.001, 0.01
#: Warnings of rows of any table that may count twice, not at all, or for another customer.
_OF_ANY_TABLE = ("absurd_amount", "no_real_amount", "column_gone", "alike", "shared_number", "zeros_lost",
                 "like_a_total")  # fmt: skip
#: The months that count, up to the month under review.
MONTHS = 12


def data_facts(review: Review) -> list[tuple[str, str]]:
    """Return what the head of a report says of its data, as label and sentences; nothing if all is well."""
    intake, month = review.history.intake, review.month
    tables = [name for name in review.report.reads if name in intake.staged and name not in PUBLISHED]
    sentences = [
        *rejected(intake, tables, month),
        *in_doubt(intake, tables, month),
        *ends_early(intake.reconciliation, tables, month),
    ]
    return [(_("Data"), joined(sentences))] if sentences else []


def rejected(intake: Intake, tables: list[str], month: str) -> list[str]:
    """Return a sentence for each table of which too much was rejected in twelve months."""
    rows = _of_months(intake.reconciliation, month)
    sentences = []
    for table, all_rows in rows[rows["table"].isin(tables)].groupby("table", sort=False):
        bad, share = rejected_rows(all_rows)
        if share:
            n, read = number(int(bad["rows"].sum())), number(int(all_rows["rows"].sum()))
            sentences.append(_rejected(n, read, str(table), _money(int(bad["amount"].abs().sum()), intake)))
    return sentences


def rejected_rows(rows: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Return the rejected ones of some rows that ask for an action, and their share; 0 where it is small.

    Rows whose rejection is right as it is, such as totals and repeated rows, are none of them.

    Parameters
    ----------
    rows : pd.DataFrame
        Of a table: ``reason``, ``rows`` and ``amount`` (ten-thousandths), as ``Intake.reconciliation``.
    """
    bad = rows[rows["reason"].map(lambda reason: bool(reason and advice(reason))).astype(bool)]
    return bad, _share(int(bad["rows"].sum()), int(bad["amount"].abs().sum()), rows)


def in_doubt(intake: Intake, tables: list[str], month: str) -> list[str]:
    """Return a sentence for each rule about money that many used rows of twelve months break."""
    warnings, sums = _of_months(intake.monthly_warnings, month), _of_months(intake.reconciliation, month)
    doubtful = {(name, reason) for name in tables for reason in _OF_ANY_TABLE}
    doubtful |= {
        (name, rule.reason) for name in tables for rule in TABLES[name].warnings if rule.counts_otherwise
    }
    sentences = []
    for (table, reason), rows in warnings.groupby(["table", "reason"], sort=False):
        n, money = int(rows["rows"].sum()), int(rows["amount"].abs().sum())
        if (table, reason) in doubtful and _share(n, money, sums[sums["table"] == table]):
            counted = _doubtful(n, str(table), _money(money, intake))
            sentences.append(joined([counted, str(meaning(reason))]))
    return sentences


def ends_early(reconciliation: pd.DataFrame, tables: list[str], month: str) -> list[str]:
    """Return a sentence for each table of which no row is of the month under review or the one before.

    Examples
    --------
    >>> rows = pd.DataFrame({"table": "orders", "month": ["2026-01"], "reason": "", "rows": 1, "amount": 0})
    >>> ends_early(rows, ["orders"], "2026-05"), ends_early(rows, ["orders"], "2026-02")
    (['The last rows of orders are of January 2026.'], [])
    """
    used = reconciliation[(reconciliation["reason"] == "") & (reconciliation["month"] <= month)]
    last = used[used["month"] != ""].groupby("table")["month"].max()
    return [
        _("The last rows of {table} are of {month}.", table=table, month=month_name(last[table]))
        for table in tables
        if table in last.index and last[table] < min(window(month, 2))
    ]


def _of_months(rows: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return the rows of twelve months up to a month, and those without a month that can be read."""
    return rows[rows["month"].isin([*window(month, MONTHS), ""])]


def _share(n: int, money: int, rows: pd.DataFrame) -> float:
    """Return the share of a part in the rows or in their money, the larger one; 0 where both are small."""
    all_rows, all_money = int(rows["rows"].sum()), int(rows["amount"].abs().sum())
    of_rows, of_money = n / all_rows if all_rows else 0.0, money / all_money if all_money else 0.0
    return max(of_rows, of_money) if of_rows >= OF_ROWS or of_money >= OF_AMOUNT else 0.0


def _money(money: int, intake: Intake) -> str:
    if not money:
        return ""
    amount, currency = number(money / SCALE, 2), intake.settings.site.currency
    return _("{amount} {currency}", amount=amount, currency=currency)


def _rejected(n: str, read: str, table: str, money: str) -> str:
    if not money:
        return _("{n} of {read} rows of {table} could not be used.", n=n, read=read, table=table)
    return _(
        "{n} of {read} rows of {table} could not be used, with {money}.",
        n=n,
        read=read,
        table=table,
        money=money,
    )


def _doubtful(n: int, table: str, money: str) -> str:
    if not money:
        return ngettext(
            "{n} row of {table} is in doubt.", "{n} rows of {table} are in doubt.", n, table=table
        )
    return ngettext(
        "{n} row of {table}, with {money}, is in doubt.",
        "{n} rows of {table}, with {money}, are in doubt.",
        n,
        table=table,
        money=money,
    )
