"""Answer: does class A get the service of class A."""

import numpy as np
import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.style import CLASS_SHADES, INK, Chart
from wcm_helpers.core.formats import listed, missing, number, percent, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.by_class.analysis import (
    CLASSES,
    FALSE_SHARE,
    MONTHS,
    ClassRates,
    class_rates_of,
    lead_times_of,
    outlying_of,
    over_served_of,
    priority_of,
    service_gaps_of,
)
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.review import PerformanceReview

_ROWS = 12


def by_class(review: PerformanceReview) -> Blocks:
    """Return rates and hours by class, priority, and who gets less or more than its class."""
    compared = review.computed(class_rates_of)
    if not compared:
        return blocks.join(
            blocks.missing(
                _(
                    "Service cannot be compared by class: it needs [tables.orders] and classes of customers, "
                    "from [tables.billing] or the level in [tables.customers]."
                )
            )
        )
    return blocks.join(
        blocks.paragraph(
            joined([*map(_verdict_sentence, _leading_and_differing(compared)), _priority_sentence(review)])
        ),
        blocks.chart(_chart(compared), "classes"),
        _gaps_table(review),
        *_over_served(review),
    )


def _leading_and_differing(compared: list[ClassRates]) -> list[ClassRates]:
    """Return the leading indicator and those by which classes differ, three at most."""
    leading = next((each for each in compared if each.indicator == "otif_order"), compared[0])
    differing = [each for each in compared if each.verdict in ("better", "worse") and each is not leading]
    return [leading, *differing][:3]


def _verdict_sentence(each: ClassRates) -> str:
    name, definition = name_of(each.indicator), DEFINITIONS[each.indicator]
    values = {
        "name": name,
        "a": write_value(definition, each.rates["A"].value),
        "other": write_value(definition, each.rates[each.against].value),
        "letter": each.against,
        "months": number(MONTHS),
    }
    return {
        "better": _(
            "{name}: class A gets better service, {a} against {other} of class {letter} in {months} months.",
            **values,
        ),
        "worse": _(
            "{name}: class A gets worse service, {a} against {other} of class {letter} in {months} months.",
            **values,
        ),
        "alike": _(
            "{name}: class A gets the service of every other class, {a} against {other} of class {letter} in "
            "{months} months.",
            **values,
        ),
    }.get(
        each.verdict,
        _(
            "{name}: it is not clear whether class A gets better service, {a} against {other} of class "
            "{letter} in {months} months.",
            **values,
        ),
    )


def _priority_sentence(review: PerformanceReview) -> str:
    """Return whose orders were released first of those that waited together."""
    pairs = review.computed(priority_of)
    if pairs.empty:
        return ""
    share, low, high = first_share(pairs)
    values = {"share": percent(share, 0), "low": percent(low, 0), "high": percent(high, 0)}
    if missing(low) or low <= 0.5 <= high:
        return _(
            "Of orders that waited together, those of A were released before those of C in {share} of the "
            "pairs: no priority can be seen.",
            **values,
        )
    if share > 0.5:
        return _(
            "Of orders that waited together, those of A were released before those of C in {share} of the "
            "pairs ({low} to {high}).",
            **values,
        )
    return _(
        "Of orders that waited together, those of A were released after those of C: only {share} of the "
        "pairs went the other way ({low} to {high}).",
        **values,
    )


def first_share(pairs: pd.DataFrame) -> tuple[float, float, float]:
    """Return the share of pairs in which the first class went first, with its interval over days."""
    shares = pairs["first"].sum() / pairs["pairs"].sum()
    days = pairs.groupby("day")[["first", "pairs"]].sum()
    if len(days) < 3:
        return float(shares), float("nan"), float("nan")
    residuals = days["first"] - shares * days["pairs"]
    error = float(np.sqrt(len(days) / (len(days) - 1) * (residuals**2).sum()) / days["pairs"].sum())
    return float(shares), max(0.0, float(shares) - 2 * error), min(1.0, float(shares) + 2 * error)


