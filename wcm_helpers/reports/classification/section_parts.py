"""Parts the sections share: the unit, the rule under a table, how many rows are left out."""

from wcm_helpers.core.formats import number, signed
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.review import ClassificationReview

#: A table of a page has at most this many rows; classes.csv has every customer.
MOST_ROWS = 30


def unit(review: ClassificationReview) -> str:
    """Return the unit of what is counted: the currency, or units."""
    return sentences.measure(review.result.rule, review.result.currency).unit


def rule_line(review: ClassificationReview, *keys: str) -> str:
    """Return the source line, and the sentences of the rule with these keys of ``sentences.describe``."""
    rule_words = sentences.describe(review.result.rule)
    return joined([sentences.source_line(review.result), *(rule_words[key] for key in keys)])


def step(change: float) -> str:
    """Return a change in customers with its sign; 0 where there is none."""
    return signed(number(change), change) if change else "0"


def not_shown(left: int) -> str:
    """Return the sentence on the rows a table leaves out that are nowhere else; empty if there are none."""
    if left <= 0:
        return ""
    return ngettext("{count} more is not shown.", "{count} more are not shown.", left, count=number(left))


def not_listed(left: int) -> str:
    """Return the sentence on the rows a table leaves to classes.csv; empty if there are none."""
    return ngettext("{n} more is in classes.csv.", "{n} more are in classes.csv.", left) if left > 0 else ""


def method(items: list[tuple[str, str]]) -> Block:
    """Return the block on how a section is computed: folded on a screen, open on paper."""
    return blocks.details(_("How this is worked out"), blocks.rules(items))
