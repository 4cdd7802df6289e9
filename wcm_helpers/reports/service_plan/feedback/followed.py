"""What was done for customers after feedback, to be asked by customer and time."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reports.service_plan.feedback.raised import scores_of
from wcm_helpers.reports.service_plan.packages.received import TALKS

#: A talk that can ask a customer whether it is better now; a message is none.
ASKING = (*TALKS, "review")
_FINISHED = ("done", "closed")
#: Words before or after a customer's name in the scope of a measure.
_WORDS = ("customer", "客户", "货主")

Times = Mapping[str, list[pd.Timestamp]]


@dataclass(frozen=True, eq=False)
class Followed:
    """What followed, by customer, each in the order of time.

    Attributes
    ----------
    contacts, talks : mapping of customer to times
        Every contact; and those of :data:`ASKING`.
    measures : mapping of customer to times
        When measures of the improvement register that name the customer began.
    answers : mapping of customer to (time, score)
        Overall satisfaction in each wave.
    complaints : mapping of (customer, category) to times
        When each ticket came in.
    recorded : bool
        Whether contacts or measures are recorded at all.
    """

    contacts: Times = field(default_factory=dict)
    talks: Times = field(default_factory=dict)
    measures: Times = field(default_factory=dict)
    answers: Mapping[str, list[tuple[pd.Timestamp, float]]] = field(default_factory=dict)
    complaints: Mapping[tuple[str, str], list[pd.Timestamp]] = field(default_factory=dict)
    recorded: bool = True


def first_after(times: Sequence[pd.Timestamp], moment: pd.Timestamp) -> pd.Timestamp:
    """Return the first of sorted times that is later than a moment; NaT if none is.

    Examples
    --------
    >>> days = [pd.Timestamp("2026-05-04"), pd.Timestamp("2026-05-09")]
    >>> str(first_after(days, pd.Timestamp("2026-05-04")).date()), first_after(days, days[-1])
    ('2026-05-09', NaT)
    """
    place = bisect_right(times, moment)
    return times[place] if place < len(times) else pd.NaT


def followed(
    interactions: pd.DataFrame | None,
    measures: pd.DataFrame | None,
    waves: Sequence[Survey],
    requests: pd.DataFrame | None,
) -> Followed:
    """Return what followed; tables end with the month under review.

    Parameters
    ----------
    interactions : pd.DataFrame or None
        ``customer_id``, ``happened_at``, ``kind``.
    measures : pd.DataFrame or None
        See :func:`measures_of_customers`.
    waves : sequence of Survey
    requests : pd.DataFrame or None
        ``customer_id``, ``category``, ``created_at``.
    """
    talks = None if interactions is None else interactions[interactions["kind"].isin(ASKING)]
    answers: dict[str, list[tuple[pd.Timestamp, float]]] = {}
    for wave in waves:
        for customer, row in scores_of(wave).iterrows():
            answers.setdefault(str(customer), []).append((row["answered_at"], float(row["score"])))
    return Followed(
        _times(interactions, "happened_at", "customer_id"),
        _times(talks, "happened_at", "customer_id"),
        _times(measures, "begun", "customer_id"),
        {customer: sorted(pairs) for customer, pairs in answers.items()},
        _times(requests, "created_at", ["customer_id", "category"]),
        interactions is not None or measures is not None,
    )


def _times(rows: pd.DataFrame | None, column: str, by: str | list[str]) -> dict:
    if rows is None or rows.empty:
        return {}
    return {key: sorted(times) for key, times in rows.dropna(subset=[column]).groupby(by)[column]}


def measures_of_customers(
    actions: pd.DataFrame | None, names: Mapping[str, str], until: pd.Timestamp
) -> pd.DataFrame | None:
    """Return the measures whose scope names a customer, by number or by a name that no other has.

    Parameters
    ----------
    actions : pd.DataFrame or None
        The table ``actions``.
    names : mapping of customer to name
    until : pd.Timestamp
        What begins or is closed later is not known yet.

    Returns
    -------
    pd.DataFrame or None
        ``customer_id``, ``begun`` (else its closing day), ``closed`` (NaT: not finished) and ``evidence``
        (bool); None without the table.
    """
    if actions is None:
        return None
    customers = _by_name(names)
    table = actions.reindex(columns=["scope", "start", "status", "evidence", "closed_at"])
    rows = []
    for row in table.to_dict("records"):
        customer = customers.get(_without_words(row["scope"]))
        closed = row["closed_at"] if row["status"] in _FINISHED else pd.NaT
        begun = closed if pd.isna(row["start"]) else row["start"]
        if customer is None or pd.isna(begun) or begun > until or row["status"] == "not_started":
            continue
        closed = pd.NaT if pd.isna(closed) or closed > until else closed
        evidence = not pd.isna(row["evidence"]) and bool(str(row["evidence"]).strip())
        rows.append((customer, begun, closed, evidence))
    frame = pd.DataFrame(rows, columns=["customer_id", "begun", "closed", "evidence"])
    return frame.assign(begun=pd.to_datetime(frame["begun"]), closed=pd.to_datetime(frame["closed"]))


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Return customers by number and by name in small letters; a name of two customers is none of theirs."""
    folded = pd.Series({customer: name.strip().casefold() for customer, name in names.items()}, dtype=object)
    single = folded[~folded.duplicated(keep=False)]
    by_name = {name: str(customer) for customer, name in single.items()}
    return by_name | {str(customer).casefold(): str(customer) for customer in names}


def _without_words(scope: object) -> str:
    """Return a scope in small letters without the word for a customer.

    Examples
    --------
    >>> _without_words("Customer: C00043"), _without_words("客户启东东沐")
    ('c00043', '启东东沐')
    """
    text = "" if pd.isna(scope) else str(scope).strip().casefold()
    for word in _WORDS:
        text = text.removeprefix(word).lstrip(" :：")
    return text


def closed_without_an_answer(measures: pd.DataFrame | None, talks: Times) -> pd.DataFrame:
    """Return the finished measures without evidence whose customer nobody has talked to since they closed."""
    if measures is None or measures.empty:
        return pd.DataFrame(columns=["customer_id", "begun", "closed", "evidence"])
    finished = measures[measures["closed"].notna() & ~measures["evidence"].astype(bool)]
    silent = [
        pd.isna(first_after(talks.get(row["customer_id"], []), row["closed"]))
        for row in finished.to_dict("records")
    ]
    return finished[silent].reset_index(drop=True)