def _finding(compared: list[ClassRates]) -> str:
    """Return by how many promises class A is served otherwise than the others."""
    verdicts = [each.verdict for each in compared]
    values = {"better": verdicts.count("better"), "worse": verdicts.count("worse"), "total": len(verdicts)}
    if values["better"] and values["worse"]:
        return _("Class A is served better by {better} and worse by {worse} of {total} promises", **values)
    if values["worse"]:
        return _("Class A is served worse by {worse} of {total} promises", **values)
    if values["better"]:
        return _("Class A is served better by {better} of {total} promises", **values)
    return _("No promise is shown to be kept better or worse for class A")


@style.defaults()
def _chart(compared: list[ClassRates]) -> Chart:
    """Return the rates by class with their intervals, one row of marks an indicator."""
    figure, axes = style.canvas(7.2, 1.1 + 0.5 * len(compared))
    offsets = dict(zip(CLASSES, (-0.22, 0.0, 0.22), strict=True))
    for place, each in enumerate(compared):
        for letter, rate in each.rates.items():
            at = place + offsets[letter]
            if not missing(rate.low):
                axes.plot([rate.low, rate.high], [at, at], color=INK, linewidth=1.2, zorder=1)
            axes.plot(
                rate.value, at, marker="o", markersize=7, color=CLASS_SHADES[letter], markeredgecolor=INK,
                markeredgewidth=0.7, zorder=2,
            )  # fmt: skip
            end = rate.value if missing(rate.high) else rate.high
            axes.annotate(
                _("{letter} {value}", letter=letter, value=percent(rate.value, 1)), (end, at),
                xytext=(7, 0), textcoords="offset points", ha="left", va="center", fontsize=7.5, color=INK,
            )  # fmt: skip
    axes.set_yticks(range(len(compared)), [name_of(each.indicator) for each in compared])
    axes.set_ylim(len(compared) - 0.5, -0.5)  # room for the three of a single indicator
    axes.margins(x=0.08)
    axes.xaxis.set_major_formatter(lambda share, _place: percent(share, 0))
    title = _finding(compared)
    rule = _(
        "{months} months; lines: 95% intervals that count customers, not orders; none with fewer than 3 "
        "customers.",
        months=number(MONTHS),
    )
    spoken = [
        _(
            "{name}: {rates}.",
            name=name_of(each.indicator),
            rates=listed([f"{letter} {percent(rate.value, 1)}" for letter, rate in each.rates.items()]),
        )
        for each in compared
    ]
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, *spoken]))


def _gaps_table(review: PerformanceReview) -> Block:
    gaps = review.computed(service_gaps_of)
    if gaps.empty:
        return blocks.paragraph(
            _("No customer of class A or B gets less than its class by more than chance explains.")
        )
    rows = [
        {
            "name": row["name"],
            "class": row["class"],
            "value": write_value(DEFINITIONS[row["indicator"]], row["value"]),
            "interval": _("{low} to {high}", low=percent(row["low"], 0), high=percent(row["high"], 0)),
            "peers": write_value(DEFINITIONS[row["indicator"]], row["peers"]),
            "n": number(row["n"]),
            "revenue": "" if missing(row["revenue"]) else short_amount(row["revenue"]),
        }
        for row in gaps.head(_ROWS).to_dict("records")
    ]
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("class", _("Class")),
        Column("value", name_of(gaps["indicator"].iloc[0]), align="right", strong=True),
        Column("interval", _("95% interval"), align="right"),
        Column("peers", _("Others of its class"), align="right"),
        Column("n", _("Orders"), align="right"),
        Column("revenue", _("Revenue a year"), align="right"),
    ]
    note = _(
        "{months} months; each against the others of its class, which differ among themselves; of all names "
        "at most {share} are expected to be false.",
        months=number(MONTHS),
        share=percent(FALSE_SHARE, 0),
    )
    caption = _("Under-served: less than their class")
    return blocks.table(pd.DataFrame(rows), columns, name="underserved", caption=caption, note=note)


