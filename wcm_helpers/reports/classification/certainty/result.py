"""The certainty of the classes of a month, as tables without any words."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.methods import certainty as method
from wcm_helpers.methods.abc import Rule


@dataclass(frozen=True, eq=False)
class Certainty:
    """The certainty of the classes of one month.

    Attributes
    ----------
    months : the months of the window within the history, oldest first; one a draw
    rule : the rule of the classes
    boundary : the customers at risk of changing class, least sure first; see ``method.boundary``
    sensitivity : pairs of limits, and how many customers change class by them; see ``method.sensitivity``
    customers : how many have a class in this window
    n_boundary : how many are at risk of changing class
    unchanged : how many have the same class in every draw; missing where no month can be left out
    changing : how many have another class in a draw; missing likewise
    one_month : how many were active in one month only and have no class without it; missing likewise
    """

    months: list[str]
    rule: Rule
    boundary: pd.DataFrame
    sensitivity: method.Sensitivity
    customers: int
    n_boundary: int
    unchanged: int | None
    changing: int | None
    one_month: int | None

    @property
    def can_tell(self) -> bool:
        """Whether there is more than one month, so that one can be left out."""
        return len(self.months) > 1

    @property
    def near_limit(self) -> int:
        """How many are at risk by their distance to a limit alone: their class is the same in every draw."""
        return self.n_boundary - (self.changing or 0)
