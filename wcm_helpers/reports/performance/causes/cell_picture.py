"""The picture of two groupings, such as site by class: a rate and its cases in every cell."""

import numpy as np
import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.heat_table import draw_heat_table
from wcm_helpers.charts.style import Chart
from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.causes.sentences import named

#: A cell with fewer cases is hatched, and is not named as the lowest.
LEAST = 10
#: Classes that have a column; new customers and those without a class are too few.
CLASSES = ("A", "B", "C")


def cell_grid(split: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rates of the month and their cases, site by class; both empty where there is one cell.

    Parameters
    ----------
    split : pd.DataFrame
        As :func:`wcm_helpers.reports.performance.causes.cells.split_cells`, by site and class.
    """
    nothing = pd.DataFrame(), pd.DataFrame()
    if split.empty:
        return nothing
    sites, classes = (split.index.get_level_values(place) for place in (0, 1))
    known = split[(sites != "") & classes.isin(CLASSES) & (split["n"] > 0)]
    if len(known) < 2:
        return nothing
    rates, cases = (
        known.reset_index().pivot_table(
            index="site", columns="class", values=name, aggfunc="sum", min_count=1
        )
        for name in ("rate_after", "n")
    )
    return rates, cases.fillna(0.0)


def lowest_cell(rates: pd.DataFrame, cases: pd.DataFrame) -> tuple[str, str] | None:
    """Return the cell with the lowest rate among those with enough cases; None without two of them."""
    enough = [
        (rates.loc[site, letter], str(site), str(letter))
        for site in rates.index
        for letter in rates.columns
        if cases.loc[site, letter] >= LEAST
    ]
    return min(enough)[1:] if len(enough) > 1 else None


@style.defaults()
def cell_chart(split: pd.DataFrame, indicator: str) -> Chart | None:
    """Return the rate of the month by site and class, the darker the lower; None without cells to compare."""
    rates, cases = cell_grid(split)
    lowest = None if rates.empty else lowest_cell(rates, cases)
    if lowest is None:
        return None
    definition = DEFINITIONS[indicator]
    written = pd.DataFrame(
        {
            letter: [
                _("{value} of {n}", value=write_value(definition, rate), n=number(n))
                for rate, n in zip(rates[letter], cases[letter], strict=True)
            ]
            for letter in rates
        },
        index=rates.index,
    )
    figure, axes = style.canvas(7.2, 0.9 + 0.36 * len(rates))
    draw_heat_table(
        axes, 1 - rates.to_numpy(dtype=float), rows=[named("site", site) for site in rates.index],
        columns=[named("class", letter) for letter in rates.columns],
        marks=np.zeros(rates.shape, dtype=bool), texts=written.to_numpy(dtype=object),
        few=(cases < LEAST).to_numpy() & rates.notna().to_numpy(),
    )  # fmt: skip
    site, letter = lowest
    title = _(
        "Lowest is {site} for {letter}: {name} {value} of {n} cases",
        site=named("site", site),
        letter=named("class", letter),
        name=name_of(indicator),
        value=write_value(definition, rates.loc[site, letter]),
        n=number(cases.loc[site, letter]),
    )
    rule = _(
        "{name} in the month, of so many cases; the darker the lower; hatched at the edge: fewer than "
        "{least} cases.",
        name=name_of(indicator),
        least=number(LEAST),
    )
    cells = [
        _("{site}, {letter}: {rate}.", site=named("site", row), letter=named("class", column),
          rate=written.loc[row, column])
        for row in rates.index for column in rates.columns if cases.loc[row, column] > 0
    ]  # fmt: skip
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, *cells]))
