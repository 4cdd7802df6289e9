"""Compute every section of the classification report on made-up customers."""


def compute_sections(customers: int) -> None:
    """Compute every section for a number of customers over 26 months, without page and charts."""
    import numpy as np
    import pandas as pd

    from wcm_helpers.core.months import month_range
    from wcm_helpers.methods.abc import Rule
    from wcm_helpers.reports.classification.backtest import analysis as backtest
    from wcm_helpers.reports.classification.certainty import analysis as certainty
    from wcm_helpers.reports.classification.classify_month import classify_month
    from wcm_helpers.reports.classification.clusters import analysis as cross_check
    from wcm_helpers.reports.classification.industries import analysis as industries
    from wcm_helpers.reports.classification.lifecycle import analysis as lifecycle
    from wcm_helpers.reports.classification.rfm import analysis as segments
    from wcm_helpers.reports.classification.value_bases import analysis as bases

    chance = np.random.default_rng(7)
    months = month_range("2024-04", "2026-05")
    level = np.exp(8 + 1.7 * chance.standard_normal(customers))
    values = level[:, None] * np.exp(0.3 * chance.standard_normal((customers, len(months))))
    rows, columns = np.nonzero(chance.random(values.shape) < 0.9)
    ids = np.array([f"C{n:06d}" for n in range(customers)])
    facts = pd.DataFrame(
        {
            "customer_id": ids[rows],
            "month": np.array(months)[columns],
            "value": (values[rows, columns] * 10_000).astype("int64"),
            "orders": chance.integers(1, 9, len(rows)),
        }
    )
    customer_table = pd.DataFrame(
        {"customer_id": ids, "industry": chance.choice(list("abcdefgh"), customers)}
    )
    result = classify_month(facts, customer_table, months[-1], Rule(), currency="CNY", source="made up")
    certainty.certainty(result.classes, result.customer_months, result.rule, result.month)
    segments.segment_customers(result)
    lifecycle.describe_lifecycle(result)
    bases.compare(result)
    industries.analyse_industries(result)
    backtest.run_backtest(result)
    cross_check.group_customers(result)
