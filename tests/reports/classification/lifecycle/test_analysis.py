import pandas as pd
import pytest

from tests.reports.classification.lifecycle.examples import STEADY, classification_of
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.lifecycle import sentences
from wcm_helpers.reports.classification.lifecycle.analysis import departures, describe_lifecycle


@pytest.fixture(scope="module")
def truth():
    return pd.read_csv(ROOT / "data/sample/truth/customers.csv").set_index("customer_id")


@pytest.fixture(scope="module")
def reviewed(sample_review, shared_cache):
    """Return two months of the invented warehouse."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        before = open_report("classification", month="2026-09", settings=str(ROOT / "workbook.toml"))
    return {"2026-09": before.result, "2026-10": sample_review.result}


@pytest.fixture(scope="module")
def sample(reviewed):
    return reviewed["2026-10"]


@pytest.fixture(scope="module")
def invented(sample):
    return describe_lifecycle(sample)


def test_the_planted_behaviour_is_found_again(invented, truth):
    now = invented.customers.set_index("customer_id")["state"]
    planted = {
        name: list(now.reindex(truth.index[truth["behaviour"] == name]))
        for name in truth["behaviour"].unique()
    }
    assert planted["lost"] == ["lost"] * 10  # their end dates have passed
    assert planted["declining"] == ["slowing"] * 12  # down by 29 % a year and more
    assert planted["growing"] == ["active"] * 12
    assert planted["stable"].count("active") >= 64  # of 66; a season and small noise only
    assert planted["seasonal"].count("active") >= 7  # of 8: the same season a year ago
    new = truth["since"][truth["behaviour"] == "new"]
    assert set(now[new.index[new >= "2026-08"]]) == {"new"}
    assert "new" not in set(now[new.index[new < "2026-08"]])
    back = truth["since"][truth["behaviour"] == "won_back"]
    assert set(now[back.index[back >= "2026-05"]]) == {"won_back"}
    assert "won_back" not in set(now[back.index[back < "2026-05"]])


def test_who_was_lost_seven_months_ago_is_found_by_its_silence_alone(sample, truth):
    from dataclasses import replace

    silent = sample.directory.assign(end_date=pd.NaT, status=None)
    now = describe_lifecycle(replace(sample, directory=silent)).customers.set_index("customer_id")
    lost = truth["since"][truth["behaviour"] == "lost"]
    assert set(now.loc[lost.index[lost <= "2026-03"], "state"]) == {"lost"}
    assert set(now.loc[lost.index[lost <= "2026-03"], "why"]) == {"silence"}
    # silent for two and three months only: not lost without the end date
    assert "lost" not in set(now.loc[lost.index[lost >= "2026-08"], "state"])


def test_a_month_ago_is_what_the_report_of_that_month_said(invented, reviewed):
    then = describe_lifecycle(reviewed["2026-09"])
    said = then.customers.set_index("customer_id")["state"]
    now = invented.customers.set_index("customer_id")["before"]
    pd.testing.assert_series_equal(now.dropna().sort_index(), said.sort_index(), check_names=False)


def test_the_counts_add_up(invented):
    assert invented.counts["customers"].sum() == len(invented.customers) == 150
    assert invented.figures == invented.counts.set_index("state")["customers"].to_dict()
    assert invented.counts["value"].sum() == invented.customers["value"].sum()
    assert invented.counts["change"].sum() == 1  # C00150 came in October


def test_who_turned_dormant_was_lost_or_came_back_this_month():
    result = classification_of(
        {
            "a": (STEADY, 10),
            "b": (month_range("2024-06", "2026-03"), 10),  # 30 days on 30 April, 61 now
            "c": (month_range("2024-06", "2025-11"), 10),  # 151 days, 182 now
            "f": ([*month_range("2024-06", "2025-12"), "2026-05"], 10),  # 120 days silent in April
        }
    )
    life = describe_lifecycle(result)
    assert list(life.turned_dormant["customer_id"]) == ["b"]
    assert list(life.turned_lost["customer_id"]) == ["c"]
    assert list(life.came_back["customer_id"]) == ["f"]
    assert sentences.changed(life) == (
        "Changes in May 2026: 1 lost, 1 dormant, 0 slowing, 1 came back, 0 new."
    )
    before = life.customers.set_index("customer_id")["before"].to_dict()
    # b in April: 20 in three months against 30 a year ago
    assert before == {"a": "active", "b": "slowing", "c": "dormant", "f": "dormant"}


def test_who_is_leaving_is_named_with_the_money_it_brought():
    result = classification_of(
        {
            "a": (STEADY, 100),
            "b": (month_range("2024-06", "2026-03"), 10),  # slowing in April, dormant now
            "c": (month_range("2024-06", "2025-11"), 20),  # dormant in April, lost now
            "d": (month_range("2024-06", "2026-04"), 30),  # 60 of 90 in three months: slowing now
            "e": (month_range("2024-06", "2025-03"), 40),  # lost long ago
        }
    )
    frame = departures(describe_lifecycle(result)).set_index("customer_id")
    assert frame["state"].to_dict() == {"d": "slowing", "c": "lost", "e": "lost", "b": "dormant"}
    assert frame["arrived"].to_dict() == {"d": True, "c": True, "e": False, "b": True}
    # 11 months of 30, the 12 to November of 20, the 10 there are of 40, and 10 months of 10
    assert (frame["amount"] / SCALE).to_dict() == {"d": 330, "c": 240, "e": 400, "b": 100}
    assert frame["recent_change"].round(4).to_dict() == {"d": -0.3333, "c": -1, "e": -1, "b": -0.6667}


def test_what_comes_later_changes_nothing():
    early = {"a": (STEADY, 10), "b": (month_range("2024-06", "2026-03"), 10)}
    late = {"a": ([*STEADY, "2026-06"], 10), "b": ([*early["b"][0], "2026-06"], 10), "z": (["2026-06"], 5)}
    one, other = describe_lifecycle(classification_of(early)), describe_lifecycle(classification_of(late))
    pd.testing.assert_frame_equal(one.customers, other.customers)


def test_young_customers_are_told_with_the_months_it_rests_on():
    # b: 30 in three months, 10 a month, 120 a year
    life = describe_lifecycle(
        classification_of({"a": (STEADY, 10), "b": (month_range("2026-03", "2026-05"), 10)})
    )
    assert life.young[["customer_id", "annualised", "annualised_months"]].values.tolist() == [
        ["b", 120 * SCALE, 3]
    ]


def test_no_year_is_told_of_a_customer_that_has_gone():
    # b is silent since 28 February, 92 days: dormant
    life = describe_lifecycle(
        classification_of({"a": (STEADY, 10), "b": (["2026-01", "2026-02"], 10), "c": (["2026-05"], 10)})
    )
    assert life.young["customer_id"].tolist() == ["c"]


def test_a_month_half_told_is_no_silence():
    months = month_range("2024-06", "2026-04")
    facts = pd.DataFrame(
        [(name, month, SCALE, 1, pd.Timestamp(f"{month}-03")) for name in "ab" for month in months]
        + [("a", "2026-05", SCALE, 1, pd.Timestamp("2026-05-03"))],
        columns=["customer_id", "month", "value", "orders", "last_on"],
    ).assign(first_on=lambda frame: frame["last_on"])
    result = classify_month(facts, None, "2026-05", Rule(), currency="CNY", source="x", whole_month=False)
    life = describe_lifecycle(result)
    assert life.as_of.isoformat() == "2026-05-03"
    # the three months to April against those of a year ago: a part of May is compared with nothing
    assert life.customers["recent_change"].tolist() == [0, 0]
    # b is silent for the 30 days it always is; the whole months to April are as a year ago
    assert life.customers.set_index("customer_id")["state"].to_dict() == {"a": "active", "b": "active"}
    assert any("not complete" in text for text in sentences.warnings(life, result))


def test_a_short_history_says_it_cannot_tell():
    result = classification_of({"a": (["2026-05"], 10)})
    life = describe_lifecycle(result)
    assert life.figures == {
        "active": 1, "new": 0, "won_back": None, "slowing": 0, "dormant": None, "lost": None
    }  # fmt: skip
    assert sentences.headline(life, result) == (
        "The history covers 1 day: too short to say who is dormant or lost."
    )
    assert life.previous is None and life.counts["change"].isna().all()
