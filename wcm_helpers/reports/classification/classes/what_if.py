"""The classes of a month under another rule: other limits, or another window."""

import pandas as pd

from wcm_helpers.classes.customer_months import (
    concentration_by_month,
    window_length,
    window_values,
)
from wcm_helpers.core.formats import listed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import abc
from wcm_helpers.reports.classification.classes.summary import summarise
from wcm_helpers.reports.classification.result import Classification, RuleOutcome

#: The sentence on a difference names at most this many customers.
MOST_NAMES = 4


def reclassify(result: Classification, rule: abc.Rule) -> RuleOutcome | None:
    """Return the classes of the same month under another rule; None if nobody was active in its window.

    Parameters
    ----------
    result : Classification
        The classification by the rule in force; it stays as it is.
    rule : Rule
        The rule to try; it counts the same measure.

    Returns
    -------
    RuleOutcome or None
        Its ``class_table`` compares with the rule in force, not with the month before; ``classes`` has
        ``previous_class``, the class by the rule in force (missing for a customer without one).
    """
    values = window_values(result.customer_months, result.month, rule.window_months)
    if values.empty:
        return None
    classes = abc.classify(values, rule)
    in_force = result.classes.set_index("customer_id")
    named = classes.assign(
        customer_name=result.directory["customer_name"].reindex(classes.index),
        previous_class=in_force["class"].reindex(classes.index),
    )
    return RuleOutcome(
        month=result.month,
        rule=rule,
        currency=result.currency,
        source=result.source,
        classes=named.reset_index(),
        class_table=summarise(classes, in_force),
        history=concentration_by_month({result.month: classes}),
        window_length=window_length(result.customer_months, result.month, rule.window_months),
    )


def difference(result: Classification, outcome: RuleOutcome) -> str:
    """Return the sentence that names the customers whose class differs, the largest first."""
    if outcome.rule == result.rule:
        return _("This is the rule in force.")
    now, in_force = (one.classes.set_index("customer_id") for one in (outcome, result))
    everyone = now.index.append(in_force.index.difference(now.index))
    steps = pd.DataFrame({"from": in_force["class"], "to": now["class"]}).reindex(everyone).fillna("–")
    moved = steps[steps["from"] != steps["to"]]
    if moved.empty:
        return _("Every customer is in the class it has under the rule in force.")
    names = result.directory["customer_name"]
    first = [
        _("{name} ({old} → {new})", name=names[customer], old=row["from"], new=row["to"])
        for customer, row in moved.head(MOST_NAMES).iterrows()
    ]
    more = len(moved) - len(first)
    rest = [ngettext("{n} more", "{n} more", more)] if more else []
    return ngettext(
        "{n} customer is in another class than under the rule in force: {names}.",
        "{n} customers are in another class than under the rule in force: {names}.",
        len(moved),
        names=listed([*first, *rest]),
    )
