"""Which industries the classes are concentrated in: industry × class, beyond chance and worth a sentence.

A cell is said only if it passes twice: the exact test, adjusted for looking at every cell, and a share of the
class that differs from the industry's share of all customers by enough to matter.
"""

from dataclasses import dataclass, field, replace

import pandas as pd

from wcm_helpers.core.formats import missing
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.methods.association import cells
from wcm_helpers.methods.intervals import CONFIDENCE, wilson
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.industries import sentences as words
from wcm_helpers.reports.classification.result import Classification

#: Industries with fewer customers are too small to tell anything of and are counted together.
LEAST_CUSTOMERS = 5
#: The false discovery rate over all cells.
LEVEL = 0.05
#: So far must the share of a class be from the share of all customers to be worth saying.
POINTS = 0.10
#: What stands beside a cell above or below chance.
ABOVE, BELOW = "▲", "▼"

_COUNTED = CLASSES[:3]


@dataclass(frozen=True, eq=False)
class Industries:
    """Industry × class of one month; customers of group N are left out.

    Attributes
    ----------
    table : one row an industry, the one with most customers first: ``industry``, ``kind`` (``industry``,
        ``other`` for the small ones together, ``blank`` where none is said), ``customers``, ``of_customers``,
        ``A``, ``B``, ``C`` (customers), ``value`` (ten-thousandths), ``of_value``, and ``rate``, ``low``,
        ``high``: the share of its customers in class A with its interval; ``mark_A``, ``mark_B``, ``mark_C``:
        ▲ or ▼ where the cell is beyond chance, else empty
    cells : one row an industry and class that was tested, as ``association.cells`` gives it, with ``mark``
        (▲, ▼ or empty); empty where nothing can be told
    merged : the industries too small to tell, by name
    left_out, blank : customers of group N, and those without an industry
    reason : why nothing can be told; empty where something can
    headline, findings : the finding of most weight, and the further ones
    rules : pairs of a term and the rule in force
    """

    table: pd.DataFrame
    cells: pd.DataFrame
    merged: list[str]
    left_out: int
    blank: int
    reason: str = ""
    headline: str = ""
    findings: list[str] = field(default_factory=list)
    rules: list[tuple[str, str]] = field(default_factory=list)


def known(found: Classification) -> bool:
    """Return whether any customer of the window has an industry."""
    return bool((_names(found.classes["industry"]) != "").any())


def find(found: Classification) -> Industries:
    """Return how the classes are spread over the industries, and what of it is beyond chance.

    Parameters
    ----------
    found : Classification
        The month's review.

    Examples
    --------
    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> from wcm_helpers.methods.abc import Rule
    >>> rows = [(f"{n:02d}", "2026-05", 90 if n < 10 else 5, 1) for n in range(20)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> customers = facts[["customer_id"]].assign(industry=["pharma"] * 10 + ["textile"] * 10)
    >>> told = find(classify_month(facts, customers, "2026-05", Rule(), currency="CNY", source="invoices"))
    >>> told.headline
    'Class A is concentrated in pharma: 10 of 10 A customers (100%) against 50% of all customers.'
    """
    counted = found.classes[found.classes["class"] != "N"]
    names = _names(counted["industry"])
    sizes = names[names != ""].value_counts()
    small = set(sizes.index[sizes < LEAST_CUSTOMERS])
    if len(small) == len(sizes):
        small = set()  # together they would be everybody: each stands by its name
    kind = names.map(lambda name: "blank" if name == "" else "other" if name in small else "industry")
    table = _table(counted.assign(kind=kind, name=names.where(kind == "industry", "")))
    tested = table[table["kind"] != "blank"].set_index("industry")[list(_COUNTED)]
    if (sizes < LEAST_CUSTOMERS).all():
        tested = tested.sum().to_frame("all").T
    tested = tested.loc[:, tested.sum() > 0]
    noun = sentences.measure(found.rule).noun
    told = Industries(
        table=table,
        cells=pd.DataFrame(columns=["row", "column", "count", "mark"]),
        merged=sorted(small),
        left_out=len(found.classes) - len(counted),
        blank=int((kind == "blank").sum()),
        reason=words.reason(tested, noun, LEAST_CUSTOMERS),
        findings=words.brings_most(table, noun),
        rules=words.rules(
            sorted(small), above=ABOVE, below=BELOW, level=LEVEL, apart=POINTS, least=LEAST_CUSTOMERS,
            confidence=CONFIDENCE,
        ),
    )  # fmt: skip
    if told.reason:
        return replace(told, rules=told.rules[-2:] if len(table) else [])  # nothing was tested
    judged = judge(tested)
    said = [
        *words.beyond_chance(judged, ABOVE, more=True),
        *words.beyond_chance(judged, BELOW, more=False),
    ] or [words.nothing_beyond_chance()]
    return replace(
        told,
        table=_with_marks(table, judged),
        cells=judged,
        headline=said[0],
        findings=[*said[1:], *told.findings],
    )


def _names(industries: pd.Series) -> pd.Series:
    """Return industries on one line without spaces around, empty where none is said."""
    return industries.map(lambda held: "" if missing(held) else " ".join(str(held).split())).astype(object)


def _table(counted: pd.DataFrame) -> pd.DataFrame:
    labels = {"other": _("other industries"), "blank": _("not said")}
    rows = []
    for (kind, name), part in counted.groupby(["kind", "name"]):
        letters = {letter: int((part["class"] == letter).sum()) for letter in _COUNTED}
        low, high = wilson(letters["A"], len(part))
        rows.append(
            {"industry": labels.get(kind, name), "kind": kind, "customers": len(part), **letters,
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


def _with_marks(table: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    marks = judged.set_index(["row", "column"])["mark"].to_dict()
    tested = zip(table["industry"], table["kind"] != "blank", strict=True)
    rows = [name if said else None for name, said in tested]
    return table.assign(
        **{f"mark_{letter}": [marks.get((name, letter), "") for name in rows] for letter in _COUNTED}
    )


def judge(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of industry × class with ``mark``: ▲ above, ▼ below, empty where chance explains it.

    Examples
    --------
    Of 40, 12 are pharma (30%): 12 of 20 in A (60%) are beyond chance, and 30 points more.

    >>> counts = pd.DataFrame({"A": [12, 8], "C": [0, 20]}, index=["pharma", "textile"])
    >>> judge(counts)["mark"].tolist()
    ['▲', '▼', '▼', '▲']
    """
    judged = cells(counts)
    apart = (judged["of_column"] - judged["of_all"]).round(12)
    sure = judged["p_adjusted"] <= LEVEL
    mark = pd.Series("", index=judged.index).mask(sure & (apart >= POINTS), ABOVE)
    return judged.assign(mark=mark.mask(sure & (apart <= -POINTS), BELOW))
