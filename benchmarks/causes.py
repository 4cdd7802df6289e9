"""Whether a special cause is named with its group: a system change that hurts one of eight sites.

It lasts two months. ``python -m benchmarks.causes`` writes benchmarks/causes.txt: in how many invented worlds
the site is named within them by its control chart, by the split of the change, and among the exceptions; and
how often a site is named in the same worlds without the cause.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods.control_charts import control_chart
from wcm_helpers.methods.multiple_tests import benjamini_hochberg
from wcm_helpers.reports.performance.catalogue.values import compute_values
from wcm_helpers.reports.performance.causes.analysis import bases, explain, main_cause
from wcm_helpers.reports.performance.causes.exceptions import FALSE_SHARE, tested_groups

WORLDS, QUIET, HURT = 200, 24, 2
LATE, LATE_HURT = 0.03, 0.20
SITES = tuple(f"S{number}" for number in range(1, 9))
CARRIERS, CLASSES = ("K1", "K2", "K3"), ("A", "B", "C")
FIRST = "2024-01"
WAYS = ("chart", "split", "exceptions")


def invent(seed: int, *, hurt: bool) -> tuple[pd.DataFrame, str]:
    """Return counts of orders by month, site, carrier and class, and the site that is hurt.

    Sites have 80 to 1,600 orders a month; their late shares differ, and vary from month to month.
    """
    chance = np.random.default_rng(seed)
    volumes = np.exp(chance.uniform(np.log(80), np.log(1_600), len(SITES)))
    late = np.clip(LATE * np.exp(0.25 * chance.standard_normal(len(SITES))), 0.005, 0.1)
    mix = [chance.dirichlet(np.full(len(names), 6.0)) for names in (CARRIERS, CLASSES)]
    victim = int(chance.integers(len(SITES)))
    rows = []
    for place in range(QUIET + HURT):
        season = 1 + 0.2 * np.sin(2 * np.pi * place / 12)
        for site, volume in enumerate(volumes):
            share = late[site] * np.exp(0.1 * chance.standard_normal())
            if hurt and site == victim and place >= QUIET:
                share = LATE_HURT
            for carrier, part in zip(CARRIERS, mix[0], strict=True):
                for letter, of_class in zip(CLASSES, mix[1], strict=True):
                    n = int(chance.poisson(volume * season * part * of_class))
                    kept = n - int(chance.binomial(n, share))
                    rows.append((add_months(FIRST, place), SITES[site], carrier, letter, kept, n))
    names = ["month", "site_id", "carrier", "class", "on_time", "on_time_measured"]
    return pd.DataFrame(rows, columns=names), SITES[victim]


def named(orders: pd.DataFrame, month: str) -> dict[str, set[str]]:
    """Return the sites named in the report of a month, by the way they are named."""
    seen = orders[orders["month"] <= month]
    values = compute_values({"orders": seen}, "site", ["on_time"])
    flagged = set()
    for site, rows in values.groupby("group"):
        chart = control_chart(rows[["month", "numerator", "denominator"]], better="up", kind="p prime")
        if chart is not None and chart.variation == "concern":
            flagged.add(str(site))
    months = bases(month)["usual"]
    split = [explain(seen, "on_time", each, "usual", months, month) for each in ("site", "class", "carrier")]
    cause = main_cause([each for each in split if each is not None])
    worse_all = split[0] is not None and split[0].change < 0
    leading = {cause.leading[0]} if cause is not None and cause.dimension == "site" and worse_all else set()
    tests = tested_groups(values, month)
    tests = tests[(benjamini_hochberg(tests["p"].to_numpy()) <= FALSE_SHARE) & tests["worse"].astype(bool)]
    return {"chart": flagged, "split": leading, "exceptions": set(tests["group"])}


def measure(worlds: int) -> dict[str, float]:
    """Return the share of worlds in which the site is named, and in which any is named without a cause."""
    last = window(add_months(FIRST, QUIET + HURT - 1), HURT)
    counts = dict.fromkeys((*WAYS, "any", "first_month", "false_chart", "false_split", "false_exceptions"), 0)
    for seed in range(worlds):
        orders, victim = invent(seed, hurt=True)
        reports = [named(orders, month) for month in last]
        hit = {way: any(victim in report[way] for report in reports) for way in WAYS}
        for way, found in hit.items():
            counts[way] += found
        counts["any"] += any(hit.values())
        counts["first_month"] += any(victim in reports[0][way] for way in WAYS)
        quiet = named(invent(seed, hurt=False)[0], last[-1])
        for way in WAYS:
            counts[f"false_{way}"] += bool(quiet[way])
    return {name: count / worlds for name, count in counts.items()}


def main(worlds: int = WORLDS) -> None:
    """Measure and write."""
    shares = measure(worlds)
    lines = [
        f"{worlds} worlds, 8 sites of 80 to 1,600 orders a month, 24 quiet months, then two in which",
        f"{LATE_HURT:.0%} of one site's orders are late instead of about {LATE:.0%}.",
        "",
        "The site is named within two months",
        f"  by its control chart            {shares['chart']:.1%}",
        f"  among the exceptions            {shares['exceptions']:.1%}",
        f"  by the split of the change      {shares['split']:.1%}",
        f"  by any of them                  {shares['any']:.1%}",
        f"  in the first month already      {shares['first_month']:.1%}",
        "",
        "Without the cause, one month's report names some site",
        f"  by a control chart              {shares['false_chart']:.1%}",
        f"  among the exceptions            {shares['false_exceptions']:.1%}",
        f"  by the split of the change      {shares['false_split']:.1%}",
    ]
    Path(__file__).with_suffix(".txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else WORLDS)
