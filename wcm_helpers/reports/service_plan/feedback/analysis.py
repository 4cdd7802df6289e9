"""Whether feedback of a year was answered: its loops, their ages, and the shares closed by source."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import window
from wcm_helpers.data.survey.long_form import long_form_of
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.data.survey.waves import read_waves
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.service_plan import sources
from wcm_helpers.reports.service_plan.feedback.followed import (
    closed_without_an_answer,
    followed,
    measures_of_customers,
)
from wcm_helpers.reports.service_plan.feedback.loops import BETTER, NOT_BETTER, OPEN, loops
from wcm_helpers.reports.service_plan.feedback.raised import SOURCES, of_talks, of_tickets, of_waves
from wcm_helpers.reports.service_plan.result import ServicePlanMonth
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: Feedback of so many months counts.
MONTHS = 12
#: The steps of a loop, in their order.
STEPS = ("raised", "owner", "acted", "asked_again", "better")


@dataclass(frozen=True, eq=False)
class Feedback:
    """The loops of a month.

    Attributes
    ----------
    loops : pd.DataFrame
        See :func:`wcm_helpers.reports.service_plan.feedback.loops.loops`.
    known : frozenset of str
        The sources that are there, of :data:`SOURCES`.
    without_response : int or None
        Resolved tickets of the year that nobody answered; None where answers are not recorded.
    without_evidence : int or None
        Measures for a customer that were closed without evidence and without a talk since; None without a
        register.
    owners_known : bool
        Whether managers are known.
    """

    loops: pd.DataFrame
    known: frozenset[str]
    without_response: int | None
    without_evidence: int | None
    owners_known: bool


def waves_of(review: ServicePlanReview) -> list[Survey]:
    """Return the waves that had closed by the month; none where one cannot be read."""
    history = review.history
    try:
        return read_waves(history.settings, history.customers, review.month, long_form_of(history.table))
    except WorkbookError:  # the demand survey says what is wrong with them
        return []


def feedback_of(review: ServicePlanReview) -> Feedback:
    """Return the loops of the last 12 months, for ``review.computed``."""
    months, until = window(review.month, MONTHS), pd.Timestamp(review.known_until)
    requests, interactions = review.computed(sources.requests_of), review.computed(sources.interactions_of)
    waves, managers = review.computed(waves_of), review.computed(sources.managers_of)
    names = {str(one): review.result.name_of(one) for one in review.result.customers.index}
    measures = measures_of_customers(_register(review), names, until)
    what = followed(interactions, measures, waves, requests)
    parts = {
        "ticket": of_tickets(requests, months),
        "survey": of_waves(waves, months),
        "talk": of_talks(interactions, months),
    }
    there = [part for part in parts.values() if len(part)]
    raised = pd.concat(there, ignore_index=True) if there else parts["ticket"]
    by_customer = None if managers is None else managers.dropna().to_dict()
    rows = loops(raised, what, by_customer, resolved(requests), until, review.rule.feedback_days)
    known = {
        "ticket": requests is not None,
        "survey": any(not wave.anonymous and wave.month in months for wave in waves),
        "talk": interactions is not None,
    }
    silent = closed_without_an_answer(measures, what.talks)
    return Feedback(
        rows,
        frozenset(name for name, is_there in known.items() if is_there),
        without_response(requests, months),
        None if measures is None else len(silent),
        by_customer is not None,
    )


def _register(review: ServicePlanReview) -> pd.DataFrame | None:
    history = review.history
    return None if history.intake.faults_of(("actions",)) else history.table("actions")


def resolved(requests: pd.DataFrame | None) -> dict[str, tuple[pd.Timestamp, bool]]:
    """Return by ticket when it was resolved, and whether that is known.

    A ticket without hours of its resolution was resolved at a time that nobody has recorded. A number that
    several desks use counts as resolved when the last of them is.
    """
    if requests is None:
        return {}
    known = requests["resolved_at"].notna() | requests["resolution_hours"].notna()
    rows = requests[["ticket_id", "resolved_at"]].assign(known=known)
    rows = rows.sort_values(["ticket_id", "resolved_at"], na_position="last", kind="stable")
    columns = (rows[name] for name in ("ticket_id", "resolved_at", "known"))
    return {ticket: (moment, bool(there)) for ticket, moment, there in zip(*columns, strict=True)}


def without_response(requests: pd.DataFrame | None, months: list[str]) -> int | None:
    """Return how many resolved tickets of some months nobody answered; None where answers are not recorded.

    Examples
    --------
    >>> rows = pd.DataFrame({"month": "2026-05", "responded_at": [pd.Timestamp("2026-05-04"), pd.NaT],
    ...                      "resolved_at": pd.Timestamp("2026-05-05")})
    >>> without_response(rows, ["2026-05"]), without_response(rows[1:], ["2026-05"])
    (1, None)
    """
    if requests is None or not requests["responded_at"].notna().any():
        return None
    rows = requests[requests["month"].isin(months) & requests["resolved_at"].notna()]
    return int(rows["responded_at"].isna().sum())


def steps(rows: pd.DataFrame) -> pd.Series:
    """Return how many loops came to each of :data:`STEPS`.

    Who acted is an owner, too. The steps are nested, so that no bar is longer than the one before.
    """
    acted = rows["acted_on"].notna()
    asked = acted & rows["asked_on"].notna()
    counts = [
        len(rows), (rows["owner"].notna() | acted).sum(), acted.sum(), asked.sum(),
        (asked & (rows["state"] == BETTER)).sum(),
    ]  # fmt: skip
    return pd.Series([int(n) for n in counts], index=[*STEPS])


def by_source(rows: pd.DataFrame) -> pd.DataFrame:
    """Return by source how many loops were answered and closed.

    Returns
    -------
    pd.DataFrame
        ``source`` (of :data:`SOURCES`, those with feedback), ``raised``; ``decided`` (answered, or open for
        longer than allowed), ``answered`` of them, ``share`` with its interval ``low`` to ``high`` (NaN
        without any); ``asked``, the loops closed by asking again, ``asked_share`` of the answered with
        ``asked_low`` and ``asked_high``; ``better``, ``not_better``, ``open``, ``late``.
    """
    frame = []
    for source in SOURCES:
        of_source = rows[rows["source"] == source]
        if of_source.empty:
            continue
        answered = of_source["acted_on"].notna()
        decided, asked = answered | of_source["late"], answered & of_source["asked_on"].notna()
        n, k, a = int(decided.sum()), int(answered.sum()), int(asked.sum())
        counts = of_source["state"].value_counts()
        frame.append(
            {
                "source": source, "raised": len(of_source), "decided": n, "answered": k,
                **_share(k, n, ""), "asked": a, **_share(a, k, "asked_"),
                "better": int(counts.get(BETTER, 0)), "not_better": int(counts.get(NOT_BETTER, 0)),
                "open": int(of_source["state"].isin(OPEN).sum()), "late": int(of_source["late"].sum()),
            }
        )  # fmt: skip
    return pd.DataFrame(frame)


def _share(k: int, n: int, prefix: str) -> dict[str, float]:
    low, high = wilson(k, n) if n else (float("nan"),) * 2
    return {f"{prefix}share": k / n if n else float("nan"), f"{prefix}low": low, f"{prefix}high": high}


def open_of(review: ServicePlanReview) -> pd.DataFrame:
    """Return the customers with late open loops that have not left, the largest first."""
    rows = review.computed(feedback_of).loops
    there = rows["customer_id"].isin(review.result.active.index)
    return open_by_customer(rows[there], review.result)


def open_by_customer(rows: pd.DataFrame, result: ServicePlanMonth) -> pd.DataFrame:
    """Return the customers whose feedback is open for longer than allowed.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``class``, ``n`` loops, ``sources`` (sorted tuple), ``oldest`` (day), ``age`` of it
        in days, ``owner`` (of the oldest; None), ``name``, ``revenue``; the largest customer first.
    """
    late = rows[rows["late"]].sort_values(["raised_at", "source", "key"], kind="stable")
    grouped = late.groupby("customer_id", sort=True)
    frame = grouped[["raised_at", "age"]].first().rename(columns={"raised_at": "oldest"})
    frame["owner"] = late.drop_duplicates("customer_id").set_index("customer_id")["owner"]
    frame["n"] = grouped.size()
    frame["sources"] = grouped["source"].agg(lambda names: tuple(sorted(set(names))))
    frame = frame.reset_index()
    frame["class"] = frame["customer_id"].map(result.customers["class"].to_dict()).astype(object)
    order = {"by": ["revenue", "customer_id"], "ascending": [False, True], "ignore_index": True}
    return result.with_names(frame).sort_values(**order)


def loops_open(review: ServicePlanReview) -> int | None:
    """Return how much feedback of the last 12 months nobody has acted on; None where there is no source."""
    feedback = review.computed(feedback_of)
    return int(feedback.loops["state"].isin(OPEN).sum()) if feedback.known else None
