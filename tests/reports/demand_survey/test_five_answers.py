"""Five questions of a manager, answered by the first page alone, as they were planted."""

import csv
import re

import pandas as pd
import pytest

from wcm_helpers.core.paths import ROOT

SAMPLE = ROOT / "data" / "sample"
WAVE = "2026-09"


@pytest.fixture(scope="module")
def page(sample_review):
    """Return the text of the first page, headline and lines."""
    return "\n".join(sample_review.first_page.sentences)


@pytest.fixture(scope="module")
def truth():
    """Return the planted needs by need."""
    return pd.read_csv(SAMPLE / "truth" / "survey_needs.csv").set_index("need")


def test_how_many_customers_answered(page, sample_review):
    rows = pd.read_csv(SAMPLE / "truth" / "survey_responses.csv", dtype=str)
    matched = rows[(rows["wave"] == WAVE) & (rows["unmatched"] == "false")]
    answered = matched["customer_id"].nunique()
    assert answered > 80
    assert f"{answered} of {len(sample_review.result.frame)} customers answered (A " in page


def test_what_everyone_wants(truth, sample_review):
    common = truth.index[truth["verdict"] == "common"]
    names = [line.name for line in sample_review.actions if line.kind == "common_need"]
    assert len(common) >= 1
    assert names == [sample_review.result.survey.need_label(need) for need in common]


def test_what_only_some_want(truth, sample_review):
    groups = truth[(truth["verdict"] == "individual") & ~truth["scope"].str.startswith("customer:")]
    (line,) = [line for line in sample_review.actions if line.kind == "individual_need"]
    assert len(groups) >= 2
    for need, scope in groups["scope"].items():
        label, group = sample_review.result.survey.need_label(need), scope.partition(":")[2]
        if line.name == label:
            assert f"of class {group} " in line.happened
        else:
            assert re.search(rf"{label} \((class|industry) {group}\)", line.others)


def test_which_large_customer_is_unhappy(sample_review):
    first = sample_review.actions[0]
    assert first.kind == "unhappy"
    frame = sample_review.result.frame
    (customer,) = frame.index[frame["customer_name"] == first.name]
    assert frame.loc[customer, "class"] == "A"
    with (SAMPLE / f"survey-{WAVE}.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["1、客户编号"] == customer]
    words = ["非常不满意", "不满意", "一般", "满意", "非常满意"]
    answers = [words.index(row["5、总体而言，您对我们的仓储服务满意吗？"]) + 1 for row in rows]
    assert sum(answers) / len(answers) < 3
    assert "Call this week" in first.step


def test_what_to_do_and_who(sample_review, truth):
    lines = {line.name: line for line in sample_review.actions if line.kind.endswith("_need")}
    label = sample_review.result.survey.need_label
    assert "(Inbound manager)" in lines[label("receiving_slots")].step
    file = sample_review.report.files(sample_review)["actions.csv"]
    planted = truth[truth["verdict"] != "none"]
    assert {*planted.index} <= {*file["need"]}
    assert (file.set_index("need").loc[planted.index, "owner"] != "").all()
