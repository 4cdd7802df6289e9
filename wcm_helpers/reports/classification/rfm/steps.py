"""What to do about each segment, with the names of its customers and their money."""

import pandas as pd

from wcm_helpers.core.formats import listed, number, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification.lifecycle.analysis import CALLED
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.rfm.result import Segments
from wcm_helpers.reports.classification.rfm.sentences import change

#: The order of the page: who asks for a call first.
ORDER = (
    "large_slipping",
    "large_quiet",
    "large_seldom",
    "champions",
    "smaller_slipping",
    "smaller_seldom",
    "smaller_regulars",
    "smaller_quiet",
)
#: So many customers are named under the advice for a large segment, and under that for a smaller one.
MOST_LARGE, MOST_SMALLER = 6, 3


def advice() -> dict[str, str]:
    """Return the advice for each segment, one sentence, by key."""
    return {
        "champions": _("Keep a named contact and settle capacity early."),
        "large_seldom": _("Offer fixed slots that make rare orders regular."),
        "large_slipping": _("Call this week: find out what changed."),
        "large_quiet": _("Visit with an offer, and plan the space in case they leave."),
        "smaller_regulars": _("Offer the next service they lack."),
        "smaller_seldom": _("See who can grow."),
        "smaller_slipping": _("Write or call once with a reason to come back."),
        "smaller_quiet": _("No visits; check remaining stock and open invoices."),
    }


def named_here(segments: Segments, life: Lifecycle) -> pd.Series:
    """Return a mask of the customers whose step is given by their segment.

    The others are new, won back, slowing, dormant or lost, and have one step only: that of the lifecycle.
    Both pages say the same of a slowing customer that is large, slipping and in class A or B: to call it.
    """
    now = life.customers.set_index("customer_id").reindex(segments.customers["customer_id"])
    called = (
        (segments.customers["segment"].to_numpy() == "large_slipping")
        & (now["state"] == "slowing").to_numpy()
        & now["official"].isin(CALLED).to_numpy()
    )
    return pd.Series((now["state"] == "active").to_numpy() | called, index=segments.customers.index)


def by_advice(segments: Segments, life: Lifecycle) -> pd.DataFrame:
    """Return one row a segment with customers named here, the most urgent first.

    Returns
    -------
    pd.DataFrame
        ``segment``, ``advice``, ``names`` (the largest customers with their money and, where they are
        slipping, the change; then the number of the others) and ``value`` (of all these, ten-thousandths).
    """
    customers = segments.customers[named_here(segments, life)]
    groups = {key: customers[customers["segment"] == key] for key in ORDER}
    rows = [
        {
            "segment": key,
            "advice": advice()[key],
            "names": names_of(group, MOST_LARGE if key in rfm.SEGMENTS[:4] else MOST_SMALLER),
            "value": int(group["monetary"].sum()),
        }
        for key, group in groups.items()
        if len(group)
    ]
    return pd.DataFrame(rows, columns=["segment", "advice", "names", "value"])


def names_of(group: pd.DataFrame, most: int) -> str:
    """Return the largest customers of a group by name, and how many more there are."""
    ordered = group.sort_values(["monetary", "customer_id"], ascending=[False, True])
    left = len(group) - most
    # One customer more takes no more room than saying so.
    most = len(group) if left == 1 else most
    names = [_named(row) for row in ordered.head(most).to_dict("records")]
    left = len(group) - len(names)
    return listed([*names, ngettext("{n} more", "{n} more", left)] if left else names)


def _named(row: dict[str, object]) -> str:
    words = {"name": row["customer_name"], "amount": short_amount(row["monetary"])}
    if row["segment"] in rfm.SLIPPING and row["basis"] == "recency":
        return _("{name} ({amount}, silent for {days} days)", days=number(row["recency_days"]), **words)
    if row["segment"] in rfm.SLIPPING and row["compared_with"] == "year":
        return _("{name} ({amount}, {change})", change=change(row["trend"]), **words)
    if row["segment"] in rfm.SLIPPING and row["compared_with"] == "quarter":
        return _(
            "{name} ({amount}, {change} on the three months before)", change=change(row["trend"]), **words
        )
    return _("{name} ({amount})", **words)
