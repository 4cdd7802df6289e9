"""The section on proposals, and the file of them beside the report."""

import pandas as pd

from wcm_helpers.core.formats import SCALE, number
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.needs.analysis import needs_of
from wcm_helpers.reports.demand_survey.proposals import sentences
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE, find_proposals
from wcm_helpers.reports.demand_survey.proposals.options import OWN_LIST, Options, in_words, read_options
from wcm_helpers.reports.demand_survey.proposals.register import register_lines
from wcm_helpers.reports.demand_survey.proposals.wanted import wanted_needs
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: Rows on the page; actions.csv has every proposal.
MOST_ROWS = 20


def proposals_of(review: SurveyReview) -> pd.DataFrame:
    """Return the proposals of the wave, for ``review.computed``; see :func:`find_proposals`."""
    result = review.result
    return find_proposals(
        wanted_needs(review.computed(needs_of)),
        result.frame,
        anonymous=result.survey.anonymous,
        smallest=review.rule.smallest_group,
    )


def options_of(review: SurveyReview) -> Options:
    """Return the list of service options of the site, read anew each time: a person edits it."""
    own = review.rule.service_options
    return read_options(review.settings.folder / own if own else OWN_LIST)


def actions_file(review: SurveyReview) -> pd.DataFrame:
    """Return the rows of ``actions.csv``."""
    result = review.result
    return register_lines(review.computed(proposals_of), options_of(review), result.survey, result.frame)


def proposals(review: SurveyReview) -> Blocks:
    """Return what is proposed for whom, with its reach and owner."""
    found, options = review.computed(proposals_of), options_of(review)
    survey = review.result.survey
    open_needs = sentences.undecided(len(review.computed(needs_of).undecided))
    if found.empty:
        nothing = _("The answers show no common need and none of a single group, so nothing is proposed.")
        return blocks.join(blocks.paragraph(joined([nothing, open_needs])))
    common = [survey.need_label(need) for need in found.loc[found["scope"] == EVERYONE, "need"]]
    missing = [need for need in dict.fromkeys(found["need"]) if not in_words(options.get(need, {}), "option")]
    remark = [
        *sentences.summary(common, len(found) - len(common)),
        sentences.without_option([survey.need_label(need) for need in missing]),
        open_needs,
        _(
            "Every proposal is a line of actions.csv, for the improvement register; its owner sets "
            "start and end."
        ),
    ]
    return blocks.join(_table(review, found, options), blocks.paragraph(joined(remark)))


def _table(review: SurveyReview, found: pd.DataFrame, options: Options) -> Block:
    survey, frame = review.result.survey, review.result.frame
    shown = found.head(MOST_ROWS)
    offers = [options.get(need, {}) for need in shown["need"]]
    rows = shown.assign(
        label=[survey.need_label(need) for need in shown["need"]],
        whom=[sentences.whom(row, frame) for _place, row in shown.iterrows()],
        wanted=[sentences.wanted_by(row) for _place, row in shown.iterrows()],
        offer=[
            sentences.effort(offer.get("effort", ""), in_words(offer, "option")) or "–" for offer in offers
        ],
        owner=[in_words(offer, "owner") or "–" for offer in offers],
    )
    columns = [
        Column("label", _("Need"), width="name", strong=True),
        Column("whom", _("For whom, customers reached")),
        Column("wanted", _("Wanted by"), "right"),
        Column("offer", _("Service option"), width="name"),
        Column("owner", _("Owner")),
        Column(
            "value",
            _("Revenue, 12 months, {currency}", currency=review.settings.site.currency),
            "right",
            lambda scaled: number(scaled / SCALE),
            scaled=True,
        ),
    ]
    more = len(found) - len(shown)
    note = joined(
        [
            _("Wanted by: share of the customers of the group that answered."),
            ngettext("{n} more proposal is in actions.csv.", "{n} more proposals are in actions.csv.", more)
            if more
            else "",
        ]
    )
    return blocks.table(rows, columns, name="proposals", caption=_("Proposals"), note=note)
