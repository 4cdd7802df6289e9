"""What every section of the demand survey reads: the wave of the month, the one before, and the frame."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.data.survey.survey import Survey


@dataclass(frozen=True, eq=False)
class SurveyMonth:
    """The survey as a month sees it: language-free, one for all languages.

    Attributes
    ----------
    survey : Survey
        The newest wave of the month or before it.
    previous : Survey or None
        The wave before that one.
    frame : pd.DataFrame
        The customers that could have answered, by ``customer_id`` (index and column), sorted:
        ``customer_name``, ``class`` (official class in the month of the wave; None unknown), ``industry``,
        ``site`` (None unknown) and ``value`` (12 months of billed revenue in ten-thousandths; NA unknown).
        Empty without a customers table.
    class_basis : tuple of str
        Where the classes come from (``computed``, ``recorded`` or ``customer_list``; empty: unknown) and the
        month they belong to.
    """

    survey: Survey
    previous: Survey | None
    frame: pd.DataFrame
    class_basis: tuple[str, str] = ("", "")

    @property
    def customers_answered(self) -> list[str]:
        """The customers of the frame with at least one response that is not empty, sorted."""
        responses = self.survey.responses
        answered = responses.loc[~responses["empty"], "customer_id"].dropna()
        return sorted(set(answered) & set(self.frame.index))
