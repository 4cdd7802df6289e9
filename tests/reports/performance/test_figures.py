"""The figures of ``run.json``, counted again from the exports."""

import pandas as pd

from wcm_helpers.core.paths import ROOT

NAMES = {
    "orders_due", "tickets", "completion", "otif_order", "otif_line", "perfect_order", "on_time",
    "own_fault_otif", "sla_met", "resolve_p50_hours", "resolve_p90_hours", "retention", "flags", "measures",
}  # fmt: skip


def test_every_figure_is_there(performance_review):
    assert set(performance_review.figures) == NAMES
    assert all(value is not None for value in performance_review.figures.values())


def test_on_time_is_counted_from_the_export(performance_review):
    # By hand: orders out promised for October that were not cancelled before, signed for by the promise.
    orders = pd.concat(
        pd.read_csv(ROOT / "data" / "sample" / f"orders-{year}.csv", parse_dates=["promised_at", "signed_at"])
        for year in (2025, 2026)
    ).drop_duplicates("order_id")
    due = orders[(orders["direction"] == "out") & (orders["promised_at"].dt.strftime("%Y-%m") == "2026-10")]
    due = due[due["status"] != "cancelled"]
    figures = performance_review.figures
    assert figures["orders_due"] == len(due)
    assert figures["on_time"] == round((due["signed_at"] <= due["promised_at"]).mean(), 4)


def test_tickets_are_those_that_came_in_and_were_not_merged(performance_review):
    tickets = pd.read_csv(ROOT / "data" / "sample" / "tickets.csv")
    log = pd.read_csv(ROOT / "data" / "sample" / "ticket_events.csv")
    merged = set(log.loc[log["新值"] == "已合并", "工单编号"])
    came = tickets[tickets["提交时间"].str.startswith("2026-10") & ~tickets["工单编号"].isin(merged)]
    assert performance_review.figures["tickets"] == len(came)


def test_flags_name_the_packing_of_the_site(performance_review):
    flags = {(indicator, group) for indicator, group, _ in performance_review.figures["flags"]}
    assert ("pack_p90_hours", "S1") in flags
    assert ("otif_order", "") in flags
