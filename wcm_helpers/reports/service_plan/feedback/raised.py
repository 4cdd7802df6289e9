"""The feedback of a year: tickets that complain, unhappy answers, and promises made in talks."""

from collections.abc import Sequence

import pandas as pd

from wcm_helpers.core.months import last_day
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.customer_means import customer_means

TICKET, ANSWER, PROMISE = "ticket", "survey", "talk"
SOURCES = (TICKET, ANSWER, PROMISE)
COLUMNS = ("source", "key", "customer_id", "raised_at", "category", "owner", "score")
#: Categories of tickets that ask and do not complain, in small letters; every other one is feedback.
INQUIRIES = ("咨询", "查询", "问询", "inquiry", "enquiry", "question", "information")


def of_tickets(requests: pd.DataFrame | None, months: Sequence[str]) -> pd.DataFrame:
    """Return the tickets of some months that are no inquiry, as feedback.

    Parameters
    ----------
    requests : pd.DataFrame or None
        See :func:`wcm_helpers.reports.service_plan.sources.requests_of`.
    months : sequence of str

    Returns
    -------
    pd.DataFrame
        :data:`COLUMNS`; ``key`` is the number of the ticket, ``owner`` and ``score`` are empty.

    Examples
    --------
    >>> rows = pd.DataFrame({"ticket_id": ["T1", "T2"], "customer_id": "c1", "month": "2026-05",
    ...     "created_at": pd.Timestamp("2026-05-04"), "category": ["Delay", "Inquiry"]})
    >>> of_tickets(rows, ["2026-05"])["key"].tolist()
    ['T1']
    """
    if requests is None:
        return _frame([])
    words = requests["category"].fillna("").str.strip().str.casefold()
    rows = requests[requests["month"].isin(months) & requests["customer_id"].notna() & ~words.isin(INQUIRIES)]
    return _frame(
        (TICKET, row["ticket_id"], row["customer_id"], row["created_at"], row["category"], None, None)
        for row in rows.to_dict("records")
    )


def of_waves(waves: Sequence[Survey], months: Sequence[str]) -> pd.DataFrame:
    """Return the unhappy customers of named waves that closed in some months, as feedback.

    Unhappy is whose overall satisfaction, the mean of its respondents, is below the middle of the scale: 1 or
    2 of 5. ``key`` is the month of the wave, and ``raised_at`` the customer's last response in it.
    """
    rows = []
    for wave in waves:
        answers = scores_of(wave)
        if wave.month not in months or answers.empty:
            continue
        unhappy = answers[answers["score"] < answers["middle"]]
        rows += [
            (ANSWER, wave.month, customer, row["answered_at"], "", None, row["score"])
            for customer, row in unhappy.iterrows()
        ]
    return _frame(rows)


def scores_of(wave: Survey) -> pd.DataFrame:
    """Return the overall satisfaction of each customer in a wave.

    Returns
    -------
    pd.DataFrame
        By ``customer_id``: ``score`` (mean of its respondents), ``middle`` of the scale, ``answered_at``
        (last response; the end of the wave's month where no time is known). Empty if anonymous.
    """
    question = next(iter(wave.of_type("csat")), "")
    if wave.anonymous or not question:
        return pd.DataFrame({"score": [], "middle": [], "answered_at": []})
    customers = wave.responses["customer_id"]
    answers = customer_means(wave.scored()[[question]].rename(columns={question: "score"}), customers)
    row = wave.questions.loc[question]
    times = wave.responses["submitted_at"].groupby(customers).max()
    end = pd.Timestamp(last_day(wave.month))
    answered = times.reindex(answers.index).fillna(end)
    middle = (float(row["scale_min"]) + float(row["scale_max"])) / 2
    return answers.assign(middle=middle, answered_at=answered).dropna(subset=["score"])


def of_talks(interactions: pd.DataFrame | None, months: Sequence[str]) -> pd.DataFrame:
    """Return the contacts of some months with a next step, which is a promise, as feedback.

    ``owner`` is who made it. The text of the step is not kept: it may name a person.
    """
    if interactions is None or "next_step" not in interactions:
        return _frame([])
    steps = interactions["next_step"].fillna("").astype(str).str.strip()
    rows = interactions[interactions["month"].isin(months) & (steps != "")]
    return _frame(
        (PROMISE, "", row["customer_id"], row["happened_at"], row["kind"], row.get("manager_id"), None)
        for row in rows.to_dict("records")
    )


def _frame(rows) -> pd.DataFrame:
    frame = pd.DataFrame([*rows], columns=[*COLUMNS], dtype=object)
    frame["raised_at"] = pd.to_datetime(frame["raised_at"])
    frame["score"] = frame["score"].astype(float)
    return frame
