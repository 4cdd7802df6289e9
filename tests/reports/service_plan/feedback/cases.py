"""Feedback and what followed it, written out in tests."""

import pandas as pd

from tests.surveys import question, survey_of
from wcm_helpers.reports.service_plan.feedback.followed import followed
from wcm_helpers.reports.service_plan.feedback.loops import loops
from wcm_helpers.reports.service_plan.feedback.raised import of_talks, of_tickets, of_waves

UNTIL = pd.Timestamp("2026-10-31")
MONTHS = [f"2026-{month:02d}" for month in range(1, 11)]


def wave(month, anonymous=False, **scores):
    """Return a wave with the overall satisfaction of customers on the 15th of its month."""
    customers = [*scores]
    times = pd.to_datetime([f"{month}-15 10:00"] * len(customers))
    return survey_of(
        [question("SAT", "csat")], {"SAT": [*scores.values()]}, customer_id=customers, name=month,
        month=month, anonymous=anonymous, submitted_at=times,
    )  # fmt: skip


def contacts(*cells):
    """Return interactions from (customer, time, kind[, next step])."""
    rows = pd.DataFrame(
        [(*cell, None)[:4] for cell in cells], columns=["customer_id", "happened_at", "kind", "next_step"]
    )
    rows["happened_at"] = pd.to_datetime(rows["happened_at"])
    return rows.assign(month=rows["happened_at"].dt.strftime("%Y-%m"), manager_id="M7")


def tickets(*cells):
    """Return requests from (ticket, customer, time, category, resolved)."""
    names = ["ticket_id", "customer_id", "created_at", "category", "resolved_at"]
    rows = pd.DataFrame(cells, columns=names)
    rows["created_at"] = pd.to_datetime(rows["created_at"])
    rows["resolved_at"] = pd.to_datetime(rows["resolved_at"])
    hours = (rows["resolved_at"] - rows["created_at"]).dt.total_seconds() / 3600
    return rows.assign(
        month=rows["created_at"].dt.strftime("%Y-%m"), resolution_hours=hours.fillna(1.0),
        responded_at=rows["created_at"],
    )  # fmt: skip


def judged(requests=None, interactions=None, waves=(), measures=None, managers=None, days=30, until=UNTIL):
    """Return the loops of what is given, with M1 as everybody's manager unless told otherwise."""
    parts = [of_tickets(requests, MONTHS), of_waves(waves, MONTHS), of_talks(interactions, MONTHS)]
    raised = pd.concat([part for part in parts if len(part)], ignore_index=True)
    done = {}
    if requests is not None:
        done = {
            row["ticket_id"]: (row["resolved_at"], not pd.isna(row["resolution_hours"]))
            for row in requests.to_dict("records")
        }
    owners = {one: "M1" for one in raised["customer_id"]} if managers is None else managers
    what = followed(interactions, measures, waves, requests)
    return loops(raised, what, owners, done, until, days)
