"""Answer: how does each indicator stand against its target, by class."""

import pandas as pd

from wcm_helpers.core.formats import listed, missing, month_name
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.target_verdict import CANNOT_TELL, MET, MISSED, NO_DATA
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Blocks, Column
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.words import write_interval, write_value
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.scoreboard.analysis import standings_of
from wcm_helpers.reports.performance.scoreboard.targets import OF_TERMS, term_targets

_CLASSES = ("A", "B", "C")
#: The indicators of the scoreboard, beside those with a target; the catalogue has every value.
MAIN = (
    "completion", "on_time", "in_full", "otif_order", "perfect_order", "lead_p50_hours", "lead_p90_hours",
    "dock_p90_hours", "received_on_time", "received_right", "lines_damaged", "stock_accuracy",
    "response_kept", "resolution_kept", "resolve_p90_hours", "satisfaction", "nps", "renewal",
    "gross_retention", "revenue", "margin",
)  # fmt: skip


def verdict_words(verdict: str) -> str:
    """Return a verdict with its sign, so that it reads without colour."""
    return {
        MET: _("✓ met"),
        MISSED: _("✗ missed"),
        CANNOT_TELL: _("○ cannot tell"),
        NO_DATA: _("no data"),
    }.get(verdict, "")


def scoreboard(review: PerformanceReview) -> Blocks:
    """Return the indicators of the month: value, target, verdict, the month before, and by class."""
    rows = review.computed(standings_of)
    site = rows[rows["dimension"] == "all"].reset_index(drop=True)
    if site.empty:
        return blocks.join(blocks.missing(_("No indicator can be computed from the tables of this month.")))
    by_class = rows[rows["dimension"] == "class"].set_index(["indicator", "group"])
    shown = site[site["indicator"].isin(MAIN) | site["target"].notna()]
    frame = pd.DataFrame([_row(row, by_class) for row in shown.to_dict("records")])
    return blocks.join(
        blocks.paragraph(summary(site)),
        blocks.table(
            frame,
            _columns(review, frame),
            name="scoreboard",
            caption=_("Indicators of {month}", month=month_name(review.month)),
            note=joined([_note(site), *limits_of(review, site)]),
        ),
    )


def _row(row: dict, by_class: pd.DataFrame) -> dict[str, object]:
    definition = DEFINITIONS[row["indicator"]]
    values = {
        letter: write_value(definition, by_class["value"].get((row["indicator"], letter), float("nan")))
        for letter in _CLASSES
    }
    verdict = verdict_words(row["verdict"])
    target = "" if missing(row["target"]) else write_value(definition, row["target"])
    return {
        "name": name_of(row["indicator"]),
        "value": write_value(definition, row["value"]),
        "previous": _(
            "{before} / {year_ago}",
            before=write_value(definition, row["previous"]),
            year_ago=write_value(definition, row["year_ago"]),
        ),
        "target": joined([target, verdict]) if target else "",
        **values,
    }


def _columns(review: PerformanceReview, frame: pd.DataFrame) -> list[Column]:
    before, year_ago = (month_name(add_months(review.month, -ago)) for ago in (1, 12))
    columns = [
        Column("name", _("Indicator"), width="name"),
        Column("value", month_name(review.month), align="right", strong=True),
        Column("previous", _("{before} / {year_ago}", before=before, year_ago=year_ago), align="right"),
        Column("target", _("Target")),
    ]
    shown = [letter for letter in _CLASSES if (frame[letter] != "–").any()]
    return columns + [Column(letter, _("Class {letter}", letter=letter), align="right") for letter in shown]


def summary(site: pd.DataFrame) -> str:
    """Return how many targets are met, missed or undecided, with the missed ones by name."""
    aimed = site[site["verdict"] != ""]
    if aimed.empty:
        return _("No indicator has a target; targets under [performance] in the settings would be judged.")
    counts = aimed["verdict"].value_counts()
    missed = [name_of(name) for name in aimed.loc[aimed["verdict"] == MISSED, "indicator"]]
    sentence = ngettext(
        "Of {n} target, {met} is met, {missed} missed, and of {unclear} it cannot be told.",
        "Of {n} targets, {met} are met, {missed} missed, and of {unclear} it cannot be told.",
        len(aimed),
        met=int(counts.get(MET, 0)),
        missed=int(counts.get(MISSED, 0)),
        unclear=int(counts.get(CANNOT_TELL, 0)),
    )
    return joined([sentence, _("Missed: {names}.", names=listed(missed)) if missed else ""])


def limits_of(review: PerformanceReview, site: pd.DataFrame) -> list[str]:
    """Return what the table cannot compare: a running month, and terms that differ by customer."""
    sentences = []
    if review.draft:
        sentences.append(_("The month is still running: it is not compared with whole ones."))
    terms = review.computed(term_targets)
    differing = [
        name_of(indicator)
        for indicator, service in OF_TERMS.items()
        if len(set(terms.loc[terms["service"] == service, "target"].dropna())) > 1
        and site.loc[site["indicator"] == indicator, "target"].isna().any()
    ]
    if differing:
        sentences.append(
            _(
                "The terms of customers name different targets of {names}: each is checked for its customer, "
                "and the site has none.",
                names=listed(differing),
            )
        )
    return sentences


def _note(site: pd.DataFrame) -> str:
    """Return the intervals of the indicators that have a target, and the rule of the verdict."""
    aimed = site[site["verdict"] != ""].to_dict("records")
    intervals = [
        _(
            "{name} {interval}",
            name=name_of(row["indicator"]),
            interval=write_interval(DEFINITIONS[row["indicator"]], row["low"], row["high"], row["n"]),
        )
        for row in aimed[:4]
    ]
    rule = _("Met or missed only where the whole 95% interval is on one side of the target.")
    return joined([rule, _("Intervals: {intervals}.", intervals=listed(intervals)) if intervals else ""])
