"""The section with the rules in force, from the values the code used."""

from wcm_helpers.core.formats import month_name
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reports.classification import official_sentences, sentences
from wcm_helpers.reports.classification.review import ClassificationReview


def rules(review: ClassificationReview) -> Block:
    """Return the rules in force, from the values the code used."""
    names = {
        "order": _("Order"),
        "classes": _("Classes"),
        "group_n": _("Group N"),
        "ties": _("Ties"),
        "near_limit": _("Near a limit"),
        "new": _("New customers"),
    }
    items = [(names[key], sentence) for key, sentence in review.result.rules.items()]
    billing = {
        "doc_date": _("A billing line belongs to the month of its document date, else of its period."),
        "period": _("A billing line belongs to its period, else to the month of its document date."),
    }[review.settings.billing_month]
    rule = review.result.rule
    items.append((_("Official class"), official_sentences.describe(rule)))
    if rule.value in ("revenue", "margin"):
        items.append((_("Month"), billing))
        items.append(
            (
                _("Revenue"),
                _("Billing without VAT, credit notes subtracted; charges passed on and in dispute left out."),
            )
        )
    if rule.value == "margin":
        items.append((_("Margin"), _("Billed revenue less the costs of the same customer and month.")))
    if rule.value not in ("revenue", "margin"):
        items.append(
            (
                _("Orders"),
                _("Orders out less returns, by the day the order came in; cancelled ones left out."),
            )
        )
    for until, old in review.earlier_rules:
        items.append((_("Until {month}", month=month_name(until)), sentences.describe(old)["classes"]))
    return blocks.rules(items)
