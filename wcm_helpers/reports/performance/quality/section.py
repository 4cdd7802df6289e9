"""Answer: are goods received, counted and shipped right, and what was damaged."""

import pandas as pd

from wcm_helpers.core.formats import currency, listed, number, short_amount
from wcm_helpers.core.months import window
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.parts import parts_of
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.values import compute_values, values_of
from wcm_helpers.reports.performance.catalogue.words import write_interval, write_value
from wcm_helpers.reports.performance.parts.tickets import tickets_of
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.tickets.analysis import recent_rows

INDICATORS = (
    "dock_p50_hours", "dock_p90_hours", "received_on_time", "received_right", "papers_right", "undamaged",
    "lines_damaged", "lines_wrong", "stock_accuracy", "stock_loss",
)  # fmt: skip
_YEAR = 12


def quality(review: PerformanceReview) -> Blocks:
    """Return goods in, accuracy, damage and claims: of the month, and of 12 months with their intervals."""
    values = review.computed(values_of)
    there = [name for name in INDICATORS if name in set(values["indicator"])]
    absent = _absent(there)
    if not there:
        return blocks.join(blocks.missing(absent), _claims(review))
    return blocks.join(
        _table(review, there), *([blocks.paragraph(absent)] if absent else []), _claims(review)
    )


def _absent(there: list[str]) -> str:
    """Return which columns would add what is not there; empty where nothing is absent."""
    lacks = {
        "dock_p50_hours": _("arrived_at and put_away_at of orders in (dock to stock)"),
        "received_on_time": _("promised_at and put_away_at of orders in (received on time)"),
        "received_right": _("qty_received of order_lines (received right)"),
        "papers_right": _("doc_ok of orders (papers right)"),
        "lines_damaged": _("qty_damaged and qty_wrong of order_lines (damage)"),
        "stock_accuracy": _("[tables.stock_counts] (stock accuracy and loss)"),
    }
    names = [words for name, words in lacks.items() if name not in there]
    return _("Not there: {names}.", names=listed(names)) if names else ""


def _table(review: PerformanceReview, there: list[str]) -> Block:
    values = review.computed(values_of)
    now = values[(values["dimension"] == "all") & (values["month"] == review.month)].set_index("indicator")
    year = review.computed(_year_values).set_index("indicator")
    rows = []
    for name in there:
        definition = DEFINITIONS[name]
        of_year = year.loc[name] if name in year.index else None
        rows.append(
            {
                "name": name_of(name),
                "now": write_value(definition, now["value"].get(name, float("nan"))),
                "year": "–" if of_year is None else write_value(definition, of_year["value"]),
                "interval": ""
                if of_year is None
                else write_interval(definition, of_year["low"], of_year["high"], of_year["n"]),
            }
        )
    columns = [
        Column("name", _("Indicator"), strong=True),
        Column("now", _("In the month"), align="right"),
        Column("year", _("12 months"), align="right"),
        Column("interval", _("95% interval and cases, 12 months"), align="right"),
    ]
    note = _(
        "Damaged and wrong lines per 10,000 lines that left, stock loss per 10,000 of the stock counted."
    )
    return blocks.table(
        pd.DataFrame(rows), columns, name="quality", caption=_("Goods in, accuracy and damage"), note=note
    )


def _year_values(review: PerformanceReview) -> pd.DataFrame:
    months, parts = set(window(review.month, _YEAR)), {DEFINITIONS[name].part for name in INDICATORS}
    of_year = {
        name: part[part["month"].isin(months)].assign(month=review.month)
        for name, part in review.computed(parts_of).items()
        if name in parts
    }
    return compute_values(of_year, "all", INDICATORS)


def _claims(review: PerformanceReview) -> Block:
    """Return the claims of 12 months by class, with the orders they are counted against."""
    tickets, every = recent_rows(review), review.computed(tickets_of)
    if tickets.empty or every.rows["claim"].isna().all():
        return blocks.paragraph(_("Claims need [tables.tickets] with claim_amount."))
    amount = pd.to_numeric(tickets["claim"], errors="coerce").fillna(0)
    claims = tickets[amount > 0].assign(amount=amount[amount > 0])
    if claims.empty:
        return blocks.paragraph(_("No ticket of 12 months claims damages."))
    orders = review.computed(parts_of).get("orders")
    recent = None if orders is None else orders[orders["month"].isin(window(review.month, _YEAR))]
    letters = review.result.group_of("class", claims["customer_id"].fillna(""))
    rows = []
    there = set(review.result.customers["class"].dropna())
    for letter in ("A", "B", "C"):
        if letter not in there:  # nobody is known to be in it: no claims is not known either
            continue
        own = claims[letters == letter]
        due = 0 if recent is None else float(recent.loc[recent["class"] == letter, "due"].sum())
        rows.append(
            {
                "class": letter,
                "claims": number(len(own)),
                "amount": short_amount(int(own["amount"].sum())),
                "rate": number(10_000 * len(own) / due, 1) if due else "–",
            }
        )
    unit = currency(review.settings.site.currency)
    columns = [
        Column("class", _("Class"), strong=True),
        Column("claims", _("Claims"), align="right"),
        Column("amount", _("Amount claimed, {currency}", currency=unit), align="right"),
        Column("rate", _("Claims per 10,000 orders"), align="right"),
    ]
    total = ngettext(
        "{n} claim in 12 months, of {amount} {currency} in all.",
        "{n} claims in 12 months, of {amount} {currency} in all.",
        len(claims),
        currency=unit,
        amount=short_amount(int(claims["amount"].sum())),
    )
    unnamed = int(letters.isna().sum())
    more = ngettext("{n} is of a customer without a class.", "{n} are of customers without a class.", unnamed)
    note = joined([total, more if unnamed else ""])
    if not rows:
        return blocks.paragraph(note)
    caption = _("Claims by class")
    return blocks.table(pd.DataFrame(rows), columns, name="claims", caption=caption, note=note)
