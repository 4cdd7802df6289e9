"""Facts with revenue and costs month by month, and their classification in May 2026."""

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import add_months
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month


def classification_of(customers, *, length=1, cost=True, revenue=True, listed=None, **rule):
    """Classify May 2026 from pairs of (revenue, cost) by customer, the last pair May's; None: no activity."""
    rows = [
        (name, add_months("2026-05", place - len(pairs) + 1), pair[0] * SCALE, pair[1] * SCALE)
        for name, pairs in customers.items()
        for place, pair in enumerate(pairs)
        if pair is not None
    ]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "revenue", "cost"])
    facts = facts.assign(value=facts["revenue"], orders=1)
    absent = [name for name, there in (("cost", cost), ("revenue", revenue)) if not there]
    rules = Rule(window_months=length, **rule)
    return classify_month(
        facts.drop(columns=absent), listed, "2026-05", rules, currency="CNY", source="invoices"
    )


#: May a year ago and now: revenue, cost. Only b and d lose: 25 - 30 and 5 - 6.
YEAR = {
    "a": [(60, 40), *[(60, 40)] * 12],
    "b": [(25, 15), *[(25, 15)] * 11, (25, 30)],
    "c": [(10, 5), *[(10, 5)] * 12],
    "d": [(5, 6), *[(5, 6)] * 12],
}
