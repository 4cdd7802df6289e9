"""What is promised to a customer: the terms of service in force, without the class they may come from."""

import re

import pandas as pd

from wcm_helpers.core.formats import missing, number, percent
from wcm_helpers.core.months import last_day
from wcm_helpers.core.words import _
from wcm_helpers.data.service.terms import terms_of
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Column
from wcm_helpers.reporting.customer_packs import PackReader
from wcm_helpers.reports.performance.review import PerformanceReview

SERVICES = ("outbound", "inbound", "response", "resolution")
COLUMNS = ("service", "severity", "cutoff_time", "sla_hours", "clock", "target")
_SEVERITIES = ("urgent", "high", "normal", "low", "")
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")


def terms_of_customers(review: PerformanceReview) -> pd.DataFrame:
    """Return the terms in force at the end of the month, by customer.

    Returns
    -------
    pd.DataFrame
        ``customer_id`` and :data:`COLUMNS`, in the order of :data:`SERVICES`. A customer's own terms of a
        service stand in place of those of its class; of two for the same case the one that began last counts.
    """
    history = review.history
    table = None if history.intake.faults_of(("sla_terms",)) else history.table("sla_terms")
    classes = review.result.customers["class"]
    parts = [terms_of(table, service, classes) for service in SERVICES]
    rows = pd.concat([part for part in parts if len(part)] or [parts[0]], ignore_index=True)
    end = pd.Timestamp(last_day(review.month))
    rows = rows[(rows["valid_from"] <= end) & (rows["valid_to"].isna() | (rows["valid_to"] >= end))]
    rows = rows.assign(severity=rows["severity"].fillna("").astype(object))
    own = rows.groupby(["customer_id", "service"])["own"].transform("any").astype(bool)
    rows = rows[rows["own"].astype(bool) | ~own].sort_values("valid_from", kind="stable")
    rows = rows.drop_duplicates(["customer_id", "service", "severity"], keep="last")
    order = {name: place for place, name in enumerate((*SERVICES, *_SEVERITIES))}
    keys = [rows["customer_id"], rows["service"].map(order), rows["severity"].map(order)]
    places = pd.concat(keys, axis=1).sort_values(["customer_id", "service", "severity"], kind="stable").index
    return rows.loc[places, ["customer_id", *COLUMNS]].reset_index(drop=True)


def terms(review: PerformanceReview, reader: PackReader) -> Block:
    """Return the terms of a customer as a table; nothing where none are in the data."""
    rows = review.computed(terms_of_customers)
    rows = rows[rows["customer_id"] == reader.customer_id]
    if rows.empty:
        return blocks.EMPTY
    records = rows.to_dict("records")
    services = {
        "outbound": _("Orders out"), "inbound": _("Goods in"), "response": _("First answer to a ticket"),
        "resolution": _("Ticket resolved"),
    }  # fmt: skip
    cases = {
        "urgent": _("urgent"), "high": _("of high urgency"), "normal": _("of normal urgency"),
        "low": _("of low urgency"), "": _("all"),
    }  # fmt: skip
    clocks = {"all_hours": _("around the clock"), "working_hours": _("in working hours")}
    frame = pd.DataFrame(
        {
            "service": [services[row["service"]] for row in records],
            "cases": [cases.get(row["severity"], "–") for row in records],
            "until": [_time(row["cutoff_time"]) for row in records],
            "hours": [row["sla_hours"] for row in records],
            "clock": [clocks.get(row["clock"], "–") for row in records],
            "target": [row["target"] for row in records],
        }
    )
    columns = [
        Column("service", _("Promise"), strong=True),
        Column("cases", _("For which")),
        Column("until", _("Received by")),
        Column("hours", _("Within hours"), "right", _hours),
        Column("clock", _("Time counted")),
        Column("target", _("Target"), "right", lambda share: "–" if missing(share) else percent(share)),
    ]
    if set(frame["until"]) == {"–"}:
        columns = [column for column in columns if column.key != "until"]
    return blocks.table(frame, columns, name="terms", caption=_("What is agreed"))


def _time(value: object) -> str:
    text = "" if missing(value) else str(value).strip().replace("：", ":")
    match = _TIME.match(text)
    return match[0] if match else "–"


def _hours(value: float) -> str:
    return "–" if missing(value) else number(value, 0 if float(value).is_integer() else 1)
