"""Answer: which indicators are there, and how is each computed."""

import pandas as pd

from wcm_helpers.core.formats import listed
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Blocks, Column
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS, Definition
from wcm_helpers.reports.performance.catalogue.texts import texts_of
from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.catalogue.words import name_with_unit, write_value
from wcm_helpers.reports.performance.review import PerformanceReview


def catalogue(review: PerformanceReview) -> Blocks:
    """Return the catalogue: name, question, formula, better direction, target, owner, tables, standard."""
    values = review.computed(values_of)
    there = set(values["indicator"])
    now = values[(values["dimension"] == "all") & (values["month"] == review.month)]
    by_id = now.set_index("indicator")["value"].to_dict()
    rows = [
        {
            **_row(review, each, computed=each.id in there),
            "value": write_value(each, by_id.get(each.id, float("nan"))),
        }
        for each in DEFINITIONS.values()
    ]
    return blocks.join(
        blocks.paragraph(
            _(
                "{n} indicators, {there} of which the tables of this month allow. Each is computed from its "
                "formula; rates are sums divided by sums and are never averaged.",
                n=len(rows),
                there=len(there),
            )
        ),
        blocks.table(
            pd.DataFrame(rows),
            [Column(key, label) for key, label in _labels().items()],
            name="catalogue",
            caption=_("Every indicator, its formula and its owner"),
            wide=True,
        ),
    )


def _labels() -> dict[str, str]:
    return {
        "name": _("Indicator"),
        "id": _("Key"),
        "formula": _("Formula"),
        "value": _("In the month"),
        "better": _("Better when"),
        "target": _("Target"),
        "owner": _("Owner"),
        "needs": _("Tables"),
    }


def _row(review: PerformanceReview, definition: Definition, *, computed: bool) -> dict[str, str]:
    texts = texts_of(definition.id)
    return {
        "name": name_with_unit(definition.id, review.settings.site.currency),
        "id": definition.id,
        "formula": joined([texts.formula, _standard(definition)]),
        "better": {"up": _("high"), "down": _("low"), "": ""}[definition.better],
        "target": _target(review, definition),
        "owner": review.rule.owners.get(definition.id, texts.owner),
        "needs": listed(list(definition.needs)) if computed else _missing(definition),
    }


def _standard(definition: Definition) -> str:
    return _("Standard: {name}.", name=definition.standard) if definition.standard else ""


def _missing(definition: Definition) -> str:
    return _("needs {tables}", tables=listed(list(definition.needs)))


def _target(review: PerformanceReview, definition: Definition) -> str:
    target = review.rule.targets.get(definition.id)
    if target is None:
        return ""
    of_class = target if isinstance(target, dict) else {"": target}
    return listed([f"{name} {write_value(definition, value)}".strip() for name, value in of_class.items()])
