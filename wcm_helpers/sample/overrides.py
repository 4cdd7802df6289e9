"""Write the class overrides: one in force in the last month, one ended, one in the future."""

import pandas as pd

from wcm_helpers.core.months import add_months, last_day
from wcm_helpers.sample.world import World

#: Rank by size (0 the largest, 1 the smallest), class, first and last month counted from the last month,
#: approver, reason.
_OVERRIDES = (
    (0.24, "A", -3, 5, "销售总监", "战略客户，明年扩仓"),
    (0.12, "B", -9, -4, "仓储总监", "欠款未清，暂停优先"),
    (0.50, "B", 1, 6, "销售总监", "新签年度合同"),
)


def rows(world: World) -> pd.DataFrame:
    """Return the class overrides with the columns of the export; dates as ``YYYY-MM-DD``."""
    size = pd.Series(world.billed.sum(axis=1), index=world.customers["customer_id"])
    by_size = size.sort_values(ascending=False, kind="stable").index
    last = world.months[-1]
    records = [
        (
            by_size[int(place * len(by_size))], letter, approved_by, reason,
            f"{add_months(last, begins)}-01", str(last_day(add_months(last, ends))),
        )
        for place, letter, begins, ends, approved_by, reason in _OVERRIDES
    ]  # fmt: skip
    frame = pd.DataFrame(
        records, columns=["customer_id", "class", "approved_by", "reason", "valid_from", "expires"]
    )
    return frame.drop_duplicates(["customer_id", "valid_from"])
