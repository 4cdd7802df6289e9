"""The waves of a site's survey, read from their exports."""

import pandas as pd

from wcm_helpers.data.settings import Settings
from wcm_helpers.data.survey.survey import Survey


def read_waves(settings: Settings, customers: pd.DataFrame | None, month: str) -> list[Survey]:
    """Return the waves that had closed by a month, the oldest first.

    Parameters
    ----------
    settings : Settings
    customers : pd.DataFrame, optional
        The used rows of the customers table; responses are matched with it by number or name.
    month : str
        YYYY-MM.
    """
    sources = {name: source for name, source in settings.surveys.items() if source.month <= month}
    if sources:
        raise NotImplementedError("exports of surveys")
    return []
