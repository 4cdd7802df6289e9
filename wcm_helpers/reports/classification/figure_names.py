"""The names of the figures of ``run.json``, as the pages call them, for two months side by side."""

from wcm_helpers.core import formats
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reporting.indicators import Indicator
from wcm_helpers.reports.classification.first_page.cards import indicators
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm.sentences import names as segment_names
from wcm_helpers.reports.classification.sentences import class_name, measure


def figure_names(review: ClassificationReview) -> list[Indicator]:
    """Return name and unit of every figure of :func:`figures_of` that is a number, in the order of a page."""
    result = review.result
    named = indicators(result)
    unit = measure(result.rule, result.currency).unit
    return [
        Indicator("value", named["value"].name, unit=unit),
        Indicator("customers", named["customers"].name),
        Indicator("inactive", _("Known customers without activity in the window")),
        *(_of_class(letter) for letter in CLASSES),
        Indicator("official_moves", _("Changes of the official class on the month before")),
        Indicator("official_up", _("of these to a better class")),
        Indicator("official_down", _("of these to a lower class")),
        Indicator("would_qualify", _("Customers that would qualify for a better class")),
        Indicator("waiting", _("Customers waiting for a lower class")),
        Indicator("loss_makers", _("Loss-making customers")),
        Indicator("loss", _("Their loss together"), unit=formats.currency(result.currency)),
        *(
            Indicator(f"segments.{key}", _("Segment: {name}", name=name))
            for key, name in segment_names().items()
        ),
        Indicator("boundary", _("Customers at risk of changing class")),
        Indicator("top1", named["top1"].name, unit="share"),
        Indicator("top5", _("Share of the five largest customers"), unit="share"),
        Indicator("effective_customers", _("Effective customers"), unit="equal_customers"),
        Indicator("hhi", _("HHI"), unit="index"),
        Indicator("gini", _("Gini"), unit="index"),
        Indicator("gini_small_sample", _("Gini, corrected for few customers"), unit="index"),
        *(
            Indicator(f"classes.{letter}", _("By the rule: {class_name}", class_name=class_name(letter)))
            for letter in CLASSES
        ),
        Indicator("share_a", _("By the rule: share of class A"), unit="share"),
        Indicator("near_limit", _("By the rule: near a limit")),
        Indicator("moved_up", _("By the rule: moved up")),
        Indicator("moved_down", _("By the rule: moved down")),
        Indicator("entered", _("Customers that entered the window")),
        Indicator("left", _("Customers that left the window")),
    ]


def _of_class(letter: str) -> Indicator:
    name = _("Customers in {class_name}", class_name=class_name(letter))
    return Indicator(f"official.{letter}", name)
