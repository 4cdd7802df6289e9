"""Who answered a wave, and the weights of the answers, in numbers."""

from dataclasses import dataclass, field

import pandas as pd

#: What customers are grouped by, where it is known.
DIMENSIONS = ("class", "industry", "site")


@dataclass(frozen=True, eq=False)
class Respondents:
    """Who answered, by group of the frame.

    Attributes
    ----------
    anonymous : bool
        Customers are unknown: answers are counted, not customers.
    asked, answered : int
        Customers of the frame that were asked, and those of them (anonymous: answers) that answered.
    invited : bool
        Whether the invitations say who was asked; else it is every customer of the frame.
    responses, unmatched, several : int
        Responses that are not empty, those without a customer of the frame, and customers with several.
    groups : pd.DataFrame
        One row a group: ``dimension`` (one of DIMENSIONS), ``group`` (empty: not recorded), ``asked``,
        ``answered``, ``rate``, ``of_answered`` with its interval ``low``, ``high``, ``of_asked``, and
        ``mark``: ``missing`` or ``over`` where chance does not explain that the two shares differ.
        ``answered`` and all that depends on it is NaN where it must not be shown; in an anonymous survey
        ``rate`` always is.
    """

    anonymous: bool
    asked: int
    answered: int
    invited: bool
    responses: int
    unmatched: int
    several: int
    groups: pd.DataFrame

    @property
    def rate(self) -> float:
        """The response rate; NaN in an anonymous survey or where nobody was asked."""
        return float("nan") if self.anonymous or not self.asked else self.answered / self.asked


@dataclass(frozen=True, eq=False)
class Weighting:
    """The weights of one wave, or why there are none.

    Attributes
    ----------
    customers : pd.Series
        Weights with mean 1, by ``customer_id`` of those that answered; empty without weights.
    responses : pd.Series
        By ``response_id`` of every response: the customer's weight, shared by its responses that are not
        empty; NaN where the response has none.
    reason, margin, level : str
        Why there are no weights: ``anonymous`` (customers are unknown), ``frame`` (no customers to compare
        with), ``nobody`` (no answer of one), ``groups`` (no group to weight by), or a reason of
        ``methods.raking.REASONS`` with the margin and level it names; empty where there are weights.
    used : tuple of str
        The margins.
    pooled : mapping of margin to list of str
        The small levels that are weighted as one, ``other``.
    left_out : int
        Customers asked of small groups without an answer, which the weights cannot represent.
    n : int
        Customers with a weight.
    deff, n_eff : float
        Kish's design effect and the effective number of answers.
    margins : pd.DataFrame
        ``margin``, ``level``, ``units``, ``target``, ``before``, ``after``: customers.
    """

    customers: pd.Series
    responses: pd.Series
    reason: str = ""
    margin: str = ""
    level: str = ""
    used: tuple[str, ...] = ()
    pooled: dict[str, list[str]] = field(default_factory=dict)
    left_out: int = 0
    n: int = 0
    deff: float = float("nan")
    n_eff: float = 0.0
    margins: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            columns=["margin", "level", "units", "target", "before", "after"]
        )
    )

    @property
    def weighted(self) -> bool:
        """Whether there are weights."""
        return not self.reason

    @property
    def costly(self) -> bool:
        """Whether weighting costs more than half of the answers."""
        return self.weighted and self.n_eff < self.n / 2
