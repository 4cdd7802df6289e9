"""Which months a classification can be made of, and the setting that would let it run."""

from datetime import date

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import listed, month_name
from wcm_helpers.core.messages import Text
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.facts import history as histories
from wcm_helpers.data.facts.costs import without_costs
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting.report import Readiness
from wcm_helpers.reports.classification.costs_without_activity import costs_without_activity
from wcm_helpers.reports.classification.parameters import ClassificationParameters


def readiness(history: History, parameters: ClassificationParameters, today: date) -> Readiness:
    """Return the months the classification can be made of, and what the data leave open."""
    rule = parameters.rule(history.settings)
    value = rule.value
    months = sorted(set(history.deciding(value)["month"]))
    if not months:
        return Readiness(
            blocking=(_('value = "{value}": no month has everything that it needs.', value=value),),
            setting=str(histories.another_value(history.intake, value)),
        )
    late = [month for month in months if month > f"{today:%Y-%m}"]
    whole = [month for month in months if month not in late and histories.complete(history, month, value)]
    data = _(
        'The data run from {first} to {last}, by value = "{value}".',
        first=month_name(months[0]),
        last=month_name(months[-1]),
        value=value,
    )
    warnings = [*_later_months(late), *_short_history(months, late, rule.rule_for(months[-1]))]
    if "costs" in history.intake.staged:
        warnings += _costs(history, months[-1], value)
    if not whole:
        reason = _("No month is complete; the data reach {day}.", day=str(history.data_up_to(value)))
        setting = str(histories.WHAT_MAKES_IT_RUN)
        return Readiness((data,), tuple(warnings), not_yet=reason, setting=setting)
    if problem := _refused(history, whole[-1], value, int(rule.rule_for(whole[-1])["window_months"])):
        return Readiness((data,), tuple(warnings), (str(problem),))
    return Readiness((data,), tuple(warnings), months=tuple(whole))


def _refused(history: History, month: str, value: str, window_months: int) -> Text:
    """Return why a complete month cannot be made; empty where it can."""
    try:
        histories.cut_off(history, month, value, window_months=window_months, allow_incomplete=False)
    except WorkbookError as error:
        return error.text
    return ""


def _later_months(late: list[str]) -> list[str]:
    if not late:
        return []
    return [
        _(
            "Some rows are dated after today, in {months}. Correct the dates.",
            months=listed([*map(month_name, late)]),
        )
    ]


def _short_history(months: list[str], late: list[str], rule: dict[str, object]) -> list[str]:
    """Return the warning that the history is shorter than the window, and the setting that suits it."""
    there, window = len(months) - len(late), int(rule["window_months"])
    if not 0 < there < window:
        return []
    return [
        ngettext(
            "The data have {n} month, and the window counts {window}. window_months = {n} under "
            "[classification] counts what is there.",
            "The data have {n} months, and the window counts {window}. window_months = {n} under "
            "[classification] counts what is there.",
            there,
            window=window,
        )
    ]


def _costs(history: History, month: str, value: str) -> list[str]:
    begun = history.facts.costs["month"].min()
    gaps = [missing for missing in without_costs(history.facts, month) if missing > begun]
    names = listed([month_name(gap) for gap in gaps])
    lines = [_("There are no costs for these billed months: {months}.", months=names)] if gaps else []
    sentence = costs_without_activity(history, month, value)
    return [*lines, *([sentence] if sentence else [])]
