"""Which months the demand survey can be made of, and what its waves leave open."""

from datetime import date

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import month_name
from wcm_helpers.core.messages import message
from wcm_helpers.core.months import add_months, month_range
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.survey.long_form import long_form_of
from wcm_helpers.data.survey.waves import read_waves
from wcm_helpers.reporting.report import Readiness
from wcm_helpers.reports.demand_survey.parameters import SurveyParameters
from wcm_helpers.reports.demand_survey.texts.lexicon import read_lists


def latest_month(history: History, parameters: SurveyParameters, today: date) -> str:
    """Return the month of the newest wave that had closed by a day.

    Raises
    ------
    WorkbookError
        If none had.
    """
    months = closed_months(history, today)
    if not months:
        raise WorkbookError(message("No wave of the survey has closed yet."))
    return months[-1]


def closed_months(history: History, today: date) -> list[str]:
    """Return the months of the waves that had closed by a day, the oldest first."""
    months = {wave.month for wave in history.settings.surveys.values()}
    return sorted(month for month in months if month <= f"{today:%Y-%m}")


def readiness(history: History, parameters: SurveyParameters, today: date) -> Readiness:
    """Return the months from the first closed wave on: each has the newest wave by then.

    A wave or list that cannot be read blocks this report alone.
    """
    months = closed_months(history, today)
    if not months:
        return Readiness(
            not_yet=_("No wave of the survey has closed yet."),
            setting=_("Set month under [surveys.…] to the month in which the wave closed."),
        )
    try:
        waves = read_waves(history.settings, history.customers, months[-1], long_form_of(history.table))
        read_lists(history.settings)
    except WorkbookError as error:
        return Readiness(blocking=(str(error),))
    note = ngettext(
        "The newest wave is of {month} and has {n} response.",
        "The newest wave is of {month} and has {n} responses.",
        len(waves[-1].responses),
        month=month_name(waves[-1].month),
    )
    warnings = []
    if history.customers is None and not waves[-1].anonymous:
        warnings.append(
            _("Without the customer table no response is tied to a customer. Add [tables.customers].")
        )
    last = max(months[-1], add_months(f"{today:%Y-%m}", -1))
    return Readiness((note,), tuple(warnings), months=tuple(month_range(months[0], last)))
