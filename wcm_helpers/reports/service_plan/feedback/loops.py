"""The loop of each piece of feedback: an owner, an action, the customer asked again, and better or not."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.reports.service_plan.feedback.followed import Followed, first_after
from wcm_helpers.reports.service_plan.feedback.raised import ANSWER, TICKET

NO_OWNER, NO_ACTION, ACTED, ASKED_AGAIN = "no_owner", "no_action", "acted", "asked_again"
BETTER, NOT_BETTER, CANNOT_TELL = "better", "not_better", "cannot_tell"
#: What a loop can have come to, from open to closed.
STATES = (NO_OWNER, NO_ACTION, ACTED, ASKED_AGAIN, BETTER, NOT_BETTER, CANNOT_TELL)
#: Nobody has done anything.
OPEN = (NO_OWNER, NO_ACTION)
COLUMNS = (
    "source", "key", "customer_id", "raised_at", "category", "owner", "acted_on", "asked_on", "state", "age",
    "late",
)  # fmt: skip


def loops(
    raised: pd.DataFrame,
    what: Followed,
    managers: Mapping[str, str] | None,
    resolved: Mapping[str, tuple[pd.Timestamp, bool]],
    until: pd.Timestamp,
    days: int,
) -> pd.DataFrame:
    """Return how far each loop has come by a day.

    Acted: the ticket is resolved, a measure that names the customer began, or somebody contacted the
    customer within ``days``. Asked again: a later talk, or a later answer to the survey. Better: a customer
    asked again whose later answer is higher, or that has no further ticket of the category within ``days``
    of the resolution; not better: the answer is not higher, or there is such a ticket.

    Parameters
    ----------
    raised : pd.DataFrame
        See :mod:`wcm_helpers.reports.service_plan.feedback.raised`.
    what : Followed
    managers : mapping of customer to manager, or None
        None where nobody knows the managers: then nothing is without an owner.
    resolved : mapping of ticket to (time, bool)
        When it was resolved (NaT: open), and whether that is recorded.
    until : pd.Timestamp
        The last day that is known.
    days : int

    Returns
    -------
    pd.DataFrame
        :data:`COLUMNS`, the oldest first: ``age`` in days; ``late``: open for more than ``days``.
    """
    end = until + pd.Timedelta(days=1)
    rows = [_loop(row, what, managers, resolved, end, days) for row in raised.to_dict("records")]
    frame = pd.DataFrame(rows, columns=[*COLUMNS[:-2]])
    for name in ("raised_at", "acted_on", "asked_on"):
        frame[name] = pd.to_datetime(frame[name])
    frame["age"] = (until - frame["raised_at"].dt.normalize()).dt.days.astype(int)
    frame["late"] = frame["state"].isin(OPEN) & (frame["age"] > days)
    order = ["raised_at", "customer_id", "source", "key", "category"]
    return frame.sort_values(order, ignore_index=True, kind="stable")


def _loop(
    row: dict,
    what: Followed,
    managers: Mapping[str, str] | None,
    resolved: Mapping[str, tuple[pd.Timestamp, bool]],
    end: pd.Timestamp,
    days: int,
) -> dict:
    customer = row["customer_id"]
    owner = row["owner"] if not pd.isna(row["owner"]) else (managers or {}).get(customer)
    done, known = pd.NaT, True
    if row["source"] == TICKET:
        done, known = resolved.get(row["key"], (done, known))
    acted = done if not pd.isna(done) and done < end else _acted(row, what, end, days)
    asked = pd.NaT if pd.isna(acted) else _asked(customer, what, max(acted, row["raised_at"]))
    state = _state(row, what, (acted, asked, done), end, days)
    if state == NO_ACTION:
        if not known or (row["source"] != TICKET and not what.recorded):
            state = CANNOT_TELL
        elif managers is not None and pd.isna(owner):
            state = NO_OWNER
    return {
        **{name: row[name] for name in ("source", "key", "customer_id", "raised_at", "category")},
        "owner": None if pd.isna(owner) else owner, "acted_on": acted, "asked_on": asked, "state": state,
    }  # fmt: skip


def _acted(row: dict, what: Followed, end: pd.Timestamp, days: int) -> pd.Timestamp:
    """Return when a measure began, or the customer was contacted in time; NaT if neither happened."""
    raised, customer = row["raised_at"], row["customer_id"]
    contact = first_after(what.contacts.get(customer, []), raised)
    if not pd.isna(contact) and contact > raised + pd.Timedelta(days=days):
        contact = pd.NaT
    # A measure has a day and no time: one of the same day follows the feedback.
    measure = first_after(what.measures.get(customer, []), raised.normalize() - pd.Timedelta(seconds=1))
    known = [moment for moment in (contact, measure) if not pd.isna(moment) and moment < end]
    return min(known, default=pd.NaT)


def _asked(customer: str, what: Followed, since: pd.Timestamp) -> pd.Timestamp:
    """Return when the customer was talked to, or answered the survey, after a moment; NaT if never."""
    answers = [moment for moment, _score in what.answers.get(customer, [])]
    moments = [first_after(times, since) for times in (what.talks.get(customer, []), answers)]
    return min((moment for moment in moments if not pd.isna(moment)), default=pd.NaT)


def _state(row: dict, what: Followed, moments: tuple, end: pd.Timestamp, days: int) -> str:
    acted, asked, done = moments
    if pd.isna(acted):
        return NO_ACTION
    better = _better_answer(row, what) if row["source"] == ANSWER else _no_more(row, what, done, end, days)
    if better is False:
        return NOT_BETTER
    if pd.isna(asked):
        return ACTED
    return BETTER if better else ASKED_AGAIN


def _better_answer(row: dict, what: Followed) -> bool | None:
    """Return whether the last answer after this one is higher; None without a later one."""
    later = [score for moment, score in what.answers.get(row["customer_id"], []) if moment > row["raised_at"]]
    return later[-1] > row["score"] if later else None


def _no_more(row: dict, what: Followed, done: pd.Timestamp, end: pd.Timestamp, days: int) -> bool | None:
    """Return whether no further ticket of the category followed the resolution; None if not known yet."""
    if row["source"] != TICKET or pd.isna(done) or done >= end:
        return None
    limit = done + pd.Timedelta(days=days)
    again = first_after(what.complaints.get((row["customer_id"], row["category"]), []), done)
    if not pd.isna(again) and again <= limit:
        return False
    return True if limit < end else None
