"""False flags of control charts on stable series, and how soon a shift is flagged.

``python -m benchmarks.control_charts`` writes benchmarks/control_charts.txt: the share of stable series whose
latest point is flagged, by the number of observed points, beside what the reports print; and in how many
months a
shift of 1, 2 and 3 standard deviations is flagged.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.methods.control_charts import control_chart
from wcm_helpers.methods.false_flags import flagged_share

SERIES = 10_000
MONTHS = 36
LATE = 0.05
SPREAD = 0.01  # standard deviation of the true share between months


def stable(orders: int, chance: np.random.Generator, spread: float) -> pd.DataFrame:
    """Return a stable series of late shares over :data:`MONTHS` months."""
    n = chance.poisson(orders, MONTHS)
    share = np.clip(LATE + spread * chance.standard_normal(MONTHS), 0.0005, 0.5)
    months = [add_months("2024-01", place) for place in range(MONTHS)]
    return pd.DataFrame({"month": months, "numerator": chance.binomial(n, share), "denominator": n})


def hours(chance: np.random.Generator) -> pd.DataFrame:
    """Return a stable series of hours."""
    months = [add_months("2024-01", place) for place in range(MONTHS)]
    return pd.DataFrame({"month": months, "value": 24 + 2 * chance.standard_normal(MONTHS)})


def false_flags(make: object, series: int) -> np.ndarray:
    """Return the share of series flagged at each month."""
    flagged = np.zeros(MONTHS)
    for seed in range(series):
        points = control_chart(make(np.random.default_rng(seed))).points
        flagged += np.array([bool(flags) for flags in points["flags"]])
    return flagged / series


def months_to_flag(size: float, series: int) -> list[int]:
    """Return after how many months a shift after 24 stable ones is flagged, one number a series."""
    waits = []
    for seed in range(series):
        chance = np.random.default_rng(seed)
        values = chance.standard_normal(MONTHS + 24)
        values[24:] += size
        months = [add_months("2024-01", place) for place in range(len(values))]
        flags = control_chart(pd.DataFrame({"month": months, "value": values})).points["flags"]
        after = [place for place, each in enumerate(flags[24:]) if any(f.endswith("high") for f in each)]
        waits.append(after[0] + 1 if after else MONTHS)
    return waits


def main(series: int = SERIES) -> str:
    """Return the page of both."""
    worlds = {
        "hours (XmR)": hours,
        **{
            f"{orders:,} orders, {name} (p′)": lambda chance, o=orders, s=spread: stable(o, chance, s)
            for orders in (300, 3_000, 30_000)
            for name, spread in (("chance alone", 0.0), ("months differ", SPREAD))
        },
    }
    places = [12, 13, 18, 24, 30, 36]
    lines = [f"Share of {series:,} stable series whose latest point is flagged, by observed months", ""]
    lines.append(f"{'':34}" + "".join(f"{place:>8}" for place in places) + f"{'mean 13-36':>12}")
    printed = [flagged_share(place) for place in range(1, MONTHS + 1)]
    for name, make in worlds.items():
        share = false_flags(make, series)
        mean = share[12:].mean()
        lines.append(
            f"{name:34}"
            + "".join(f"{share[place - 1]:8.4f}" for place in places)
            + f"{mean:12.4f}  {mean / np.mean(printed[12:]):.2f} of what is printed"
        )
    lines.append(
        f"{'printed':34}"
        + "".join(f"{printed[place - 1]:8.4f}" for place in places)
        + f"{np.mean(printed[12:]):12.4f}"
    )
    lines += ["", "Months until a shift is flagged, limits from 12 months", ""]
    for size in (1, 2, 3):
        waits = months_to_flag(size, series // 5)
        lines.append(
            f"{size} sigma: median {np.median(waits):.0f}, 90 % within {np.quantile(waits, 0.9):.0f} months, "
            f"within 3 months {np.mean(np.array(waits) <= 3):.0%}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    page = main(int(sys.argv[1]) if len(sys.argv) > 1 else SERIES)
    Path(__file__).with_suffix(".txt").write_text(page, encoding="utf-8")
    print(page)
