"""The appendix section on careless answers: who, and the results with and without them."""

import pandas as pd

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.careless import STRONG
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.careless import sentences
from wcm_helpers.reports.demand_survey.careless.analysis import SIGNS, Careless, careless_of
from wcm_helpers.reports.demand_survey.respondents.section import comparison
from wcm_helpers.reports.demand_survey.review import SurveyReview


def careless(review: SurveyReview) -> Blocks:
    """Return how many responses look careless and why, and the main figures with and without them."""
    result, survey = careless_of(review), review.result.survey
    if not result.responses:
        return blocks.join(blocks.paragraph(_("There is no response to judge.")))
    smallest = review.rule.smallest_group if survey.anonymous else 0
    remarks = [sentences.finding(result, smallest=smallest), sentences.effect(result, survey)]
    more = [*sentences.other_faults(result, smallest=smallest), *sentences.limits(result)]
    return blocks.join(
        blocks.paragraph(joined(remarks)),
        _signs(result, smallest),
        _with_and_without(review, result),
        blocks.paragraph(joined(more)) if any(more) else blocks.EMPTY,
        blocks.rules(sentences.rules()),
    )


def _signs(result: Careless, smallest: int) -> Block:
    unseen = sentences.unseen_signs(result)
    signs = [sign for sign in SIGNS if sign not in unseen]
    counts = [int(result.table[sign].sum()) for sign in signs]
    frame = pd.DataFrame(
        {
            "sign": [sentences.sign_name(sign) for sign in signs],
            "kind": [_("strong") if sign in STRONG else _("weak") for sign in signs],
            "rule": [sentences.sign_rule(sign) for sign in signs],
            "n": [_fewer(smallest) if n < smallest else number(n) for n in counts],
        }
    )
    columns = [
        Column("sign", _("Sign"), width="name"),
        Column("kind", _("Strength")),
        Column("rule", _("Rule"), width="name"),
        Column("n", _("Responses"), "right"),
    ]
    return blocks.table(
        frame, columns, name="signs", caption=_("Signs of careless answers"),
        note=_("A response may have several signs."),
    )  # fmt: skip


def _fewer(smallest: int) -> str:
    return _("fewer than {n}", n=number(smallest))


def _with_and_without(review: SurveyReview, result: Careless) -> Block:
    if result.figures.table.empty:
        return blocks.EMPTY
    return comparison(
        result.figures, review.result.survey, name="without", plain=_("All responses"),
        other=_("Without careless ones"), caption=_("Main figures with and without careless responses"),
    )  # fmt: skip
