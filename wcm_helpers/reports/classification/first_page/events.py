"""The events of a month: who loses money, who is leaving, who changed class, and the dependence on one."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.lifecycle.analysis import departures
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.money.analysis import loss_makers
from wcm_helpers.reports.classification.result import Classification

#: One customer above this share of the total is a dependence.
DEPENDENCE = 0.20
#: A dependence is an event again when it grew by this much on the month before.
GREW = 0.01
#: States of a customer that needs a call, whether it got there this month or earlier.
STILL_THERE = ("slowing", "dormant")


@dataclass(frozen=True)
class Dependence:
    """The share of the largest customer where it asks for an action.

    Attributes
    ----------
    customer_id, customer_name : str
    share : float
    share_before : float
        Of the largest customer a month ago; NaN without a month before.
    value : int
        What would be missing without the customer, in ten-thousandths.
    """

    customer_id: str
    customer_name: str
    share: float
    share_before: float
    value: int


@dataclass(frozen=True, eq=False)
class Events:
    """The events of a month, each frame with the largest amount first.

    Attributes
    ----------
    compared : bool
        Whether there is a month before to compare with.
    losses : pd.DataFrame
        See ``money.analysis.loss_makers``.
    leaving : pd.DataFrame
        See ``lifecycle.analysis.departures``: slowing and dormant customers, and those lost this month.
    moved : pd.DataFrame
        Rows of ``Classification.moves``: the customers with another official class than a month ago.
    waiting : pd.DataFrame
        The same: those whose class by the rule is another and waits for confirmation, with ``confirmed_by``,
        the month in which it is confirmed at the latest if it stays so.
    joined : pd.DataFrame
        ``customer_id``, ``customer_name`` and ``value`` of customers without an official class a month ago.
    dependence : Dependence or None
    total : int
        The value of the window, in ten-thousandths.
    """

    compared: bool
    losses: pd.DataFrame
    leaving: pd.DataFrame
    moved: pd.DataFrame
    waiting: pd.DataFrame
    joined: pd.DataFrame
    dependence: Dependence | None
    total: int

    @property
    def new_losses(self) -> pd.DataFrame:
        """The customers whose window was no loss a month earlier."""
        return self.losses[self.losses["new"].astype(bool)]

    @property
    def arrived(self) -> pd.DataFrame:
        """The customers that began to slow down, fell dormant or were lost this month."""
        return self.leaving[self.leaving["arrived"].astype(bool)]


def find_events(result: Classification, life: Lifecycle) -> Events:
    """Return the events of the month under review.

    Parameters
    ----------
    result : Classification
    life : Lifecycle
        Of the same month.
    """
    leaving = departures(life)
    both = result.moves["official_before"].notna() & result.moves["official"].notna()
    moved = result.moves[(result.moves["state"] == "moved") & both]
    waiting = result.moves[result.moves["state"] == "waiting"]
    joined = result.moves[result.moves["official_before"].isna() & result.moves["official"].notna()]
    return Events(
        compared=result.has_previous,
        losses=loss_makers(result),
        leaving=leaving[leaving["state"].isin(STILL_THERE) | leaving["arrived"]].reset_index(drop=True),
        moved=_by_value(moved),
        waiting=_by_value(
            waiting.assign(
                confirmed_by=[
                    confirmed_by(result.month, months, result.rule) for months in waiting["waiting"]
                ]
            )
        ),
        joined=_by_value(joined)[["customer_id", "customer_name", "value"]],
        dependence=_dependence(result),
        total=int(result.concentration["value"]),
    )


def confirmed_by(month: str, waiting: int, rule: Rule) -> str:
    """Return the month in which a class becomes official at the latest if the customer stays in it.

    Parameters
    ----------
    month : str
        The month under review.
    waiting : int
        Months so far in which the class by the rule was not the official one, this month included.
    rule : Rule

    Examples
    --------
    >>> confirmed_by("2026-10", 1, Rule(confirm_months=3))
    '2026-12'
    """
    return add_months(month, max(1, rule.confirm_months - int(waiting)))


def _by_value(moves: pd.DataFrame) -> pd.DataFrame:
    larger = moves[["value", "value_before"]].max(axis=1)
    order = moves.assign(larger=larger).sort_values(["larger", "customer_id"], ascending=[False, True])
    return order.drop(columns="larger").reset_index(drop=True)


def _dependence(result: Classification) -> Dependence | None:
    """Return the dependence on the largest customer where it is new, or grew; of equal ones on none."""
    share = float(result.concentration["top1"])
    before = float(result.history["top1"].iloc[-2]) if result.has_previous else float("nan")
    known = before > DEPENDENCE and share < before + GREW
    if not share > DEPENDENCE or known or len(result.classes) < 2 or len(result.without_largest.largest) > 1:
        return None
    largest = result.classes.sort_values(["value", "customer_id"], ascending=[False, True]).iloc[0]
    return Dependence(
        str(largest["customer_id"]), str(largest["customer_name"]), share, before, int(largest["value"])
    )
