"""The head and the first page: one sentence, the key figures, what to decide, what to mind, the curve."""

from wcm_helpers.analysis import sentences
from wcm_helpers.charts import pareto as pareto_chart
from wcm_helpers.formats import month_name, number
from wcm_helpers.months import last_day, window
from wcm_helpers.report import show
from wcm_helpers.report.review import Review
from wcm_helpers.report.show import Card, Shown, Together
from wcm_helpers.words import _


def head(review: Review) -> Shown:
    """Return the head: warehouse, month, how far the data reach, and whether this is a draft."""
    answer = review.answer
    measure = sentences.measure(answer.rule, answer.currency)
    months = window(answer.month, answer.rule.window_months)
    held = [month for month in months if month >= answer.first_month]
    reach = review.history.data_up_to(answer.rule.value, last_day(answer.month))
    return show.head(
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


def first_page(review: Review) -> Together:
    """Return the decision page: headline, key figures, what to decide, what to mind, the Pareto curve."""
    return show.together(
        show.lead(review.answer.headline),
        cards(review),
        decisions(review),
        cautions(review),
        show.chart(pareto_chart.draw(review.answer)),
    )


def cards(review: Review) -> Shown:
    """Return the key figures of the first page."""
    kpis = review.answer.cards
    return show.cards(
        Card(
            label=kpi.label, value=kpi.value, change=kpi.change, note=kpi.note, trend=kpi.trend,
            direction=kpi.direction,
        )
        for kpi in kpis
    )  # fmt: skip


def decisions(review: Review) -> Shown:
    """Return what to decide this month; one line if nothing changed."""
    return show.findings(
        [str(line) for line in review.answer.decisions], _("Nothing changed that calls for a decision.")
    )


def cautions(review: Review) -> Shown:
    """Return what limits the reading of this month, or nothing to show."""
    said = list(review.answer.warnings)
    if review.other_rules:
        told = ", ".join(f"{name} = {value}" for name, value in review.other_rules.items())
        said.insert(0, _("This run was told other rules than the settings have: {rules}.", rules=told))
    return (
        show.warning(" ".join(said)) if said else show.remark(_("Nothing limits the reading of this month."))
    )
