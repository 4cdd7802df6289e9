"""The figures of a classification for ``run.json``."""

from wcm_helpers.core.formats import SCALE, missing
from wcm_helpers.methods import abc, concentration
from wcm_helpers.reports.classification.moves.analysis import directions_of
from wcm_helpers.reports.classification.moves.counts import change_counts
from wcm_helpers.reports.classification.result import Classification

#: What a value that is no money is counted in.
_UNITS = {"units": "units", "orders": "orders"}


def figures_of(result: Classification) -> dict[str, object]:
    """Return the headline figures of a classification by id, as ``run.json`` records them.

    Returns
    -------
    dict
        Counts of customers, shares from 0 to 1 and ``value``, the total of what the rule counts, in
        ``measure``: the code of the currency, ``units`` or ``orders``. None where a figure cannot be
        computed, such as moves without a month before. ``moved_up`` and ``moved_down`` are by the rule;
        ``official_moves`` are customers that were in one official class and are in another.
    """
    table = result.class_table.set_index("class")
    now = result.concentration
    directions = directions_of(result.moves)
    official = result.classes["official"].value_counts()
    counts = change_counts(result)
    figures = {
        "value_basis": result.rule.value,
        "customers": len(result.classes),
        "classes": {letter: int(table.loc[letter, "customers"]) for letter in abc.CLASSES},
        "share_a": float(table.loc["A", "of_value"]),
        "gini": float(now["gini"]),
        "gini_small_sample": concentration.gini(result.classes["value"]),
        "value": round(int(now["value"]) / SCALE, 2),
        "measure": _UNITS.get(result.rule.value, result.currency),
        "top1": float(now["top1"]),
        "top5": float(now["top5"]),
        "hhi": concentration.herfindahl(result.classes["value"]),
        "effective_customers": float(now["effective_customers"]),
        "near_limit": int(now["near_limit"]),
        "moved_up": int(directions.get("up", 0)) if result.has_previous else None,
        "moved_down": int(directions.get("down", 0)) if result.has_previous else None,
        "entered": int(directions.get("entered", 0)) if result.has_previous else None,
        "left": int(directions.get("left", 0)) if result.has_previous else None,
        "inactive": len(result.inactive),
        "official": {letter: int(official.get(letter, 0)) for letter in abc.CLASSES},
        "official_moves": counts.changed if result.has_previous else None,
        "official_up": counts.up if result.has_previous else None,
        "official_down": counts.down if result.has_previous else None,
        "would_qualify": counts.would_qualify,
        "waiting": counts.waiting,
    }
    return {name: None if missing(value) else value for name, value in figures.items()}
