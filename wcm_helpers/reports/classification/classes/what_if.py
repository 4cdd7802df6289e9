"""What another rule would make of a month: the same book under other limits or another window."""

from dataclasses import replace

import pandas as pd

from wcm_helpers.core.formats import listed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import abc
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.classify_month import summarise
from wcm_helpers.reports.classification.customer_months import history, window_values
from wcm_helpers.reports.classification.result import Classification

#: So many of those that would move are named.
MOST_NAMES = 4


def under(found: Classification, rule: abc.Rule) -> Classification | None:
    """Return a review with its classes under another rule; None where nobody was active in the window.

    Parameters
    ----------
    found : Classification
        The review under the rule in force, whose classes stand as the ones before.
    rule : Rule
        The rule to try.
    """
    values = window_values(found.customer_months, found.month, rule.window_months)
    if values.empty:
        return None
    classes = abc.classify(values, rule)
    in_force = found.classes.set_index("customer_id")
    named = classes.assign(
        customer_name=found.directory["customer_name"].reindex(classes.index),
        previous_class=in_force["class"].reindex(classes.index),
    )
    tried = replace(
        found,
        rule=rule,
        classes=named.reset_index(),
        previous=in_force,
        class_table=summarise(classes, in_force),
        history=history({found.month: classes}),
        rules=sentences.describe(rule),
    )
    return replace(tried, headline=sentences.headline(tried))


def difference(found: Classification, tried: Classification) -> str:
    """Return in a sentence who is in another class than under the rule in force, the largest first."""
    now, in_force = (one.classes.set_index("customer_id") for one in (tried, found))
    if tried.rule == found.rule:
        return _("This is the rule in force.")
    everyone = now.index.append(in_force.index.difference(now.index))
    steps = pd.DataFrame({"from": in_force["class"], "to": now["class"]}).reindex(everyone).fillna("–")
    moved = steps[steps["from"] != steps["to"]]
    if moved.empty:
        return _("Every customer is in the class it has under the rule in force.")
    names = found.directory["customer_name"]
    first = [f"{names[one]} ({row['from']} → {row['to']})" for one, row in moved.head(MOST_NAMES).iterrows()]
    more = len(moved) - len(first)
    rest = [ngettext("{n} more", "{n} more", more)] if more else []
    return ngettext(
        "{n} customer is elsewhere than under the rule in force: {names}.",
        "{n} customers are elsewhere than under the rule in force: {names}.",
        len(moved),
        names=listed([*first, *rest]),
    )
