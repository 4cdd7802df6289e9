"""What was done for a customer in a month, and what it cost: the lines add up to its invoices."""

import pandas as pd

from wcm_helpers.core import formats
from wcm_helpers.core.formats import SCALE, month_name, number
from wcm_helpers.core.months import window
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reporting.customer_packs import PackReader

#: So many lines of the bills are listed, the largest amounts; the rest are one line.
MOST_LINES = 12
#: So many months are shown: the first is the month a year ago.
MONTHS = 13


def volumes(
    history: History, month: str, billed: pd.DataFrame, by_month: pd.DataFrame, reader: PackReader
) -> Blocks:
    """Return the lines of a month's bills, and 13 months of orders and amounts.

    Parameters
    ----------
    history : History
    month : str
    billed : pd.DataFrame
        As :func:`wcm_helpers.packs.invoice.billed` returns it, of any customers.
    by_month : pd.DataFrame
        As :func:`wcm_helpers.packs.invoice.billed_by_month` returns it.
    reader : PackReader
    """
    rows = billed[billed["customer_id"] == reader.customer_id]
    amounts = by_month[by_month["customer_id"] == reader.customer_id].set_index("month")["amount"]
    currency = formats.currency(history.settings.site.currency)
    return blocks.join(
        _invoice(rows, month, currency, reader), _months(history, month, amounts, currency, reader)
    )


def _invoice(rows: pd.DataFrame, month: str, currency: str, reader: PackReader) -> Block:
    if rows.empty:
        return blocks.missing(_("No bill of this month is in the data."))
    lines, invoices = rows, rows["invoice_no"].nunique()
    if len(rows) > MOST_LINES:  # the last line of the table sums the smallest
        largest = rows["amount"].abs().sort_values(ascending=False, kind="stable").index[: MOST_LINES - 1]
        lines = rows.loc[sorted(largest)]
    left = rows.drop(index=lines.index)
    frame = pd.DataFrame(
        {
            "service": [_service_of(row, reader) for row in lines.to_dict("records")],
            "invoice": [reader.text(one, "billing", one, free=False) for one in lines["invoice_no"]],
            "qty": lines["qty"].to_numpy(),
            "uom": [
                reader.text(unit, "billing", invoice, instead="")
                for unit, invoice in zip(lines["uom"], lines["invoice_no"], strict=True)
            ],
            "amount": lines["amount"].to_numpy(),
        }
    )
    below = [(_("Total"), rows["amount"].sum())]
    if len(left):
        below.insert(0, (ngettext("{n} more line", "{n} more lines", len(left)), left["amount"].sum()))
    sums = [
        {"service": label, "invoice": "", "qty": float("nan"), "uom": "", "amount": amount}
        for label, amount in below
    ]
    last = len(frame) + len(sums) - 1
    frame = pd.concat([frame, pd.DataFrame(sums)], ignore_index=True).assign(place=range(last + 1))
    columns = [
        Column("service", _("Service"), strong=True),
        Column("invoice", _("Invoice")),
        Column("qty", _("Quantity"), "right", _quantity),
        Column("uom", _("Unit")),
        Column("amount", _amount_label(currency), "right", _exact, scaled=True),
    ]
    note = ngettext("The total is that of {n} invoice.", "The total is that of {n} invoices.", invoices)
    return blocks.table(
        frame, columns, name="invoice", caption=_("What {month} cost", month=month_name(month)), note=note,
        row_class=lambda row: "total" if row["place"] == last else "",
    )  # fmt: skip


def _months(history: History, month: str, amounts: pd.Series, currency: str, reader: PackReader) -> Block:
    """Return orders and amounts of the months from the first that has any on."""
    months = window(month, MONTHS)
    rows = history.facts.orders
    rows = rows[(rows["customer_id"] == reader.customer_id) & rows["month"].isin(months)]
    known = [name for name in ("orders", "returns", "lines", "units") if name in rows and len(rows)]
    # Orders without any line or unit come from an export that has neither.
    known = [name for name in known if name in ("orders", "returns") or rows[name].any()]
    sums = rows.groupby("month")[known].sum() if known else pd.DataFrame(index=pd.Index([], dtype=object))
    frame = sums.astype("float64").join(amounts.astype("float64"), how="outer")
    if frame.empty:
        return blocks.missing(_("Orders are not in the data of these months."))
    frame = frame.reindex([one for one in months if one >= frame.index.min()]).fillna(0)
    if "units" in known:
        frame["units"] /= SCALE
    labels = {
        "orders": _("Orders out"), "returns": _("Returns"), "lines": _("Order lines"), "units": _("Units"),
    }  # fmt: skip
    columns = [
        Column("month", _("Month"), strong=True, write=month_name),
        *(Column(name, labels[name], "right", number) for name in known),
    ]
    if len(amounts):
        columns.append(Column("amount", _amount_label(currency), "right", _exact, scaled=True))
    return blocks.table(
        frame.rename_axis("month").reset_index(), columns, name="volumes", caption=_("Volumes by month")
    )


def _amount_label(currency: str) -> str:
    return _("Amount without VAT, {currency}", currency=currency)


def _service_of(row: dict[str, object], reader: PackReader) -> str:
    name = reader.text(row["service_code"], "billing", row["invoice_no"], instead=_("Other services"))
    if row["disputed"]:
        return _("{service} (in dispute)", service=name)
    return _("{service} (passed on at cost)", service=name) if row["pass_through"] else name


def _quantity(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 2)


def _exact(scaled: float) -> str:
    return number(scaled / SCALE, 2)
