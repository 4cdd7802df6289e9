"""The proposals of the sample and of small waves, and the file beside the report."""

import re

from tests.reports.demand_survey.hostile import frame_of, opened, wave
from wcm_helpers.reports.demand_survey.proposals.register import COLUMNS
from wcm_helpers.reports.demand_survey.proposals.section import actions_file


def test_the_table_names_need_option_owner_and_reach(sample_review):
    table = sample_review.proposals.tables["proposals"]
    first = table.iloc[0]
    assert first["Need"] == "Faster booking of receipts"
    assert first["Owner"] == "Inbound manager"
    frame = sample_review.result.frame
    assert first["For whom, customers reached"].startswith(f"all customers: {len(frame)} (A ")
    last = table.iloc[-1]["For whom, customers reached"]
    assert last in frame["customer_name"].to_numpy()  # one customer is not counted
    assert first["Revenue, 12 months, CNY"] * 10_000 == frame["value"].sum()


def test_the_file_has_a_line_for_every_proposal_and_only_text_without_glue(sample_review):
    file = actions_file(sample_review)
    assert tuple(file.columns) == COLUMNS
    assert len(file) == len(sample_review.proposals.tables["proposals"])
    assert file["id"].is_unique and file["id"].str.match(r"2026-09-\d\d$").all()


def test_a_need_without_an_option_is_listed_as_such():
    review = opened(wave(30, score=5), frame=frame_of(30))
    text = "\n".join(block.text for block in review.proposals.blocks)
    if "slots" in text:
        assert "No service option is listed for" in text


def test_an_anonymous_wave_proposes_for_no_customer_and_shows_no_counts_by_class():
    review = opened(wave(40, anonymous=True, **{"class": ["A"] * 20 + ["B"] * 20}), frame=frame_of(40))
    text = "\n".join(block.text for block in review.proposals.blocks)
    assert not re.search(r"Customer \d|\(A ", text)
    assert not actions_file(review)["scope"].str.contains("Customer").any()


def test_without_a_need_there_is_a_sentence_and_an_empty_file():
    review = opened(wave(0))
    assert "nothing is proposed" in review.proposals.blocks[-1].text
    assert actions_file(review).empty
