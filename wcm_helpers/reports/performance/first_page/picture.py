"""The picture of the first page: the control chart of the leading indicator."""

from wcm_helpers.charts import style
from wcm_helpers.charts.control import draw_control_chart
from wcm_helpers.charts.style import Chart
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.control.charts import IndicatorChart, charts_of
from wcm_helpers.reports.performance.control.words import variation_words
from wcm_helpers.reports.performance.first_page.gathering import LEADING
from wcm_helpers.reports.performance.review import PerformanceReview

#: Months of the picture.
MONTHS = 24


def picture(review: PerformanceReview) -> list[Block]:
    """Return the chart of the leading indicator; nothing without one."""
    charts = {each.indicator: each for each in review.computed(charts_of) if each.dimension == "all"}
    leading = next((charts[name] for name in LEADING if name in charts), None)
    return [] if leading is None else [blocks.chart(_draw(leading), "leading")]


@style.defaults()
def _draw(each: IndicatorChart) -> Chart:
    definition, points = DEFINITIONS[each.indicator], each.chart.points.tail(MONTHS)
    figure, axes = style.canvas(7.2, 2.3)
    draw_control_chart(
        axes, points, labels=[month[2:] for month in points["month"]],
        write=lambda value: write_value(definition, value), target=each.target,
    )  # fmt: skip
    latest = each.chart.latest
    title = _(
        "{name}: {value}, usually {centre}: {variation}",
        name=name_of(each.indicator),
        value=write_value(definition, latest["value"]),
        centre=write_value(definition, latest["centre"]),
        variation=variation_words(each.chart.variation),
    )
    rule = _("Grey: usual range; ◇ flagged; dotted: target; the last value is written.")
    alt = joined([title, rule])
    return Chart(style.finish(figure, title=title, rule=rule), alt=alt)
