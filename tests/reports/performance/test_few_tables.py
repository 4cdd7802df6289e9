"""A warehouse with few tables, few rows or a young history has a review that says what is missing."""

import pytest

from tests.data.service.warehouses import SITE, csv
from tests.reports.performance.conftest import opened

TICKETS = "ticket_id,customer_id,created_at,first_response_at,resolved_at"
ORDERS = "order_id,customer_id,created_at,promised_at,shipped_at"
EVENTS = "order_id,step,happened_at"


def _months(text, last=10):
    return [text.format(n=n, month=f"{n:02d}") for n in range(1, last + 1)]


#: A table with the header and rows of its file, and a sentence that says what is missing.
FEW = {
    "a log of tickets, none in the month": (
        {"ticket_events": ("ticket_id,at,kind", ["1,2026-08-03 10:00,a", "2,2026-11-05 10:00,b"])},
        "No indicator can be computed for October 2026.",
    ),
    "tickets alone": (
        {"tickets": (TICKETS, _months("{n},c,2026-{month}-03 9:00,2026-{month}-03 9:30,2026-{month}-04"))},
        "[tables.order_events]",
    ),
    "one ticket": ({"tickets": (TICKETS, ["1,c,2026-10-03 09:00,,"])}, "[tables.order_events]"),
    "bills alone": (
        {"billing": ("customer_id,doc_date,amount_ex_vat", _months("c,2026-{month}-28,{n}00"))},
        "[tables.tickets]",
    ),
    "one order": (
        {"orders": (ORDERS, ["1,c,2026-10-03 09:00,2026-10-04 18:00,2026-10-04 12:00"])},
        "It is not clear what is usual: too few months or cases.",
    ),
    "orders without a promise": (
        {"orders": (ORDERS, _months("{n},c,2026-{month}-03 09:00,,2026-{month}-04 12:00"))},
        "sla_terms",
    ),
    "orders all cancelled": (
        {"orders": (ORDERS + ",status", ["1,c,2026-10-03 09:00,2026-10-04 18:00,,cancelled"])},
        "Cancelled before it was due",
    ),
    "steps alone": (
        {"order_events": (EVENTS, _months("{n},received,2026-{month}-03 09:00")
                          + _months("{n},shipped,2026-{month}-04 12:00"))},
        "Order to shipment",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", list(FEW))
def test_every_section_opens_and_what_is_missing_is_said(case, tmp_path):
    tables, said = FEW[case]
    text = SITE + 'data_through = "2026-11"\n'
    for name, (header, rows) in tables.items():
        text += f"[tables.{name}]\n{csv(tmp_path, f'{name}.csv', header, *rows)}\n"
    settings = tmp_path / "w.toml"
    settings.write_text(text, encoding="utf-8")
    review = opened(settings=settings)
    shown = " ".join(block.text for name in review.report.sections for block in review.section(name).blocks)
    assert said in shown
    assert "nan" not in shown.split() and "NaT" not in shown
