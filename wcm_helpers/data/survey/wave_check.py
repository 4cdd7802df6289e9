"""What reading makes of every wave of the settings, for ``wcm check``: a fault stops its wave alone."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.survey.long_form import LongForm
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.data.survey.waves import read_waves, with_earlier


@dataclass(frozen=True, eq=False)
class WaveCheck:
    """One wave of the settings: what was read, or why it cannot be.

    Attributes
    ----------
    name, month : str
    anonymous : bool
    path : str
        The export as the settings have it; empty in long form.
    survey : Survey or None
    fault : Text
        Why it cannot be read; empty where it can.
    """

    name: str
    month: str
    anonymous: bool
    path: str
    survey: Survey | None = None
    fault: Text = ""


def check_waves(
    settings: Settings, customers: pd.DataFrame | None, tables: LongForm | None = None
) -> list[WaveCheck]:
    """Return a check of each wave, the oldest first.

    Parameters
    ----------
    settings : Settings
    customers : pd.DataFrame, optional
        The used rows of the customers table.
    tables : LongForm, optional
        The rows of waves without an export.
    """
    checks = []
    for name, source in sorted(settings.surveys.items(), key=lambda item: (item[1].month, item[0])):
        alone = settings.model_copy(update={"surveys": {name: source}})
        try:
            survey, fault = read_waves(alone, customers, "9999-12", tables)[0], ""
            survey = with_earlier(survey, [check.survey for check in checks if check.survey is not None])
        except WorkbookError as error:
            survey, fault = None, error.text
        checks.append(WaveCheck(name, source.month, source.anonymous, source.path, survey, fault))
    return checks
