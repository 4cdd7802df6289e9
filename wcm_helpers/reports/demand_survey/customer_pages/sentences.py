"""What is told of one customer, and why an anonymous survey has no customer pages."""

import pandas as pd

from wcm_helpers.core.formats import listed, missing, number, percent, share, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reports.demand_survey.needs import sentences as need_sentences
from wcm_helpers.reports.demand_survey.needs.result import Needs


def internal() -> str:
    """Return who may read the pages."""
    return _(
        "For internal readers only: customers are named here with their answers. No person is named or "
        "quoted."
    )


def anonymous() -> str:
    """Return why there are no pages."""
    return _(
        "The survey is anonymous: no answer is tied to a customer, so there are no pages by customer. A "
        "named survey (anonymous = false) shows here what each customer thinks and wants unlike its peers."
    )


def of_customer(row: dict[str, object], needs: Needs, survey: Survey, currency: str) -> str:
    """Return the paragraph on a customer; ``row`` as ``analysis.find_customers`` returns it."""
    return joined(
        [
            _who(row),
            _revenue(row, currency),
            _satisfaction(row),
            _recommends(row),
            _lowest(row, survey),
            *_own(row, needs, survey),
            _wants(row, survey),
        ]
    )


def name_of(row: dict[str, object]) -> str:
    """Return the name of a customer, its number where it has none."""
    return str(row["customer_id"] if missing(row["customer_name"]) else row["customer_name"])


def _who(row: dict[str, object]) -> str:
    if missing(row["class"]):
        return _("{name}.", name=name_of(row))
    return _("{name}, class {letter}.", name=name_of(row), letter=row["class"])


def _revenue(row: dict[str, object], currency: str) -> str:
    if missing(row["value"]):
        return ""
    return _(
        "Billed revenue in 12 months: {amount} {currency}.",
        amount=short_amount(row["value"]),
        currency=currency,
    )


def _satisfaction(row: dict[str, object]) -> str:
    if missing(row["score"]):
        return ""
    return _("Overall satisfaction: {score} of {best}.", score=level(row["score"]), best=level(row["best"]))


def _recommends(row: dict[str, object]) -> str:
    if missing(row["recommend"]):
        return ""
    return _("Would recommend us: {score} of 10.", score=level(row["recommend"]))


def _lowest(row: dict[str, object], survey: Survey) -> str:
    if not row["lowest"]:
        return ""
    return _(
        "Rated lowest: “{question}”, {score} of {best}.",
        question=survey.label(str(row["lowest"])),
        score=level(row["lowest_score"]),
        best=level(row["lowest_best"]),
    )


def level(score: float) -> str:
    """Return a mean of levels with a decimal only where it has one.

    Examples
    --------
    >>> level(4.0), level(3.5)
    ('4', '3.5')
    """
    return number(score, 0 if score == round(score) else 1)


def _own(row: dict[str, object], needs: Needs, survey: Survey) -> list[str]:
    rows = needs.own[needs.own["customer_id"] == row["customer_id"]]
    return [_unlike_others(own, need_sentences.labels(survey, [own.need])) for own in rows.itertuples()]


def _unlike_others(own: object, need: str) -> str:
    values = {
        "need": need,
        "others": number(own.others),
        "low": percent(own.low, 0),
        "high": percent(own.high, 0),
    }
    if own.share == 0:
        return _(
            "It wants {need}, which none of the {others} other customers wants (95% interval {low} to "
            "{high}).",
            **values,
        )
    return _(
        "It wants {need}, which only {share} of the {others} other customers want (95% interval {low} to "
        "{high}).",
        share=share(own.share),
        **values,
    )


def _wants(row: dict[str, object], survey: Survey) -> str:
    wants = list(row["wants"])
    if not wants:
        return ""
    labels = need_sentences.labels(survey, wants)
    if row["own"]:
        return _("It also wants {needs}.", needs=labels)
    return _("It wants {needs}.", needs=labels)


def rule(most: float, common: float) -> str:
    """Return when a need counts as a customer's own, for the line under the table."""
    return _(
        "A need is a customer's own if at most {share} of the other customers that answered want it, the "
        "answers are enough to tell that less than {common} of all want it, and no group it belongs to has "
        "the need. It is a description, not a finding about others.",
        share=percent(most, 0),
        common=percent(common, 0),
    )


def wants_cell(row: dict[str, object], survey: Survey) -> str:
    """Return the needs of a customer for a cell of the table."""
    names = [survey.need_label(need) for need in (*row["own"], *row["wants"])]
    return listed(names) if names else "–"


def satisfaction_cell(row: dict[str, object]) -> str:
    """Return overall satisfaction for a cell of the table."""
    if pd.isna(row["score"]):
        return "–"
    return _("{score} of {best}", score=level(row["score"]), best=level(row["best"]))
