"""The classes as a table for a customer system."""

from functools import cache

import numpy as np
import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.words import _
from wcm_helpers.reports.classification import customer_notes, official_sentences
from wcm_helpers.reports.classification.certainty.section import class_certainty
from wcm_helpers.reports.classification.lifecycle.section import lifecycle_of
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm.section import segments_of


def class_records(review: ClassificationReview) -> pd.DataFrame:
    """Return the rows of classes.csv: one per customer, the largest first, customers without activity last.

    Returns
    -------
    pd.DataFrame of object
        ``value`` in units of the currency (or of what is counted), shares from 0 to 1, flags as "true" and
        "false"; a customer without activity has no class: ``since`` is then the first month without one, and
        the previous classes are those of the month before. The columns are those of the table
        ``class_history``, which reads the file back, and more.
    """
    result = review.result
    scores = review.computed(segments_of).customers.set_index("customer_id")
    frame = result.classes.join(
        scores[["recency_score", "frequency_score", "monetary_score", "segment"]], on="customer_id"
    )
    boundary = set(review.computed(class_certainty).boundary["customer_id"])
    reason_words = cache(lambda reason: official_sentences.reason_words(reason, result.rule))
    active = pd.DataFrame(
        {
            "customer_id": frame["customer_id"],
            "customer_name": frame["customer_name"],
            "month": result.month,
            "class": frame["class"],
            "previous_class": frame["previous_class"],
            "official_class": frame["official"],
            "since": frame["since"],
            "previous_official_class": frame["previous"],
            "reason": [reason_words(reason) for reason in frame["reason"]],
            "set_by": frame["approved_by"],
            "set_until": frame["expires"],
            "value_basis": result.rule.value,
            "value": [round(int(value) / SCALE, 2) for value in frame["value"]],
            "share": frame["share"].round(6),
            "cumulative_share": frame["end_share"].round(6),
            "rank": frame["rank"],
            "orders": frame["orders"] if "orders" in review.history.intake.staged else "",
            "recency_score": frame["recency_score"],
            "frequency_score": frame["frequency_score"],
            "monetary_score": frame["monetary_score"],
            "segment": frame["segment"],
            "new": ["true" if new else "false" for new in frame["new"]],
            "near_limit": ["true" if near else "false" for near in frame["near_limit"]],
            "boundary": ["true" if at else "false" for at in frame["customer_id"].isin(boundary)],
            "note": customer_notes.notes(result),
        }
    ).astype(object)
    states = review.computed(lifecycle_of).customers.set_index("customer_id")["state"]
    silent = without_activity(result).assign(reason=lambda rows: rows["reason"].map(reason_words))
    records = pd.concat([active, silent.reindex(columns=active.columns).astype(object)], ignore_index=True)
    place = records.columns.get_loc("segment") + 1
    records.insert(place, "state", records["customer_id"].map(states).astype(object))
    return records


def without_activity(result: Classification) -> pd.DataFrame:
    """Return the customers without activity in the window, with the classes they had until they left."""
    silent = result.inactive[["customer_id", "customer_name"]]
    official, computed = (
        letters.reindex(silent["customer_id"]).to_numpy(dtype=object)
        for letters in (result.official.path.official, result.official.computed)
    )
    months = np.array(result.official.path.official.columns, dtype=object)
    had = pd.notna(official)
    ever, rows = had.any(axis=1), np.arange(len(silent))
    last = official.shape[1] - 1 - had[:, ::-1].argmax(axis=1)
    columns = {
        "previous_class": computed[rows, last],
        "since": months[np.minimum(last + 1, len(months) - 1)],
        "previous_official_class": official[rows, last],
        "reason": "none",
    }
    known = pd.DataFrame(columns, index=silent.index, dtype=object)
    known.loc[~ever] = None
    return silent.assign(month=result.month, note=_("no activity in the window")).join(known)
