"""The appendix section on the causes of the class changes: the exact split of each change, as shares."""

import pandas as pd

from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.split import CAUSES
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.moves import split_chart
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, not_shown


def change_split(review: ClassificationReview) -> Blocks:
    """Return what moved each customer against the limit of its class: a chart, and a table of shares."""
    result = review.result
    movers = split_chart.explained_movers(result)
    if movers.empty:
        return blocks.join(blocks.paragraph(_("No class change of this month can be split by cause.")))
    return blocks.join(
        blocks.chart(split_chart.draw(result), "causes"),
        _table(result, movers),
        blocks.paragraph(_meaning()),
    )


def _table(result: Classification, movers: pd.DataFrame) -> Block:
    shares = split_chart.cause_shares(movers)
    frame = movers.assign(
        step=[split_chart.step(row) for row in movers.to_dict("records")],
        **{f"share_{cause}": shares[cause] for cause in CAUSES},
    ).head(MOST_ROWS)
    labels = split_chart.cause_words()
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("step", _("From official class to class by the rule"), strong=True),
        *(
            Column(
                f"share_{cause}",
                _("{cause}, share of the change", cause=labels[cause]),
                "right",
                split_chart.signed_share,
            )
            for cause in CAUSES
            if cause in ("own", "others") or frame[cause].any()
        ),
    ]
    note = joined([sentences.source_line(result), not_shown(len(movers) - len(frame))])
    return blocks.table(frame, columns, name="change_split", caption=_("What moved each customer"), note=note)


def _meaning() -> str:
    return _(
        "The distance of a customer to the limit of its class changes with its own value, with the values of "
        "the others, with the rule and with corrected data. The change since the customer last had its "
        "official class by the rule is split exactly into these parts; each is shown as a share of all parts "
        "together, with a plus where it moved the customer up and a minus where it moved it down."
    )
