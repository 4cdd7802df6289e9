"""Industry × class: the industries in which a class has a larger or smaller share than among all customers.

A share is marked only if it passes twice: the exact test, adjusted for testing every cell, and a difference
from the share among all customers that is large enough to matter.
"""

from dataclasses import replace

import pandas as pd

from wcm_helpers.core.formats import missing
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.methods.association import cells
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.classification.industries.result import Industries
from wcm_helpers.reports.classification.result import Classification

#: Industries with fewer customers are counted together.
LEAST_CUSTOMERS = 5
#: The false discovery rate over all cells.
LEVEL = 0.05
#: The least difference that is marked between the share of a class in an industry and among all customers.
POINTS = 0.10
#: The marks of a share above and below that of all customers.
ABOVE, BELOW = "▲", "▼"

_COUNTED = CLASSES[:3]


def has_industries(classification: Classification) -> bool:
    """Return whether any customer of the window has an industry."""
    return bool((_names(classification.classes["industry"]) != "").any())


def analyse_industries(classification: Classification) -> Industries:
    """Count the official classes of each industry, and mark the shares that are not those of all customers.

    Parameters
    ----------
    classification : Classification
        Of the month under review.

    Returns
    -------
    Industries
        With ``reason`` where nothing can be tested.

    Examples
    --------
    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> from wcm_helpers.methods.abc import Rule
    >>> rows = [(f"{n:02d}", "2026-05", 90 if n < 10 else 5, 1) for n in range(20)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> customers = facts[["customer_id"]].assign(industry=["pharma"] * 10 + ["textile"] * 10)
    >>> classification = classify_month(
    ...     facts, customers, "2026-05", Rule(), currency="CNY", source="invoices"
    ... )
    >>> analyse_industries(classification).table[["industry", "A", "rate", "mark_A"]].values.tolist()
    [['pharma', 10, 1.0, '▲'], ['textile', 0, 0.0, '▼']]
    """
    counted = classification.classes[classification.classes["official"].isin(list(_COUNTED))]
    names = _names(counted["industry"])
    sizes = names[names != ""].value_counts()
    small = set(sizes.index[sizes < LEAST_CUSTOMERS])
    if len(small) == len(sizes):
        small = set()  # together they would be all customers: each is listed by its name
    kind = names.map(lambda name: "blank" if name == "" else "other" if name in small else "industry")
    table = _table(counted.assign(kind=kind, name=names.where(kind == "industry", "")))
    tested = table[table["kind"] != "blank"].set_index("industry")[list(_COUNTED)]
    comparable = 1 if (sizes < LEAST_CUSTOMERS).all() else len(tested)
    tested = tested.loc[:, tested.sum() > 0]
    result = Industries(
        table=table,
        cells=pd.DataFrame(columns=["row", "column", "count", "certain", "mark"]),
        merged=sorted(small),
        left_out=len(classification.classes) - len(counted),
        blank=int((kind == "blank").sum()),
        reason=_reason(tested, comparable),
    )
    if result.reason:
        return result
    tested_cells = mark_cells(tested)
    return replace(result, table=_with_marks(table, tested_cells), cells=tested_cells)


def _names(industries: pd.Series) -> pd.Series:
    """Return industries on one line without spaces around, empty where none is recorded."""
    return industries.map(lambda name: "" if missing(name) else " ".join(str(name).split())).astype(object)


def _reason(tested: pd.DataFrame, comparable: int) -> str:
    """Return why industry × class cannot be tested, a key of ``Industries.reason``; empty where it can."""
    if tested.to_numpy().sum() == 0:
        return "none"
    if comparable < 2:
        return "few"
    return "class" if tested.shape[1] < 2 else ""


def _table(counted: pd.DataFrame) -> pd.DataFrame:
    """Return one row an industry, as ``Industries.table`` describes it, without marks."""
    rows = []
    for (kind, name), part in counted.groupby(["kind", "name"]):
        letters = {letter: int((part["official"] == letter).sum()) for letter in _COUNTED}
        low, high = wilson(letters["A"], len(part))
        rows.append(
            {"industry": name, "kind": kind, "customers": len(part), **letters,
             "value": int(part["value"].sum()), "rate": letters["A"] / len(part), "low": low,
             "high": high}
        )  # fmt: skip
    columns = ["industry", "kind", "customers", *_COUNTED, "value", "rate", "low", "high"]
    table = pd.DataFrame(rows, columns=columns)
    place = table["kind"].map({"industry": 0, "other": 1, "blank": 2})
    table = table.assign(_place=place).sort_values(
        ["_place", "customers", "value", "industry"], ascending=[True, False, False, True], ignore_index=True
    )
    return table.drop(columns="_place").assign(
        of_customers=table["customers"] / max(table["customers"].sum(), 1),
        of_value=table["value"] / max(table["value"].sum(), 1),
        **{f"mark_{letter}": "" for letter in _COUNTED},
    )


def _with_marks(table: pd.DataFrame, tested_cells: pd.DataFrame) -> pd.DataFrame:
    marks = tested_cells.set_index(["row", "column"])["mark"].to_dict()
    tested = zip(table["industry"], table["kind"] != "blank", strict=True)
    rows = [name if counts else None for name, counts in tested]
    return table.assign(
        **{f"mark_{letter}": [marks.get((name, letter), "") for name in rows] for letter in _COUNTED}
    )


def mark_cells(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of industry × class with ``certain`` and ``mark``: ▲ above, ▼ below all customers.

    Examples
    --------
    Of 40, 12 are in A (30%): pharma has 12 of 20 (60%), which chance excludes, and 30 points more.

    >>> counts = pd.DataFrame({"A": [12, 0], "C": [8, 20]}, index=["pharma", "textile"])
    >>> mark_cells(counts)["mark"].tolist()
    ['▲', '▼', '▼', '▲']
    """
    tested_cells = cells(counts)
    apart = (tested_cells["of_row"] - tested_cells["of_all"]).round(12)
    certain = tested_cells["p_adjusted"] <= LEVEL
    mark = pd.Series("", index=tested_cells.index).mask(certain & (apart >= POINTS), ABOVE)
    return tested_cells.assign(certain=certain, mark=mark.mask(certain & (apart <= -POINTS), BELOW))
