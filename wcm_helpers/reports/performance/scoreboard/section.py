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
from wcm_helpers.reports.performance.catalogue.words import name_with_unit, write_interval, write_value
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.scoreboard.analysis import standings_of
from wcm_helpers.reports.performance.scoreboard.targets import OF_TERMS, term_targets

_CLASSES = ("A", "B", "C")
#: The signs of the verdicts in a cell; one without a sign cannot be told or has no target.
_SIGNS = {MET: "✓", MISSED: "✗"}
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
        return blocks.join(
            blocks.missing(
                _(
                    "No indicator can be computed from the tables of this month. Orders with requested_date "
                    "or promised_at and shipped_at, tickets with resolved_at, or billing would show here "
                    "what was kept, how long it took and what it brought."
                )
            )
        )
    by_class = rows[rows["dimension"] == "class"].set_index(["indicator", "group"])
    shown = site[site["indicator"].isin(MAIN) | site["target"].notna()]
    code = review.settings.site.currency
    frame = pd.DataFrame([_row(row, by_class, code) for row in shown.to_dict("records")])
    return blocks.join(
        blocks.paragraph(joined([summary(site), _missed_by_class(rows)])),
        blocks.table(
            frame,
            _columns(review, frame),
            name="scoreboard",
            caption=_("Indicators of {month}", month=month_name(review.month)),
            note=joined([_note(site), *limits_of(review, site)]),
        ),
    )


def _row(row: dict, by_class: pd.DataFrame, code: str) -> dict[str, object]:
    definition = DEFINITIONS[row["indicator"]]
    keys = {letter: (row["indicator"], letter) for letter in _CLASSES}
    values = {
        letter: _signed(
            write_value(definition, by_class["value"].get(key, float("nan"))),
            _SIGNS.get(by_class["verdict"].get(key, ""), ""),
        )
        for letter, key in keys.items()
    }
    verdict = verdict_words(row["verdict"])
    of_class = {letter: by_class["target"].get(key, float("nan")) for letter, key in keys.items()}
    if missing(row["target"]):
        target = listed(
            [
                _("{letter} {value}", letter=letter, value=write_value(definition, aim))
                for letter, aim in of_class.items()
                if not missing(aim)
            ]
        )
    else:
        target = write_value(definition, row["target"])
    return {
        "name": name_with_unit(row["indicator"], code),
        "value": write_value(definition, row["value"]),
        "previous": _(
            "{before} / {year_ago}",
            before=write_value(definition, row["previous"]),
            year_ago=write_value(definition, row["year_ago"]),
        ),
        "target": joined([target, verdict]) if target else "",
        **values,
    }


def _signed(value: str, sign: str) -> str:
    """Return a value with the sign of its verdict."""
    return _("{value} {sign}", value=value, sign=sign) if sign else value


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
        "{n} target of the site: {met} met, {missed} missed, {unclear} not clear.",
        "{n} targets of the site: {met} met, {missed} missed, {unclear} not clear.",
        len(aimed),
        met=int(counts.get(MET, 0)),
        missed=int(counts.get(MISSED, 0)),
        unclear=int(counts.get(CANNOT_TELL, 0)),
    )
    return joined([sentence, _("Missed: {names}.", names=listed(missed)) if missed else ""])


def _missed_by_class(rows: pd.DataFrame) -> str:
    """Return the targets that classes miss, by indicator and class; empty where none does."""
    missed = rows[(rows["dimension"] == "class") & (rows["verdict"] == MISSED) & rows["group"].isin(_CLASSES)]
    names = [
        _(
            "{indicator} ({group})",
            indicator=name_of(row["indicator"]),
            group=_("class {letter}", letter=row["group"]),
        )
        for row in missed.to_dict("records")
    ]
    return _("Missed by class: {names}.", names=listed(names)) if names else ""


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
    rule = _("Met (✓) or missed (✗) only where the whole 95% interval is on one side of the target.")
    return joined([rule, _("Intervals: {intervals}.", intervals=listed(intervals)) if intervals else ""])
