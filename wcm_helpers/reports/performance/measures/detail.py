"""The appendix on measures: how each was tested, by which rule, and the register of the next month."""

import pandas as pd

from wcm_helpers.core.formats import listed, missing, number
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.names import indicator_of
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.measures.analysis import judged_of
from wcm_helpers.reports.performance.measures.judging import Judged
from wcm_helpers.reports.performance.measures.register import next_register
from wcm_helpers.reports.performance.measures.sentences import effect_words, write_p
from wcm_helpers.reports.performance.review import PerformanceReview

#: Rows of a table of the appendix.
MOST_ROWS = 30


def measures_detail(review: PerformanceReview) -> Blocks:
    """Return the test of each measure, the rules, and the register of the next month."""
    tested = [
        each
        for each in review.computed(judged_of)
        if each.effect is not None and not missing(each.effect.low)
    ]
    following = next_register(review)
    return blocks.join(
        tests_table(tested) if tested else blocks.EMPTY,
        blocks.rules(rule_items(review.rule.measure_months)),
        _register(following) if len(following) else blocks.EMPTY,
    )


def tests_table(tested: list[Judged]) -> Block:
    """Return how each measure with an effect was tested."""
    frame = pd.DataFrame([_test(each) for each in tested[:MOST_ROWS]])
    columns = [
        Column("id", _("Measure"), strong=True),
        Column("before", _("Mean before (months)"), "right"),
        Column("after", _("Mean after (months)"), "right"),
        Column("effect", _("Effect (95% interval)"), "right"),
        Column("p", _("p"), "right"),
        Column("correlation", _("Correlation of neighbouring months"), "right"),
        Column("dispersion", _("Dispersion"), "right"),
        Column("allowed", _("Allowed for")),
    ]
    note = _(
        "Dispersion: variance of counts and shares by that of chance alone. The effect is not the difference "
        "of the means where a season, a trend or a comparable group is allowed for."
    )
    return blocks.table(
        frame, columns, name="tests", caption=_("Measures: before against after"), note=note, wide=True
    )


def _test(each: Judged) -> dict[str, object]:
    indicator, effect = indicator_of(str(each.row["metric"])), each.effect
    definition = DEFINITIONS[indicator]
    allowed = [
        (effect.seasonal, _("season")),
        (effect.trend, _("trend")),
        (effect.compared, _("comparable group")),
    ]
    names = [name for there, name in allowed if there]
    return {
        "id": str(each.row["id"]),
        "before": _(
            "{value} ({n})", value=write_value(definition, effect.level_before), n=number(effect.before)
        ),
        "after": _(
            "{value} ({n})", value=write_value(definition, effect.level_after), n=number(effect.after)
        ),
        "effect": effect_words(each, indicator),
        "p": write_p(effect.p_value),
        "correlation": number(effect.correlation, 2),
        "dispersion": number(effect.dispersion, 2),
        "allowed": listed(names) if names else "–",
    }


def rule_items(needed: int) -> list[tuple[str, str]]:
    """Return the rules of the verdicts: term and meaning."""
    return [
        (
            _("Months used"),
            ngettext(
                "The month of the start counts only if the measure began on its first day. From {n} whole "
                "month after the start there is a verdict; before that it is too early.",
                "The month of the start counts only if the measure began on its first day. From {n} whole "
                "months after the start there is a verdict; before that it is too early.",
                needed,
            ),
        ),
        (
            _("Effect of a measure"),
            _(
                "Level after the start against the level before. With two years before, the season of the "
                "year is allowed for by two harmonics; a trend that the months before show (p below 0.01) is "
                "continued. Shares and counts may vary by more than chance, and neighbouring months may be "
                "alike: both widen the interval."
            ),
        ),
        (
            _("Comparable group"),
            _("The change of the group without the measure is taken off, month by month."),
        ),
        (
            _("Verdict"),
            _(
                "Effect shown: the 95% interval is on the wanted side of zero. Worse: on the other side. "
                "Else not shown. No figures, or fewer than six months before: cannot tell."
            ),
        ),
        (
            _("Closed"),
            _(
                "A measure stays closed with a shown effect, or with a decision of a person. A named file is "
                "kept and shown, but is no evidence of an effect; closed without either, the measure is "
                "opened again."
            ),
        ),
    ]


def _register(following: pd.DataFrame) -> Block:
    columns = [
        Column("id", _("Measure")),
        Column("metric", _("Indicator")),
        Column("scope", _("Group")),
        Column("owner", _("Owner")),
        Column("due", _("Due")),
        Column("status", _("Status"), write=status_words),
        Column("evidence", _("Evidence")),
    ]
    return blocks.table(
        following.head(MOST_ROWS),
        columns,
        name="next_register",
        caption=_("Register of the next month"),
        note=_("Published beside the report as measures.csv; [tables.actions] reads it."),
    )


def status_words(status: str) -> str:
    """Return the status of a measure in words."""
    return {
        "not_started": _("not started"),
        "in_progress": _("in progress"),
        "done": _("done"),
        "closed": _("closed"),
    }.get(status, status)
