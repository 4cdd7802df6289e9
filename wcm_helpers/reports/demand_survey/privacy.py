"""Groups of an anonymous survey: no section learns of one that must not be shown."""

from dataclasses import replace

import pandas as pd

from wcm_helpers.core.formats import missing
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.disclosure import groups_shown

_GROUPS = ("class", "industry", "site")


def without_small_groups(survey: Survey, frame: pd.DataFrame, smallest: int) -> Survey:
    """Return an anonymous survey without the classes, industries and sites that must not be shown.

    Responses of a group that is too small, and of as many others that nobody can compute it, have no group.
    A group of the frame that nobody answered in counts as one of no people, so that it leaves the same trace
    as a small one. A named survey is returned as it is.

    Parameters
    ----------
    survey : Survey
    frame : pd.DataFrame
        Of the customers that could have answered.
    smallest : int
        People a group must have to be shown.
    """
    if not survey.anonymous:
        return survey
    responses = survey.responses.copy()
    counted = ~responses["empty"].astype(bool)
    for name in _GROUPS:
        known = responses.loc[counted, name].map(lambda value: "" if missing(value) else str(value))
        if (known == "").all():
            continue
        could = {str(value) for value in frame[name] if not missing(value)}
        sizes = known.value_counts()
        sizes = sizes.reindex(sorted({*sizes.index, *could}), fill_value=0)
        shown = set(groups_shown(sizes, smallest)) - {""}
        groups = [value if str(value) in shown else None for value in responses[name]]
        responses[name] = pd.Series(groups, index=responses.index, dtype=object)
    return replace(survey, responses=responses)