def _over_served(review: PerformanceReview) -> list[Block]:
    rows = review.computed(over_served_of)
    if rows.empty:
        return []
    names = listed(
        [
            _("{name} ({value})", name=row["name"], value=percent(row["value"], 0))
            for row in rows.head(5).to_dict("records")
        ]
    )
    sentence = ngettext(
        "{n} customer of class C gets better service than class A: {names}.",
        "{n} customers of class C get better service than class A: {names}.",
        len(rows),
        names=names,
    )
    return [blocks.paragraph(sentence)]


def by_class_detail(review: PerformanceReview) -> Blocks:
    """Return the tests by indicator, the hours by class, and every customer tested."""
    compared = review.computed(class_rates_of)
    if not compared:
        return blocks.join(blocks.paragraph(_("There is nothing to compare by class.")))
    words = {
        "better": _("A better"),
        "worse": _("A worse"),
        "alike": _("no difference"),
        "unclear": _("cannot tell"),
    }
    rows = [
        {
            "name": name_of(each.indicator),
            **{letter: _rate(each.rates.get(letter)) for letter in CLASSES},
            "difference": _difference(each),
            "verdict": words[each.verdict],
        }
        for each in compared
    ]
    columns = [Column("name", _("Indicator"), strong=True)]
    columns += [Column(letter, _("Class {letter}", letter=letter), align="right") for letter in CLASSES]
    columns += [
        Column("difference", _("A less the last, points"), align="right"),
        Column("verdict", _("Verdict")),
    ]
    note = _(
        "Rates of {months} months, sums over customers; in brackets the customers. Intervals count "
        "customers; all indicators are tested together (Benjamini and Hochberg, {share}). “No difference” "
        "only where the interval is narrower than 6 points.",
        months=number(MONTHS),
        share=percent(FALSE_SHARE, 0),
    )
    table = blocks.table(
        pd.DataFrame(rows), columns, name="tests", caption=_("Rates by class"), note=note, wide=True
    )
    return blocks.join(table, *_hours_table(review), _tested_sentence(review))


def _rate(rate: object) -> str:
    if rate is None:
        return "–"
    return _("{rate} ({n})", rate=percent(rate.value, 1), n=number(rate.customers))


def _difference(each: ClassRates) -> str:
    difference = each.difference
    points = f"{100 * difference.value:+.1f}".replace("-", "−")
    if missing(difference.low):
        return points
    low, high = (f"{100 * end:+.1f}".replace("-", "−") for end in (difference.low, difference.high))
    return _("{points} ({low} to {high})", points=points, low=low, high=high)


def _hours_table(review: PerformanceReview) -> list[Block]:
    hours = review.computed(lead_times_of)
    if hours.empty:
        return []
    rows = []
    for letter, part in hours.groupby("class", sort=True):
        by_share = part.set_index("share")
        rows.append(
            {
                "class": letter,
                "n": number(by_share["n"].iloc[0]),
                **{f"p{round(100 * share)}": _hours(by_share.loc[share]) for share in (0.5, 0.9)},
            }
        )
    columns = [
        Column("class", _("Class"), strong=True),
        Column("n", _("Orders"), align="right"),
        Column("p50", _("P50, hours"), align="right"),
        Column("p90", _("P90, hours"), align="right"),
    ]
    return [
        blocks.table(
            pd.DataFrame(rows),
            columns,
            name="hours",
            caption=_("From order to shipment by class, 12 months"),
            note=_("Open orders count with the time so far; the interval counts orders."),
        )
    ]  # fmt: skip


def _hours(row: pd.Series) -> str:
    if missing(row["value"]):
        return _("not reached")
    if missing(row["low"]):
        return number(row["value"], 1)
    high = _("not reached") if missing(row["high"]) else number(row["high"], 1)
    return _("{value} ({low} to {high})", value=number(row["value"], 1), low=number(row["low"], 1), high=high)


def _tested_sentence(review: PerformanceReview) -> Block:
    tested = review.computed(outlying_of)
    if tested.empty:
        return blocks.paragraph(_("No customer has enough orders and peers to be tested against its class."))
    return blocks.paragraph(
        ngettext(
            "{n} customer with at least 20 orders and 5 peers was tested against the others of its class.",
            "{n} customers with at least 20 orders and 5 peers were tested against the others of their "
            "class.",
            len(tested),
        )
    )
