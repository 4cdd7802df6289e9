"""What ``wcm check`` says of a report that can be made of every month its tables cover."""

from datetime import date

from wcm_helpers.data.facts.coverage import Coverage
from wcm_helpers.data.facts.history import WHAT_MAKES_IT_RUN
from wcm_helpers.reporting.report import Readiness


def readiness_of(coverage: Coverage, today: date) -> Readiness:
    """Return the months that are covered and had ended by a day, or why there is none."""
    months = coverage.complete_months(today)
    if not months:
        return Readiness(not_yet=str(coverage.none_complete()), setting=str(WHAT_MAKES_IT_RUN))
    return Readiness(months=months)
