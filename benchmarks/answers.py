"""The answers of every section of the classification report, on made-up customers."""


def answer_all(customers: int) -> None:
    """Work out what every section says of so many customers over 26 months."""
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
    known = pd.DataFrame({"customer_id": ids, "industry": chance.choice(list("abcdefgh"), customers)})
    found = classify_month(facts, known, months[-1], Rule(), currency="CNY", source="made up")
    certainty.certainty(found.classes, found.customer_months, found.rule, found.month)
    segments.segment_customers(found)
    lifecycle.lifecycle(found)
    bases.compare(found)
    industries.find(found)
    backtest.run_backtest(found)
    cross_check.find(found)
