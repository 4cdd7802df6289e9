"""The head and the first page: headline, key figures, decisions, warnings, Pareto curve."""

from wcm_helpers.core.formats import month_name, number
from wcm_helpers.core.months import last_day, window
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.first_page import chart
from wcm_helpers.reports.classification.review import ClassificationReview


def head(review: ClassificationReview) -> Block:
    """Return the head: warehouse, month, last day of the data, and whether this is a draft."""
    result = review.result
    measure = sentences.measure(result.rule, result.currency)
    months = window(result.month, result.rule.window_months)
    covered = [month for month in months if month >= result.first_month]
    reach = review.history.data_up_to(result.rule.value, last_day(result.month))
    return blocks.head(
        title=_("Customer classification"),
        site=review.settings.site.name,
        month=result.month,
        data_up_to="" if reach is None else reach.isoformat(),
        draft=review.draft,
        facts=[
            (_("Window"), _window(covered, len(months))),
            (_("Measured by"), f"{measure.noun}, {measure.unit}"),
            (_("Customers"), number(len(result.classes))),
        ],
    )


def _window(covered: list[str], length: int) -> str:
    period = _("{first} to {last}", first=month_name(covered[0]), last=month_name(covered[-1]))
    if len(covered) == length:
        return period
    return _("{window} ({n} of {asked} months)", window=period, n=len(covered), asked=length)


def first_page(review: ClassificationReview) -> Blocks:
    """Return the first page: headline, key figures, decisions, warnings, the Pareto curve."""
    return blocks.join(
        blocks.lead(review.result.headline),
        cards(review),
        decisions(review),
        cautions(review),
        blocks.chart(chart.draw(review.result), "pareto"),
    )


def cards(review: ClassificationReview) -> Block:
    """Return the key figures of the first page."""
    return blocks.cards(review.result.cards)


def decisions(review: ClassificationReview) -> Block:
    """Return the lines of the month; one sentence if nothing calls for a decision."""
    titles = {name: entry.title() for name, entry in review.report.sections.items() if entry.title}
    return blocks.actions(
        review.actions, titles, empty=_("Nothing changed this month that calls for a decision.")
    )


def cautions(review: ClassificationReview) -> Block:
    """Return the warnings on the reading of this month; one line if there are none."""
    warnings = list(review.result.warnings)
    if review.other_rules:
        rules = ", ".join(f"{name} = {value}" for name, value in review.other_rules.items())
        warnings.insert(0, _("This run was told other rules than the settings have: {rules}.", rules=rules))
    return (
        blocks.warning(" ".join(warnings))
        if warnings
        else blocks.paragraph(_("Nothing limits the reading of this month."))
    )
