"""Proposals as lines of the improvement register: ``actions.csv``."""

import pandas as pd

from wcm_helpers.core.formats import SCALE, month_name, share
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reports.demand_survey.proposals import sentences
from wcm_helpers.reports.demand_survey.proposals.options import Options, in_words

COLUMNS = (
    "id", "metric", "scope", "owner", "start", "due", "status", "expected_effect", "evidence",
    "need", "option", "customers", "revenue",
)  # fmt: skip


def register_lines(
    proposals: pd.DataFrame, options: Options, survey: Survey, frame: pd.DataFrame
) -> pd.DataFrame:
    """Return one line a proposal; who takes it on sets start and due.

    Returns
    -------
    pd.DataFrame of object
        ``id`` is the wave with a number in the order of the report; ``revenue`` is that of the scope in 12
        months, in units of the currency; cells that are not known are empty.
    """
    rows = []
    for place, proposal in enumerate(proposals.to_dict("records"), start=1):
        option = options.get(proposal["need"], {})
        rows.append(
            {
                "id": f"{survey.month}-{place:02d}",
                "metric": in_words(option, "measure"),
                "scope": sentences.scope_label(proposal["scope"], frame),
                "owner": in_words(option, "owner"),
                "start": "",
                "due": "",
                "status": _("not started"),
                "expected_effect": _(
                    "Fewer than {share} of these customers ask for it in the next wave.",
                    share=share(proposal["share"]),
                ),
                "evidence": ngettext(
                    "Demand survey of {month}: wanted by {share} of {n} customer that answered.",
                    "Demand survey of {month}: wanted by {share} of {n} customers that answered.",
                    int(proposal["n"]),
                    month=month_name(survey.month),
                    share=share(proposal["share"]),
                ),
                "need": proposal["need"],
                "option": in_words(option, "option"),
                "customers": proposal["customers"],
                "revenue": None if pd.isna(proposal["value"]) else round(int(proposal["value"]) / SCALE, 2),
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
