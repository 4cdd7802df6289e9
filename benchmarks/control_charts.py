"""False flags of control charts on stable series, and how soon a shift is flagged.

``python -m benchmarks.control_charts`` writes benchmarks/control_charts.txt: how many of 10,000 stable series
are flagged at their latest point and in all, beside what the reports print; and after how many months a shift
of 1, 2 and 3 standard deviations is flagged. With ``--table`` it first counts, on normal series, the shares
in wcm_helpers/methods/false_flag_shares.py.
"""

import sys
import textwrap
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.stable_series import WORLDS, flagged, hours
from wcm_helpers.core.months import add_months
from wcm_helpers.methods.control_charts import control_chart

SERIES, MONTHS = 10_000, 36
TABLE_SERIES = 200_000
BASELINES = range(6, 37)
#: After so many points beyond the baseline the share no longer changes.
AFTER = 12
_HEAD = '''"""Shares of stable series with a flag, counted by ``python -m benchmarks.control_charts --table``.

Normal series, one set of rules, {series:,} a row; the key is whether moving ranges are screened.
"""

# fmt: off
'''


def compare(series: int = 60) -> int:
    """Return how many points both computations flag alike; raise where they differ."""
    alike = 0
    for make in WORLDS.values():
        for baseline, screen in ((12, False), (24, True)):
            first, n = make(series, MONTHS, np.random.default_rng(5))
            fast = flagged(first, n, baseline=baseline, screen=screen)
            for place in range(series):
                frame = pd.DataFrame({"month": [add_months("2024-01", at) for at in range(MONTHS)]})
                if n is None:
                    frame["value"] = first[place]
                else:
                    frame["numerator"], frame["denominator"] = first[place], n[place]
                points = control_chart(frame, baseline=baseline, screen=screen).points
                if points["flags"].map(bool).tolist() != fast[place].tolist():
                    raise AssertionError(f"series {place}: {points['flags'].tolist()}")
                alike += MONTHS
    return alike


def table(series: int) -> str:
    """Return the module of shares: limits from all points, and limits frozen on a baseline."""
    chance, text = np.random.default_rng(20), _HEAD.format(series=series)
    values, _ = hours(series, max(BASELINES) + AFTER, chance)
    latest, within, frozen = {}, {}, {}
    for screen in (False, True):
        own = {k: flagged(values[:, :k], baseline=k, screen=screen) for k in range(2, max(BASELINES) + 1)}
        latest[screen] = [0.0, 0.0] + [hits[:, -1].mean() for hits in own.values()]
        within[screen] = [0.0, 0.0] + [hits.sum(1).mean() for hits in own.values()]
        frozen[screen] = {}
        for baseline in BASELINES:
            later = flagged(values[:, : baseline + AFTER], baseline=baseline, screen=screen)[:, baseline:]
            frozen[screen][baseline] = [*later.mean(0)[:-5], later[:, -5:].mean()]
    comments = ("latest point flagged, limits from all points (place: their number)",
                "mean number of points flagged, limits from all points (place: their number)")  # fmt: skip
    for name, comment, rows in zip(("LATEST", "WITHIN"), comments, (latest, within), strict=True):
        text += f"#: Share or number: {comment}.\n{name} = {{\n"
        text += "".join(f"    {key}: {_row(row)},\n" for key, row in rows.items()) + "}\n"
    text += (
        "#: Share of first, second, … points after the baseline flagged; the last holds for all later ones.\n"
    )
    text += "FROZEN = {\n"
    for screen, rows in frozen.items():
        text += f"    {screen}: {{\n"
        text += "".join(f"        {key}: {_row(row)},\n" for key, row in rows.items()) + "    },\n"
    return text + "}\n"


def _row(numbers: list[float]) -> str:
    text = ", ".join(f"{number:.4f}" for number in numbers)
    return "(\n" + textwrap.indent(textwrap.fill(text, 96), " " * 12) + ",\n        )"


def months_to_flag(size: float, series: int) -> np.ndarray:
    """Return after how many months a shift after 24 stable ones is flagged, one number a series.

    Months that chance flagged before the shift are not counted; 37 is never within three years.
    """
    values, _ = hours(series, 24 + MONTHS, np.random.default_rng(7))
    values[:, 24:] += 2 * size
    hits = flagged(values)[:, 24:]
    return np.where(hits.any(1), hits.argmax(1) + 1, MONTHS + 1)


def count(series: int) -> list[str]:
    """Return the lines on stable series beside what is printed."""
    from wcm_helpers.methods.false_flags import expected_in_chart, flagged_share

    lines = []
    for baseline in (12, 24):
        lines += [
            "",
            f"Limits from {baseline} months: latest of 13, 24 and 36 points flagged; flags in a chart",
        ]
        for observed in (13, 24, 36):
            lines.append(f"  {observed} points, printed: {flagged_share(observed, baseline):.4f} latest, "
                         f"{expected_in_chart(observed, baseline):.3f} in the chart")  # fmt: skip
        for name, make in WORLDS.items():
            parts = []
            for observed in (13, 24, 36):
                hits = flagged(*make(series, observed, np.random.default_rng(observed)), baseline=baseline)
                share, total = hits[:, -1].mean(), hits.sum(1).mean()
                ratios = (
                    share / flagged_share(observed, baseline),
                    total / expected_in_chart(observed, baseline),
                )
                parts.append(f"{share:.4f} ({ratios[0]:.2f}) {total:.3f} ({ratios[1]:.2f})")
            lines.append(f"  {name:32}" + "   ".join(parts))
    return lines


def main(series: int = SERIES) -> str:
    """Return the page of both."""
    lines = [
        f"{series:,} stable series of each kind; in brackets, how many times what the reports print",
        f"Points that both computations flag alike: {compare():,}",
        *count(series),
        "",
        "Months until a shift after 24 stable months is flagged, limits from 12 months",
    ]
    for size in (1, 2, 3):
        waits = months_to_flag(size, series)
        lines.append(
            f"  {size} sigma: median {np.median(waits):.0f}, 90 % within "
            f"{np.quantile(waits, 0.9):.0f} months; "
            f"in the first {np.mean(waits == 1):.0%}, within 3 months {np.mean(waits <= 3):.0%}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--table" in sys.argv:
        path = Path(__file__).parents[1] / "wcm_helpers/methods/false_flag_shares.py"
        path.write_text(table(TABLE_SERIES), encoding="utf-8")
    page = main()
    Path(__file__).with_suffix(".txt").write_text(page, encoding="utf-8")
    print(page)
