"""What the first page may speak of: unhappy customers, needs, lower scores, few answers, faulty data."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.reports.demand_survey.first_page.response import FEW, Response
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE


@dataclass(frozen=True, eq=False)
class Events:
    """The cases of a wave, language-free.

    Attributes
    ----------
    unhappy : pd.DataFrame
        As :func:`find_unhappy` returns them.
    common, individual : pd.DataFrame
        Of the proposals, those for everyone, and those for one group or customer.
    lower : pd.DataFrame
        Questions that fell since the last wave by more than chance explains, the largest fall first:
        ``question_id``, ``type``, ``basis``, ``n_now``, ``before``, ``now``.
    response : Response
    """

    unhappy: pd.DataFrame
    common: pd.DataFrame
    individual: pd.DataFrame
    lower: pd.DataFrame
    response: Response

    @property
    def few_answers(self) -> bool:
        """Whether fewer than half of the customers of class A answered."""
        large = self.response.by_class.get("A")
        return large is not None and large.rate < FEW


def gather_events(
    unhappy: pd.DataFrame, proposals: pd.DataFrame, changes: pd.DataFrame | None, response: Response
) -> Events:
    """Return the cases of a wave.

    Parameters
    ----------
    unhappy : pd.DataFrame
    proposals : pd.DataFrame
        As :func:`find_proposals` returns them.
    changes : pd.DataFrame, optional
        Of :class:`Changes`; None without an earlier wave.
    response : Response
    """
    everyone = proposals["scope"] == EVERYONE
    return Events(unhappy, proposals[everyone], proposals[~everyone], _lower(changes), response)


_LOWER = ["question_id", "type", "basis", "n_now", "before", "now"]


def _lower(changes: pd.DataFrame | None) -> pd.DataFrame:
    if changes is None or changes.empty:
        return pd.DataFrame(columns=_LOWER)
    fell = changes[changes["verdict"] == "down"]
    overall = fell["type"].isin(["csat", "nps"])
    order = fell.assign(single=~overall).sort_values(["single", "change"], kind="stable")
    return order[_LOWER].reset_index(drop=True)
