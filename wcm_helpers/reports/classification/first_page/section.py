"""The head and the first page: one sentence, the key figures, what to decide, what to mind, the curve."""

from wcm_helpers.core.formats import month_name, number
from wcm_helpers.core.months import last_day, window
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.first_page import chart
from wcm_helpers.reports.classification.review import ClassificationReview


def head(review: ClassificationReview) -> Block:
    """Return the head: warehouse, month, how far the data reach, and whether this is a draft."""
    answer = review.result
    measure = sentences.measure(answer.rule, answer.currency)
    months = window(answer.month, answer.rule.window_months)
    held = [month for month in months if month >= answer.first_month]
    reach = review.history.data_up_to(answer.rule.value, last_day(answer.month))
    return blocks.head(
        title=_("Customer classification"),
        site=review.settings.site.name,
        month=answer.month,
        language=review.settings.site.language,
        data_up_to="" if reach is None else reach.isoformat(),
        draft=review.draft,
        facts=[
            (_("Window"), _window(held, len(months))),
            (_("Measured by"), f"{measure.noun}, {measure.unit}"),
            (_("Customers"), number(len(answer.classes))),
        ],
    )


def _window(held: list[str], asked: int) -> str:
    said = _("{first} to {last}", first=month_name(held[0]), last=month_name(held[-1]))
    if len(held) == asked:
        return said
    return _("{window} ({n} of {asked} months)", window=said, n=len(held), asked=asked)


def first_page(review: ClassificationReview) -> Blocks:
    """Return the decision page: headline, key figures, what to decide, what to mind, the Pareto curve."""
    return blocks.join(
        blocks.lead(review.result.headline),
        cards(review),
        decisions(review),
        cautions(review),
        blocks.chart(chart.draw(review.result)),
    )


def cards(review: ClassificationReview) -> Block:
    """Return the key figures of the first page."""
    return blocks.cards(review.result.cards)


def decisions(review: ClassificationReview) -> Block:
    """Return what to decide this month; one line if nothing changed."""
    return blocks.findings(
        [str(line) for line in review.result.decisions], _("Nothing changed that calls for a decision.")
    )


def cautions(review: ClassificationReview) -> Block:
    """Return what limits the reading of this month, or nothing to show."""
    said = list(review.result.warnings)
    if review.other_rules:
        told = ", ".join(f"{name} = {value}" for name, value in review.other_rules.items())
        said.insert(0, _("This run was told other rules than the settings have: {rules}.", rules=told))
    return (
        blocks.warning(" ".join(said))
        if said
        else blocks.paragraph(_("Nothing limits the reading of this month."))
    )
