"""Gather what the first page may speak of from the questions of the review."""

import pandas as pd

from wcm_helpers.reports.performance.by_class.analysis import service_gaps_of
from wcm_helpers.reports.performance.causes.analysis import causes_of, main_cause, slower_stage
from wcm_helpers.reports.performance.causes.exceptions import revenue_of
from wcm_helpers.reports.performance.causes.sentences import named
from wcm_helpers.reports.performance.control.charts import charts_of
from wcm_helpers.reports.performance.control.signals import signals_of
from wcm_helpers.reports.performance.first_page.events import Cause, Events, Standing
from wcm_helpers.reports.performance.loyalty.renewals import renewals_of
from wcm_helpers.reports.performance.measures.analysis import measures_of
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.scoreboard.analysis import standings_of
from wcm_helpers.reports.performance.tickets.analysis import waiting_of

#: The indicators a headline may be about, the leading one first; further ones follow the catalogue.
LEADING = ("otif_order", "on_time", "completion", "resolution_kept", "resolve_p90_hours", "revenue")


def gather_events(review: PerformanceReview) -> Events:
    """Return the cases of the month, the gravest first in every frame."""
    standings = tuple(_standings(review))
    cause = _cause(review, standings)
    return Events(
        standings=standings,
        groups=_groups(review, cause),
        cause=cause,
        underserved=review.computed(service_gaps_of),
        waiting=review.computed(waiting_of),
        renewals=review.computed(renewals_of),
        measures=review.computed(measures_of),
    )


def _standings(review: PerformanceReview) -> list[Standing]:
    rows = review.computed(standings_of)
    site = rows[rows["dimension"] == "all"]
    signals = review.computed(signals_of)
    flagged = signals[signals["dimension"] == "all"].set_index("indicator")
    charted = {each.indicator for each in review.computed(charts_of) if each.dimension == "all"}
    made = {row["indicator"]: _standing(row, flagged, charted) for row in site.to_dict("records")}
    first = [made[name] for name in LEADING if name in made]
    return first + [each for name, each in made.items() if name not in LEADING]


def _standing(row: dict, flagged: pd.DataFrame, charted: set[str]) -> Standing:
    name = row["indicator"]
    flag = flagged.loc[name] if name in flagged.index else None
    numbers = {key: float(row[key]) for key in ("value", "low", "high", "previous", "year_ago", "target")}
    return Standing(
        name,
        n=int(row["n"]),
        **numbers,
        verdict=row["verdict"],
        rules=() if flag is None else (flag["rule"],),
        worse=flag is not None and flag["variation"] == "concern",
        months_flagged=0 if flag is None else int(flag["months_flagged"]),
        charted=name in charted,
    )


def _groups(review: PerformanceReview, cause: Cause | None) -> pd.DataFrame:
    """Return the flagged groups whose indicator is not flagged for the whole site, one line a group.

    The group that explains the leading indicator has its line there.
    """
    signals = review.computed(signals_of)
    worse = signals[signals["variation"] == "concern"]
    of_site = set(worse.loc[worse["dimension"] == "all", "indicator"])
    groups = worse[(worse["dimension"] != "all") & ~worse["indicator"].isin(of_site)]
    if cause is not None:
        groups = groups[(groups["dimension"] != cause.dimension) | (groups["group"] != cause.group)]
    groups = groups.drop_duplicates(["dimension", "group"]).reset_index(drop=True)
    keys = list(groups[["indicator", "dimension", "group"]].itertuples(index=False, name=None))
    return groups.assign(
        months=groups["months_flagged"],
        revenue=pd.Series([revenue_of(review, key[1], key[2]) for key in keys], dtype=float),
        name=[named(key[1], key[2]) for key in keys],
    )


def _cause(review: PerformanceReview, standings: tuple[Standing, ...]) -> Cause | None:
    """Return what explains the change of an indicator that asks for an action; None where none does."""
    cause = main_cause(review.computed(causes_of))
    alarming = {standing.indicator for standing in standings if standing.alarming}
    if cause is None or cause.indicator not in alarming:
        return None
    group, part = cause.leading
    stage = slower_stage(review, cause.dimension, group)
    return Cause(cause.indicator, cause.dimension, group, part, stage)
