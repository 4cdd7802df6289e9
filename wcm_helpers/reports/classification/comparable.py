"""The figures of a classification by which the sites of a group are compared."""

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.words import _
from wcm_helpers.reporting.comparable import Comparable, figure
from wcm_helpers.reports.classification.first_page.cards import indicators
from wcm_helpers.reports.classification.money.analysis import margin_known
from wcm_helpers.reports.classification.money.section import class_margins
from wcm_helpers.reports.classification.review import ClassificationReview


def comparables_of(review: ClassificationReview) -> list[Comparable]:
    """Return value, customers, class A, concentration and losses of the window.

    The id of the value has its basis and window, so that revenue is never set beside, or added to, the value
    of orders. All are complete counts, which have no interval.
    """
    result = review.result
    now, named = result.figures, indicators(result)
    basis = f"value_{result.rule.value}_{result.window_length}"
    is_money = now["measure"] == result.currency
    unit = {"kind": "amount", "unit": result.currency} if is_money else {"kind": "count"}
    in_a = now["official"]["A"] / now["customers"] if now["customers"] else None
    return [
        *figure(basis, named["value"].name, now["value"], better="up", **unit),
        *figure("customers", named["customers"].name, now["customers"], "count", better="up"),
        *figure("share_in_a", _("Share of customers in class A"), in_a, "share"),
        *figure("top1", named["top1"].name, now["top1"], "share", better="down"),
        *_losses(review),
    ]


def _losses(review: ClassificationReview) -> list[Comparable]:
    if not margin_known(review.result):
        return []
    margins = review.computed(class_margins)
    loss, unit = round(margins.loss / SCALE, 2), review.result.currency
    return [
        *figure("loss_makers", _("Loss-making customers"), len(margins.loss_makers), "count", better="down"),
        *figure("loss", _("Their loss"), loss, "amount", unit=unit, better="down"),
    ]
