"""Compare the customers of two months: official class, segment and state, as the pages of each month say."""

import pandas as pd

from wcm_helpers.reports.classification.lifecycle.section import lifecycle_of
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm.section import segments_of

#: What is compared of a customer.
KINDS = ("official", "segment", "state")


def standings(review: ClassificationReview) -> pd.DataFrame:
    """Return class, segment, state and value of every customer ever active, from the sections of a month.

    Returns
    -------
    pd.DataFrame, indexed by customer id
        ``customer_name``, ``official``, ``segment`` (both None without activity in the window), ``state`` and
        ``value`` (of the window, ten-thousandths; 0 without activity).
    """
    states = review.computed(lifecycle_of).customers.set_index("customer_id")
    classes = review.result.classes.set_index("customer_id").reindex(states.index)
    segments = review.computed(segments_of).customers.set_index("customer_id")["segment"]
    frame = states[["customer_name", "state"]].assign(
        official=classes["official"].astype(object),
        segment=segments.reindex(states.index).astype(object),
        value=classes["value"].fillna(0).astype("int64"),
    )
    return frame.astype({"state": object}).where(frame.notna(), None)


def compare_customers(earlier: ClassificationReview, later: ClassificationReview) -> pd.DataFrame:
    """Return the customers whose class, segment or state differs between two months.

    Returns
    -------
    pd.DataFrame
        One row a customer: ``customer_id``, ``customer_name``, each of :data:`KINDS` with ``_then`` and
        ``_now`` (None where it had none), ``value_then``, ``value_now`` and ``difference``
        (ten-thousandths); the largest of the two values first.
    """
    then, now = standings(earlier).add_suffix("_then"), standings(later).add_suffix("_now")
    both = then.join(now, how="outer")
    both = both.astype(object).where(both.notna(), None)
    values = both[["value_then", "value_now"]].fillna(0).astype("int64")
    differs = pd.concat([_other(both, kind) for kind in KINDS], axis=1).any(axis=1)
    names = both["customer_name_now"].where(both["customer_name_now"].notna(), both["customer_name_then"])
    columns = [f"{kind}_{when}" for kind in KINDS for when in ("then", "now")]
    frame = both[columns].assign(
        customer_name=names, **values, difference=values["value_now"] - values["value_then"]
    )
    frame = frame.assign(largest=values.max(axis=1)).rename_axis("customer_id").reset_index()
    frame = frame[differs.to_numpy()].sort_values(["largest", "customer_id"], ascending=[False, True])
    return frame.drop(columns="largest").reset_index(drop=True)


def changed(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the rows of customers that had one class, segment or state and have another."""
    known = frame[f"{kind}_then"].notna() & frame[f"{kind}_now"].notna()
    return frame[known & _other(frame, kind)].reset_index(drop=True)


def entered(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of customers that were in no class and are in one."""
    return frame[frame["official_then"].isna() & frame["official_now"].notna()].reset_index(drop=True)


def left(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of customers that were in a class and are in none."""
    return frame[frame["official_then"].notna() & frame["official_now"].isna()].reset_index(drop=True)


def _other(frame: pd.DataFrame, kind: str) -> pd.Series:
    then, now = frame[f"{kind}_then"].fillna(""), frame[f"{kind}_now"].fillna("")
    return then != now
