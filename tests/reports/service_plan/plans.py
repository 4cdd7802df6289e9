"""Small months of a service plan written out in tests."""

import pandas as pd

from wcm_helpers.reports.service_plan.result import ServicePlanMonth

MONTH = "2026-05"


def month_of(classes, values=None, names=None, since="2025-01", industries=None):
    """Return a month with customers of some classes; values in ten-thousandths."""
    index = pd.Index(sorted(classes), name="customer_id")
    frame = pd.DataFrame({"customer_id": index}, index=index)
    frame["customer_name"] = [(names or {}).get(one) for one in index]
    frame["industry"] = [(industries or {}).get(one) for one in index]
    frame["class"] = [classes[one] for one in index]
    frame["value"] = pd.array([(values or {}).get(one) for one in index], dtype="Int64")
    return ServicePlanMonth(MONTH, frame, pd.Series(since, index=index, name="since"), ("computed", MONTH))


def rows_of(*cells):
    """Return entitlements with what came of them, from (customer, class, item, verdict, hours)."""
    names = ["customer_id", "class", "item", "verdict", "hours"]
    frame = pd.DataFrame(cells, columns=names)
    return frame.assign(level=1.0, period="month", own=False, due=frame["hours"] * 3, received=0.0)
