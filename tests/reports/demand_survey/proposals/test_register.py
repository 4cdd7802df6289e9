"""actions.csv: one line a proposal, in the form of the improvement register."""

import pandas as pd

from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.proposals.options import OWN_LIST, read_options
from wcm_helpers.reports.demand_survey.proposals.register import COLUMNS, register_lines

SURVEY = survey_of([question("SAT", "csat")], {"SAT": [4]}, month="2026-09")
FRAME = pd.DataFrame({"customer_name": ["Alpha"]}, index=["a"])
PROPOSALS = pd.DataFrame(
    [("cold_chain", "customer:a", 1.0, 1, 1, 123_456), ("unlisted", "everyone", 0.8, 50, 140, pd.NA)],
    columns=["need", "scope", "share", "n", "customers", "value"],
)


def test_a_line_has_owner_measure_and_revenue_and_leaves_the_days_to_its_owner():
    lines = register_lines(PROPOSALS, read_options(OWN_LIST), SURVEY, FRAME)
    assert tuple(lines.columns) == COLUMNS
    first = lines.iloc[0]
    assert first["id"] == "2026-09-01"
    assert first["scope"] == "Alpha"
    assert first["owner"] == "Site manager"
    assert first["metric"] == "Hours a month outside the agreed temperature"
    assert first["revenue"] == 12.35  # 123,456 ten-thousandths
    assert (first["start"], first["due"], first["status"]) == ("", "", "not started")
    assert first["evidence"] == "Demand survey of September 2026: wanted by 100% of 1 customer that answered."


def test_a_need_without_an_option_keeps_its_line_and_unknown_revenue_is_empty():
    second = register_lines(PROPOSALS, read_options(OWN_LIST), SURVEY, FRAME).iloc[1]
    assert (second["scope"], second["owner"], second["option"]) == ("all customers", "", "")
    assert second["revenue"] is None


def test_it_is_in_the_language_in_use():
    before = words.language()
    try:
        words.use("zh")
        line = register_lines(PROPOSALS, read_options(OWN_LIST), SURVEY, FRAME).iloc[0]
    finally:
        words.use(before)
    assert (line["owner"], line["status"]) == ("仓库经理", "未开始")


def test_without_proposals_it_has_only_its_head():
    assert register_lines(PROPOSALS.iloc[:0], {}, SURVEY, FRAME).shape == (0, len(COLUMNS))
