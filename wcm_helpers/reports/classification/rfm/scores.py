"""The edges of the scores in words: the label of each measure and the range of each score."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from wcm_helpers.core.formats import number, short_amount
from wcm_helpers.core.words import _
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm.result import Segments
from wcm_helpers.reports.classification.rfm.sentences import change


def in_words(segments: Segments, classification: Classification) -> pd.DataFrame:
    """Return the edges with ``label`` and the range of each score, ``score_1`` to ``score_5``, in words."""
    labels = _labels(segments, classification)
    rows = [
        {"label": labels[row["measure"]], **ranges(row["measure"], row["edges"])}
        for row in segments.edges.to_dict("records")
    ]
    return segments.edges.join(pd.DataFrame(rows, index=segments.edges.index, dtype=object))


def _labels(segments: Segments, classification: Classification) -> dict[str, str]:
    unit = sentences.measure(classification.rule, classification.currency).unit
    return {
        "recency": _("Recency, days"),
        "trend": _("Trend of value"),
        "frequency": {
            "order_days": _("Days with an order"),
            "orders": _("Orders"),
            "active_months": _("Active months"),
        }[segments.frequency_from],
        "monetary": _("Value, {unit}", unit=unit),
    }


def ranges(measure: str, edges: Sequence[float]) -> dict[str, object]:
    """Return the range of each score, in words; None for a score without one.

    Parameters
    ----------
    measure, edges : str and rising numbers
        As in ``Segments.edges``.

    Examples
    --------
    >>> ranges("recency", (3, 10))  # the fewer days, the better
    {'score_1': 'over 10', 'score_2': None, 'score_3': 'over 3, to 10', 'score_4': None, 'score_5': 'up to 3'}
    """
    write = {"monetary": short_amount, "trend": lambda ratio: change(ratio - 1)}.get(measure, number)
    shown = [write(edge) for edge in edges]
    texts = [_("over {low}, to {high}", low=low, high=high) for low, high in pairwise(shown)]
    texts = (
        [_("up to {high}", high=shown[0]), *texts, _("over {low}", low=shown[-1])] if shown else [_("any")]
    )
    if measure == "recency":
        texts.reverse()
    by_score = dict(zip(rfm.scale(len(texts)), texts, strict=True))
    return {f"score_{score}": by_score.get(score) for score in range(1, rfm.BINS + 1)}
