"""Loyalty in words."""

import pandas as pd

from tests.reports.performance.loyalty.made_up import Review, bills, contracts, orders, random_orders
from wcm_helpers.reports.performance.loyalty import sentences
from wcm_helpers.reports.performance.loyalty.contracts import contracts_of
from wcm_helpers.reports.performance.loyalty.repeats import repeats_of
from wcm_helpers.reports.performance.loyalty.survival import survival_of


def test_renewals_have_their_number_and_interval():
    rows = contracts(
        ("K1", "a", "2025-01-01", "2025-12-31", False), ("K2", "a", "2026-01-01", None, False),
        ("K3", "b", "2025-01-01", "2025-12-31", False), ("K4", "c", "2025-01-01", "2026-05-30", False),
    )  # fmt: skip
    # Wilson of 1 of 3: 6 % to 79 %
    assert sentences.renewals(contracts_of(Review(contract_rows=rows)), "2026-05") == (
        "Of 3 contracts that ended in the 12 months to May 2026, 1 were renewed: 33% (95% interval 6% to "
        "79%). 1 of them ended a few days ago and may still be renewed."
    )
    none = sentences.renewals(contracts_of(Review(contract_rows=rows.iloc[1:2])), "2026-05")
    assert none == "No contract ended in the 12 months to May 2026."


def test_revenue_retention_names_both_rates():
    review = Review(flags={"a": True}, billing=bills(a=[100] * 12 + [120] * 3))
    assert sentences.revenue(contracts_of(review).revenue) == (
        "Of the revenue that 1 contract customer brought in the same three months a year ago, 100.0% is left "
        "without growth, and 120.0% with it."
    )


def test_few_customers_cannot_tell_who_is_active():
    few = repeats_of(Review(order_rows=orders(old=["2025-01-01"], a=["2026-01-01", "2026-01-20"])))
    assert sentences.model(few).startswith("Cannot tell how likely")
    assert "1 customer has its first order in the history, 200 are needed" in sentences.model(few)
    months = ["2026-04", "2026-05"]
    assert sentences.repeat(few, months).startswith("Of 1 new customer without a contract")
    assert sentences.repeat(few, ["2026-05"]).startswith("No new customer without a contract")


def test_a_model_says_whether_it_passed_its_check():
    many = repeats_of(Review(order_rows=random_orders(400)))
    words = sentences.model(many)
    assert ("its probabilities are shown" in words) == many.trusted
    assert "BG/NBD, weeks: r " in sentences.parameters(many)
    assert "one order only" in sentences.one_order(many)


def test_years_under_contract_need_fifty_customers():
    rows = [
        (f"K{n}", f"c{n}", "2022-01-01", f"{end}-12-31", end > 2026)
        for n, end in enumerate([2022] * 20 + [2023] * 8 + [2024] * 4 + [2025] * 2 + [2099] * 26)
    ]
    many = survival_of(Review(contract_rows=contracts(*rows)))
    assert sentences.survival(many).startswith("Of 60 contract customers, ")
    few = survival_of(Review(contract_rows=contracts(*rows[:3])))
    assert sentences.survival(few).startswith("Cannot tell how long contract customers stay: 3 customers")
    young = survival_of(Review(contract_rows=contracts(("K", "c", "2026-01-01", None, False))))
    assert "none of them began three years ago" in sentences.survival(young)


def test_why_a_customer_slips():
    row = {"state": "slowing", "silent_days": 40, "dormant_after": 60, "volume_change": -0.37}
    row["volume_against"] = "year"
    assert "−37% on a year ago" in sentences.slipping(row)
    assert "−37% on the three before" in sentences.slipping({**row, "volume_against": "before"})
    assert "60 at most" in sentences.slipping({**row, "state": "dormant"})
    assert "more slowly" in sentences.slipping({**row, "volume_change": float("nan")})


def test_states_of_contracts():
    states = [
        sentences.state({"state": state, "auto_renew": own})
        for state, own in [("running", True), ("running", False), ("lost", False), ("open", False)]
    ]
    assert states == ["renews by itself", "not renewed yet", "lost", "ended, not renewed yet"]
    assert pd.Series(states).is_unique
