"""Open the demand survey of a month: the newest wave, the one before, and the customers of the frame."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from wcm_helpers.classes.in_force import ClassesInForce, class_of_level, classes_in_force
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import missing
from wcm_helpers.core.messages import Formatted, message
from wcm_helpers.core.months import last_day
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.survey.long_form import long_form_of
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.data.survey.waves import read_waves
from wcm_helpers.reporting.report import Report
from wcm_helpers.reports.demand_survey.parameters import SECTION, SurveyParameters, SurveySettings
from wcm_helpers.reports.demand_survey.privacy import without_small_groups
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: Columns of the frame that are as in the customers table.
_OWN = {"customer_name": "customer_name", "industry": "industry", "site": "site_ids"}
#: What a response of a named survey takes from its customer.
_GROUPS = ("class", "industry", "site")


def open_review(report: Report, history: History, parameters: SurveyParameters) -> SurveyReview:
    """Return the survey of a month.

    Raises
    ------
    WorkbookError
        If no wave had closed by the month.
    """
    waves = read_waves(history.settings, history.customers, parameters.month, long_form_of(history.table))
    if not waves:
        raise WorkbookError(
            message(
                "No wave of the survey had closed by {month}.",
                month=Formatted("month_name", parameters.month),
            )
        )
    wave, previous = waves[-1], waves[-2] if len(waves) > 1 else None
    classes = classes_in_force(history, wave.month)
    frame = build_frame(history.customers, wave, classes, _invited(history, wave.name))
    smallest = history.settings.section(SECTION, SurveySettings).smallest_group
    wave, previous = (
        each and without_small_groups(with_groups(each, frame), frame, smallest) for each in (wave, previous)
    )
    result = SurveyMonth(wave, previous, frame, _basis(classes))
    return SurveyReview(report, history, parameters, result)


def _basis(classes: ClassesInForce | None) -> tuple[str, str]:
    return ("", "") if classes is None else (classes.basis, classes.month)


def _invited(history: History, wave: str) -> set[str] | None:
    """Return the customers that were asked in a wave; None where the table of invitations has none of it."""
    invitations = history.table("survey_invitations")
    own = [] if invitations is None else invitations.loc[invitations["survey_id"] == wave, "customer_id"]
    return set(own) or None


def build_frame(
    customers: pd.DataFrame | None,
    wave: Survey,
    classes: ClassesInForce | None = None,
    invited: set[str] | None = None,
) -> pd.DataFrame:
    """Return the customers that could have answered; see :class:`SurveyMonth`.

    A customer belongs to it if its business had begun by the end of the wave's month and had not ended before
    that month, or if it answered. Where it is known who was ``invited``, they are asked in place of those in
    business.
    """
    if customers is None:
        columns = ["customer_id", *_OWN, "class", "value"]
        return pd.DataFrame(columns=columns).set_index("customer_id", drop=False)
    known = customers.assign(customer_id=customers["customer_id"].astype(str))
    asked = _in_business(known, wave.month) if invited is None else known["customer_id"].isin(invited)
    known = known[asked | known["customer_id"].isin(wave.responses["customer_id"])]
    frame = pd.DataFrame({"customer_id": known["customer_id"]})
    for name, own in _OWN.items():
        column = known[own].astype(object) if own in known else None
        frame[name] = None if column is None else column.where(column.notna(), None)
    frame = frame.set_index("customer_id", drop=False).sort_index()
    return _with_classes(frame, classes)


def _with_classes(frame: pd.DataFrame, classes: ClassesInForce | None) -> pd.DataFrame:
    if classes is None:
        return frame.assign(**{"class": None, "value": pd.array([pd.NA] * len(frame), dtype="Int64")})
    rows = classes.customers.reindex(frame.index)
    letters = rows["class"].astype(object)
    value = rows["value"]
    if classes.basis == "computed" and value.notna().any():
        value = value.fillna(0)  # nothing was billed in the window
    return frame.assign(**{"class": letters.where(letters.notna(), None), "value": value})


def _in_business(customers: pd.DataFrame, month: str) -> pd.Series:
    """Return whether each customer had begun and had not ended; one without dates had not, if it is ended."""
    begin, end = (
        pd.to_datetime(customers[name], errors="coerce")
        if name in customers
        else pd.Series(pd.NaT, index=customers.index)
        for name in ("start_date", "end_date")
    )
    status = customers["status"] if "status" in customers else pd.Series("", index=customers.index)
    over = (end < pd.Timestamp(f"{month}-01")) | (end.isna() & (status == "ended").fillna(False))
    return ~(begin > pd.Timestamp(last_day(month))) & ~over


def with_groups(survey: Survey, frame: pd.DataFrame) -> Survey:
    """Return a survey whose responses have class, industry and site as the frame has them.

    The class of a matched customer is the one of the frame, where that knows any: a level of the customer
    list is that of today. Industry and site are filled in where they are missing. A wave before this one has
    the classes of this one too, so that the same groups are compared. An anonymous survey has what the
    export says, with classes written as A, B and C.
    """
    responses = survey.responses.copy()
    letters = [class_of_level(word) or word for word in responses["class"]]
    responses["class"] = _none(letters, responses.index)
    if not survey.anonymous and len(frame):
        matched = responses["customer_id"].isin(frame.index)
        for name in _GROUPS:
            own = responses[name].astype(object)
            keep = ~matched if name == "class" and frame["class"].notna().any() else own.notna()
            of_customer = responses["customer_id"].map(frame[name].to_dict())
            responses[name] = _none(own.where(keep, of_customer), responses.index)
    return replace(survey, responses=responses)


def _none(values: Iterable[object], index: pd.Index) -> pd.Series:
    """Return a column of objects with None where a value is missing; left alone, texts would have NaN."""
    cells = [None if missing(value) else value for value in values]
    return pd.Series(cells, index=index, dtype=object)
