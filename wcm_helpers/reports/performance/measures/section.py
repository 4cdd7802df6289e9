"""Answer: did our measures work."""

import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.before_after import draw_before_after
from wcm_helpers.charts.style import Chart
from wcm_helpers.core.formats import listed, missing, month_name, number
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.interrupted_series import NOT_SHOWN, SHOWN, WORSE
from wcm_helpers.methods.register_verdicts import OVERDUE_NOT_STARTED
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Blocks, Column
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.names import indicator_of
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.measures.analysis import judged_of, register_of
from wcm_helpers.reports.performance.measures.judging import Judged
from wcm_helpers.reports.performance.measures.sentences import (
    effect_words,
    next_words,
    phase_words,
    verdict_words,
    why_words,
)
from wcm_helpers.reports.performance.review import PerformanceReview

#: So many measures have their chart in the reading part.
CHARTS = 2
_JUDGED = (SHOWN, NOT_SHOWN, WORSE)


def measures(review: PerformanceReview) -> Blocks:
    """Return the register with its verdicts, and the chart before and after of the measures judged."""
    register = register_of(review)
    if register is None or register.empty:
        return blocks.join(
            blocks.missing(
                _(
                    "Table actions, columns id, metric, scope, owner, start, due and status. It would show "
                    "what became of each measure, with its indicator before and after."
                )
            )
        )
    judged = review.computed(judged_of)
    with_effect = [each for each in judged if each.verdict in _JUDGED]
    charts = [
        blocks.chart(_chart(each), f"measure_{place}") for place, each in enumerate(with_effect[:CHARTS], 1)
    ]
    return blocks.join(blocks.paragraph(_summary(judged)), register_table(judged), *charts)


def _summary(judged: list[Judged]) -> str:
    counts = pd.Series([each.verdict for each in judged]).value_counts()
    sentence = ngettext(
        "The register has {n} measure; for {shown} an effect is shown, for {not_shown} none.",
        "The register has {n} measures; for {shown} an effect is shown, for {not_shown} none.",
        len(judged),
        shown=number(int(counts.get(SHOWN, 0))),
        not_shown=number(int(counts.get(NOT_SHOWN, 0) + counts.get(WORSE, 0))),
    )
    overdue = [str(each.row["id"]) for each in judged if each.overdue]
    return joined([sentence, _("Overdue: {names}.", names=listed(overdue)) if overdue else ""])


def register_table(judged: list[Judged]) -> blocks.Block:
    """Return judged measures as a table: what, where, by whom, verdict and next step."""
    rows = []
    for each in judged[:30]:
        indicator = indicator_of(str(each.row["metric"]))
        name = name_of(indicator) if indicator else str(each.row["metric"])
        scope = each.row.get("scope")
        rows.append(
            {
                "id": str(each.row["id"]),
                "what": _("{name} ({scope})", name=name, scope=scope) if isinstance(scope, str) else name,
                "owner": each.row.get("owner") if isinstance(each.row.get("owner"), str) else "",
                "due": "" if missing(each.row.get("due")) else f"{each.row['due']:%Y-%m-%d}",
                "verdict": _verdict(each),
                "effect": (effect_words(each, indicator) if indicator else "") or why_words(each),
                "next": _("{phase}: {step}", phase=phase_words(each.phase), step=next_words(each)),
            }
        )
    more = len(judged) - len(rows)
    columns = [
        Column("id", _("ID"), strong=True),
        Column("what", _("Indicator and group"), width="name"),
        Column("owner", _("Owner")),
        Column("due", _("Due")),
        Column("verdict", _("Verdict")),
        Column("effect", _("Effect (95% interval)")),
        Column("next", _("Next step")),
    ]
    note = ngettext("{n} more measure.", "{n} more measures.", more) if more > 0 else ""
    return blocks.table(
        pd.DataFrame(rows), columns, name="register", caption=_("Improvement register"), note=note
    )


def _verdict(each: Judged) -> str:
    words = verdict_words(each.verdict)
    if not each.overdue or each.verdict == OVERDUE_NOT_STARTED:
        return words
    return _("{verdict} (overdue)", verdict=words)


@style.defaults()
def _chart(each: Judged) -> Chart:
    indicator = indicator_of(str(each.row["metric"]))
    definition = DEFINITIONS[indicator]
    series = each.series.dropna(subset=["value"])
    if each.row["start"].day > 1:  # the month in which it began is on neither side
        series = series[series["month"] != f"{each.row['start']:%Y-%m}"]
    figure, axes = style.canvas(7.2, 2.0)
    first = f"{each.row['start']:%Y-%m}"
    draw_before_after(
        axes, series["value"].tolist(), [month[2:] for month in series["month"]],
        start=int((series["month"] < first).sum()), write=lambda value: write_value(definition, value),
    )  # fmt: skip
    title = _title(each, indicator)
    rule = joined(
        [
            _(
                "Months before the start: {before}; after it: {after}.",
                before=each.effect.before,
                after=each.effect.after,
            ),
            _("The season of the year is allowed for.") if each.effect.seasonal else "",
            _("The trend before is continued.") if each.effect.trend else "",
            _("Compared with {group}.", group=each.row["comparison"]) if each.effect.compared else "",
        ]
    )
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, rule]))


def _title(each: Judged, indicator: str) -> str:
    values = {
        "id": each.row["id"],
        "name": name_of(indicator),
        "effect": effect_words(each, indicator),
        "month": month_name(f"{each.row['start']:%Y-%m}"),
    }
    return {
        SHOWN: _("{id}: {name} has improved since {month}: {effect}", **values),
        WORSE: _("{id}: {name} has become worse since {month}: {effect}", **values),
    }.get(each.verdict, _("{id}: no effect on {name} is shown since {month}: {effect}", **values))
