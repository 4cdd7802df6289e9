"""A review of made-up customers: bills, orders, contracts and names, without files."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day, window
from wcm_helpers.reports.performance.result import PerformanceMonth

MONTH = "2026-05"
CONTRACT_COLUMNS = (
    "contract_no", "customer_id", "sign_date", "start_date", "end_date",
    "auto_renew", "notice_days", "renews",
)  # fmt: skip


def contracts(*rows: tuple) -> pd.DataFrame:
    """Return contracts: number, customer, start, end, and whether they renew by themselves."""
    frame = pd.DataFrame(
        [(no, who, None, start, end, own, None, None) for no, who, start, end, own in rows],
        columns=list(CONTRACT_COLUMNS),
    )
    for name in ("sign_date", "start_date", "end_date"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def bills(**amounts: list[int]) -> pd.DataFrame:
    """Return bills in whole units by customer, the last month of each being May 2026."""
    rows = [
        (customer, month, 10_000 * amount)
        for customer, values in amounts.items()
        for month, amount in zip(window(MONTH, len(values)), values, strict=True)
    ]
    return pd.DataFrame(rows, columns=["customer_id", "month", "revenue"])


def orders(**days: list[str]) -> pd.DataFrame:
    """Return order facts by customer and month of the days of its orders."""
    rows = pd.DataFrame(
        [(customer, day) for customer, given in days.items() for day in given], columns=["customer_id", "day"]
    )
    rows["day"] = pd.to_datetime(rows["day"])
    rows["month"] = rows["day"].dt.strftime("%Y-%m")
    grouped = rows.groupby(["customer_id", "month"], as_index=False)["day"]
    return grouped.agg(order_days="nunique", first_on="min", last_on="max")


def random_orders(customers: int, seed: int = 3) -> pd.DataFrame:
    """Return orders of customers that begin in two years, order at a rate of their own, and end."""
    chance = np.random.default_rng(seed)
    days = {"old": ["2024-01-02"]}
    for number in range(customers):
        day, gone, rate = chance.integers(40, 700), chance.beta(0.8, 2.5), chance.gamma(1.0, 0.03) + 1e-3
        dates = []
        while day < 880:
            dates.append(str((pd.Timestamp("2024-01-01") + pd.Timedelta(days=int(day))).date()))
            if chance.random() < gone:
                break
            day += 1 + chance.exponential(1 / rate)
        days[f"w{number:04d}"] = dates
    return orders(**{name: dates for name, dates in days.items() if dates})


class Review:
    """What the functions on loyalty read of a review."""

    def __init__(self, *, flags=None, contract_rows=None, billing=None, order_rows=None, month=MONTH):
        billing = bills() if billing is None else billing
        order_rows = orders(zz=["2000-01-01"]).iloc[:0] if order_rows is None else order_rows
        ids = sorted({*billing["customer_id"], *order_rows["customer_id"]})
        names = pd.DataFrame({"customer_id": ids, "customer_name": [each.title() for each in ids]}, index=ids)
        recent = billing[billing["month"].isin(window(month, 12))].groupby("customer_id")["revenue"].sum()
        names = names.assign(
            industry=None, **{"class": None}, value=recent.reindex(ids).astype("Int64")
        ).rename_axis(index=None)
        self.month = month
        self.known_until = last_day(month)
        self.result = PerformanceMonth(month, tuple(window(month, 36)), names, None)
        customers = None
        if flags is not None:
            customers = pd.DataFrame({"customer_id": list(flags), "contractual": list(flags.values())})
        tables = {"contracts": contract_rows, "customers": customers}
        self.history = SimpleNamespace(
            facts=SimpleNamespace(billing=billing, orders=order_rows),
            customers=customers,
            table=tables.get,
            intake=SimpleNamespace(faults_of=lambda names: []),
        )
        self.settings = SimpleNamespace(site=SimpleNamespace(currency="CNY"))
        self._results = {}

    def computed(self, function):
        if function not in self._results:
            self._results[function] = function(self)
        return self._results[function]
