"""The section with the rules in force, from the values the code used."""

from wcm_helpers.core.formats import month_name
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reports.classification import official_sentences, sentences
from wcm_helpers.reports.classification.industries import sentences as industry_sentences
from wcm_helpers.reports.classification.review import ClassificationReview


def rules(review: ClassificationReview) -> Block:
    """Return the rules in force: of the classes, of the value that counts, and of the industries."""
    rule = review.result.rule
    described = sentences.describe(rule)
    items = [(term, described[key]) for key, term in _terms().items()]
    items.append((_("Official class"), official_sentences.describe(rule)))
    items += _of_the_value(rule, review.settings.billing_month)
    if review.shows("industries"):
        items += industry_sentences.rules()
    for until, old in review.earlier_rules:
        term = _("Classes until {month}", month=month_name(until))
        items.append((term, sentences.describe(old)["classes"]))
    return blocks.rules(items)


def _terms() -> dict[str, str]:
    """Return the term a reader looks a rule up by, for each key of ``sentences.describe``."""
    return {
        "order": _("Order of the customers"),
        "classes": _("Classes"),
        "group_n": _("Group N"),
        "ties": _("Equal customers"),
        "near_limit": _("Near a limit"),
        "new": _("New customers"),
    }


def _of_the_value(rule: Rule, billing_month: str) -> list[tuple[str, str]]:
    """Return the rules of what counts as value: which month a row belongs to, and what it leaves out."""
    if rule.value not in ("revenue", "margin"):
        return [
            (
                _("Orders"),
                _(
                    "Outbound orders less returns, by the day the order was received; cancelled orders do "
                    "not count."
                ),
            )
        ]
    months = {
        "doc_date": _(
            "A billing line belongs to the month of its document date; without one, to its billing period."
        ),
        "period": _(
            "A billing line belongs to its billing period; without one, to the month of its document date."
        ),
    }
    items = [
        (_("Month"), months[billing_month]),
        (
            _("Billed revenue"),
            _(
                "Billing without VAT, less credit notes; charges passed on at cost and charges in dispute do "
                "not count."
            ),
        ),
    ]
    if rule.value == "margin":
        items.append((_("Margin"), _("Billed revenue less the costs of the same customer and month.")))
    return items
