"""The few cells of two groupings, such as site by class, that explain most of a change."""

import pandas as pd

from wcm_helpers.core.formats import number, share
from wcm_helpers.core.words import _
from wcm_helpers.methods.rate_mix import cut_list, split_rate
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Column
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.parts import GROUP_COLUMNS
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.causes.sentences import dimension_name, named, points

_TOP = 8


def split_cells(
    part: pd.DataFrame, indicator: str, dimensions: tuple[str, str], months: list[str], month: str
) -> pd.DataFrame:
    """Return the contribution of each cell of two groupings to the change of an indicator.

    Returns
    -------
    pd.DataFrame
        As :func:`wcm_helpers.methods.rate_mix.split_rate`, by the two groups (empty: without a name), with
        ``n``, the month's cases; empty where one of the groupings or of the months is not there.
    """
    columns = [GROUP_COLUMNS.get(each, each) for each in dimensions]
    definition = DEFINITIONS[indicator]
    if not {*columns, definition.numerator} <= set(part):
        return pd.DataFrame()
    names = {"numerator": definition.numerator, "denominator": definition.denominator}
    rows = part.assign(**{name: part[name].astype(object).where(part[name].notna(), "") for name in columns})
    before, after = (
        rows[rows["month"].isin(chosen)]
        .groupby(columns)[list(names.values())]
        .sum()
        .set_axis(list(names), axis=1)
        for chosen in (months, [month])
    )
    split = split_rate(before, after)
    if split.empty:
        return pd.DataFrame()
    split.index = pd.MultiIndex.from_tuples(split.index, names=dimensions)
    return split.assign(n=after["denominator"].reindex(split.index).fillna(0.0))


def cells_table(split: pd.DataFrame, indicator: str) -> Block:
    """Return the cells that contribute most as a table; all others close its sum."""
    if split.empty:
        return blocks.EMPTY
    definition, dimensions = DEFINITIONS[indicator], split.index.names
    flat = split.set_axis(split.index.to_flat_index())
    rows = []
    for row in cut_list(flat, _TOP).to_dict("records"):
        cell = row["group"]
        own = None if cell is None else flat.loc[[cell]].iloc[0]
        rows.append(
            {
                "cell": _("others")
                if cell is None
                else " · ".join(named(*pair) for pair in zip(dimensions, cell, strict=True)),
                "n": "" if own is None else number(own["n"]),
                "before": "" if own is None else write_value(definition, own["rate_before"]),
                "after": "" if own is None else write_value(definition, own["rate_after"]),
                "total": points(row["total"]),
            }
        )
    columns = [
        Column(
            "cell", _("{one} and {two}", one=dimension_name(dimensions[0]), two=dimension_name(dimensions[1]))
        ),
        Column("n", _("Cases"), align="right"),
        Column("before", _("Before"), align="right"),
        Column("after", _("In the month"), align="right"),
        Column("total", _("Contribution, points"), align="right", strong=True),
    ]
    return blocks.table(
        pd.DataFrame(rows), columns, name=f"cells_{dimensions[1]}",
        caption=_("Cells that explain most of the change"),
        note=cells_sentence(split),
    )  # fmt: skip


def cells_sentence(split: pd.DataFrame) -> str:
    """Return how few cells explain four fifths of a change; empty where nothing changed."""
    change = float(split["total"].sum())
    if abs(change) < 1e-12:
        return ""
    parts = (split["total"] / change).sort_values(ascending=False, kind="stable").cumsum()
    few = int((parts < 0.8).sum()) + 1
    return _(
        "{few} of {n} cells explain {share} of the change.",
        few=number(few),
        n=number(len(split)),
        share=share(float(parts.iloc[few - 1])),
    )
