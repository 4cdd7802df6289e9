"""Sections of plans of small warehouses, for tests that read their text."""

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.reporting.section import section


def shown(review, make):
    """Return a section as its page shows it."""
    return section("care", make(review))


def text_of(made):
    """Return the text of a section."""
    return "\n".join(block.text for block in made.blocks)


def warehouse(folder, **more):
    """Return the plan of one customer of class A with a call of 2025 and a message of October 2026."""
    tables = {
        "customers": ("customer_id,customer_name,current_level", "C1,Anton,A"),
        "interactions": (
            "customer_id,happened_at,kind", "C1,2025-09-01 10:00,call", "C1,2026-10-30 10:00,message",
        ),
        **more,
    }  # fmt: skip
    lines = {name: csv(folder, f"{name}.csv", *rows) for name, rows in tables.items() if rows}
    return plan_of(folder, lines)
