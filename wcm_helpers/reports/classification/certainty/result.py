"""The certainty of the classes of a month, as tables and sentences."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.methods import certainty as method


@dataclass(frozen=True, eq=False)
class Certainty:
    """The certainty of the classes of one month.

    Attributes
    ----------
    months : the months of the window within the history, oldest first; one a draw
    window_months : the months of the window by the rule
    boundary : the customers at the boundary of their class, least sure first; see ``method.boundary``
    sensitivity : pairs of limits, and how many customers change class by them; see ``method.sensitivity``
    customers : how many have a class in this window
    n_boundary : how many are at the boundary
    changing : how many have another class in a draw; missing likewise
    one_month : how many were active in one month only and have no class without it; missing likewise
    sentences : the same numbers in words
    rules : terms and their meaning, from the values used
    """

    months: list[str]
    window_months: int
    boundary: pd.DataFrame
    sensitivity: method.Sensitivity
    customers: int
    n_boundary: int
    changing: int | None
    one_month: int | None
    sentences: list[str]
    rules: list[tuple[str, str]]

    @property
    def can_tell(self) -> bool:
        """Whether there is more than one month, so that one can be left out."""
        return len(self.months) > 1

    @property
    def near_limit(self) -> int:
        """How many are at the boundary by their distance alone: their class is the same in every draw."""
        return self.n_boundary - (self.changing or 0)
