"""Needs that customers stated in the newest survey that is not anonymous."""

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import months_between
from wcm_helpers.data.survey.long_form import long_form_of
from wcm_helpers.data.survey.survey import ANSWERED, Survey
from wcm_helpers.data.survey.waves import read_waves
from wcm_helpers.methods.customer_means import customer_means
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: An older survey says little of today.
NEWEST_MONTHS = 12
#: A customer wants what at least half of its answers ask for.
WANTED = 0.5


def wave_of(review: ServicePlanReview) -> Survey | None:
    """Return the newest named survey of the last year, for ``review.computed``; None without one."""
    history = review.history
    try:
        waves = read_waves(history.settings, history.customers, review.month, long_form_of(history.table))
    except WorkbookError:  # the demand survey says what is wrong with it
        return None
    named = [
        wave
        for wave in waves
        if not wave.anonymous and months_between(wave.month, review.month) < NEWEST_MONTHS
    ]
    return named[-1] if named else None


def stated_needs(wave: Survey) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return how far each customer wants each need that is an option of a choice, and of how many answers.

    Returns
    -------
    tuple of pd.DataFrame
        Customers × needs: the share of a customer's answers that ask for it, NaN where it gave none, and the
        number of its answers.
    """
    columns: dict[str, pd.Series] = {}
    for need, question, option in wave.needs().itertuples(index=False):
        if not option:
            continue
        answered = wave.states[question] == ANSWERED
        chosen = wave.choices[question][option].astype(float).where(answered)
        before = columns.get(need)
        columns[need] = chosen if before is None else pd.Series(np.fmax(before, chosen), index=chosen.index)
    frame = pd.DataFrame(columns, index=wave.responses.index, dtype=float)
    customer = wave.responses["customer_id"].astype(object)
    shares = customer_means(frame, customer).dropna(how="all")
    return shares, frame.notna().groupby(customer).sum().reindex(shares.index)


def need_words(wave: Survey, need: str) -> tuple[str, ...]:
    """Return every word for a need: its key, and the options that stand for it as the file has them."""
    rows = wave.needs()
    return (need, *rows.loc[(rows["need"] == need) & (rows["option"] != ""), "option"])
