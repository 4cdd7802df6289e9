"""A register and a review with made-up orders, for the tests on measures."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day, window
from wcm_helpers.reports.performance.catalogue.parts import parts_of
from wcm_helpers.reports.performance.catalogue.values import compute_values, values_of
from wcm_helpers.reports.performance.control.signals import signals_of
from wcm_helpers.reports.performance.result import PerformanceMonth

MONTH = "2026-10"
FIELDS = (
    "id", "metric", "scope", "owner", "start", "due", "status", "expected_effect", "evidence", "closed_at",
    "comparison", "decision", "description",
)  # fmt: skip
SIGNALS = ("indicator", "dimension", "group", "month", "rule", "variation", "severity", "months_flagged")


def register(*rows: dict) -> pd.DataFrame:
    """Return the table ``actions`` as it is read: missing texts None, days as datetimes."""
    frame = pd.DataFrame([{name: row.get(name) for name in FIELDS} for row in rows], columns=list(FIELDS))
    for name in ("start", "due", "closed_at"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def orders(improved: str = "2026-05") -> pd.DataFrame:
    """Return orders of two customers over three years; those of ``a`` improve from a month on."""
    noise = np.random.default_rng(9).integers(-4, 5, 72)
    rows = []
    for place, month in enumerate(window(MONTH, 36)):
        for shift, (customer, site) in enumerate((("a", "LA1"), ("b", "LA2"))):
            better = 30 if customer == "a" and month >= improved else 0
            on_time = 150 + better + int(noise[2 * place + shift])
            rows.append((month, customer, site, on_time, 200, on_time))
    names = ["month", "customer_id", "site_id", "on_time", "on_time_measured", "completed"]
    return pd.DataFrame(rows, columns=names).assign(due=200)


class Review:
    """What the functions on measures read of a review."""

    def __init__(self, actions=None, signals=(), part=None):
        self.month = MONTH
        self.known_until = last_day(MONTH)
        customers = pd.DataFrame(
            {"customer_id": ["a", "b", "C"], "customer_name": ["Alpha 公司", "Beta", None]},
            index=["a", "b", "C"],
        ).assign(industry=["pharma", "food", None], value=pd.array([10, 20, None], dtype="Int64"))
        customers["class"] = ["A", "B", "B"]
        self.result = PerformanceMonth(MONTH, tuple(window(MONTH, 36)), customers, None)
        self.history = SimpleNamespace(
            table=lambda name: actions, intake=SimpleNamespace(faults_of=lambda names: [])
        )
        self.rule = SimpleNamespace(measure_months=3)
        part = orders() if part is None else part
        groups = {name: self.result.group_of(name, part["customer_id"]) for name in ("class", "industry")}
        parts = {"orders": part.assign(**groups)}
        dimensions = ("all", "class", "industry", "site")
        values = pd.concat([compute_values(parts, dimension) for dimension in dimensions], ignore_index=True)
        frame = pd.DataFrame(list(signals), columns=list(SIGNALS))
        self._results = {parts_of: parts, values_of: values, signals_of: frame}

    def computed(self, function):
        if function not in self._results:
            self._results[function] = function(self)
        return self._results[function]
