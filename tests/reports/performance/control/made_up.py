"""A review with made-up values of indicators, without files."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from wcm_helpers.core.months import window
from wcm_helpers.reports.performance.catalogue.values import COLUMNS, values_of
from wcm_helpers.reports.performance.parameters import PerformanceSettings

MONTH = "2026-10"


def rate(indicator, hits, n, dimension="all", group="", scale=1.0):
    """Return the values of a rate, the last month being October 2026; a month of None has no row."""
    rows = [
        (indicator, dimension, group, month, h, n, scale * h / n, n, np.nan, np.nan)
        for month, h in zip(window(MONTH, len(hits)), hits, strict=True)
        if h is not None
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def amounts(indicator, values, dimension="all", group=""):
    """Return the values of hours or an amount."""
    frame = rate(indicator, values, 100, dimension, group)
    return frame.assign(value=frame["numerator"], numerator=np.nan, denominator=np.nan)


class Review:
    """What the functions on charts and targets read of a review."""

    def __init__(self, *frames, interventions=None, terms=None, draft=False, **rule):
        self.month, self.draft = MONTH, draft
        self.settings = SimpleNamespace(site=SimpleNamespace(currency="CNY"))
        self.rule = PerformanceSettings.model_validate(rule)
        classes = pd.DataFrame({"class": {"a1": "A", "b1": "B", "b2": "B"}})
        self.result = SimpleNamespace(months=tuple(window(MONTH, 36)), customers=classes)
        tables = {"interventions": interventions, "sla_terms": terms}
        self.history = SimpleNamespace(
            intake=SimpleNamespace(faults_of=lambda names: [name for name in names if tables[name] is None]),
            table=tables.get,
        )
        empty = pd.DataFrame({name: [] for name in COLUMNS})
        self._results = {values_of: pd.concat(frames, ignore_index=True) if frames else empty}

    def computed(self, function):
        if function not in self._results:
            self._results[function] = function(self)
        return self._results[function]


def interventions(*rows):
    """Return rows: metric, scope, month, kind and reason."""
    return pd.DataFrame(list(rows), columns=["metric", "scope", "month", "kind", "reason"])
