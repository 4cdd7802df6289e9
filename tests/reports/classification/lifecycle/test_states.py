import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.core.paths import ROOT
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.settings import load_settings
from wcm_helpers.methods.abc import Rule
from wcm_helpers.methods.lifecycle_gaps import Limits
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.lifecycle.analysis import lifecycle
from wcm_helpers.reports.classification.parameters import check
from wcm_helpers.reports.classification.review import review as review_history


@pytest.fixture(scope="module")
def truth():
    return pd.read_csv(ROOT / "data/sample/truth/customers.csv").set_index("customer_id")


@pytest.fixture(scope="module")
def reviewed(shared_cache):
    """Two months of the invented warehouse, read once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setenv("WCM_CACHE", str(shared_cache))
        history = read_history(load_settings("workbook.toml"))
        months = ("2026-09", "2026-10")
        asked = {month: check({"month": month, "settings": "workbook.toml"}) for month in months}
        return {month: review_history(history, asked[month]).result for month in months}


@pytest.fixture(scope="module")
def sample(reviewed):
    return reviewed["2026-10"]


@pytest.fixture(scope="module")
def invented(sample):
    return lifecycle(sample)


def seen(active, customers=None, month="2026-05", whole=True):
    """Review months of activity, {customer: (months, amount)}; a book that knows no days."""
    rows = [(name, held, value * SCALE, 1) for name, (months, value) in active.items() for held in months]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    return classify_month(
        facts, customers, month, Rule(), currency="CNY", source="invoices", whole_month=whole
    )


def states(found):
    return lifecycle(found).customers.set_index("customer_id")["state"].to_dict()


STEADY = month_range("2024-06", "2026-05")


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
    now = lifecycle(replace(sample, directory=silent)).customers.set_index("customer_id")
    lost = truth["since"][truth["behaviour"] == "lost"]
    assert set(now.loc[lost.index[lost <= "2026-03"], "state"]) == {"lost"}
    assert set(now.loc[lost.index[lost <= "2026-03"], "why"]) == {"silence"}
    # silent for two and three months only: not lost without the end date
    assert "lost" not in set(now.loc[lost.index[lost >= "2026-08"], "state"])


def test_a_month_ago_is_what_the_report_of_that_month_said(invented, reviewed):
    then = lifecycle(reviewed["2026-09"])
    said = then.customers.set_index("customer_id")["state"]
    now = invented.customers.set_index("customer_id")["before"]
    pd.testing.assert_series_equal(now.dropna().sort_index(), said.sort_index(), check_names=False)


def test_the_counts_add_up(invented):
    assert invented.counts["customers"].sum() == len(invented.customers) == 150
    assert invented.figures == invented.counts.set_index("state")["customers"].to_dict()
    assert invented.counts["value"].sum() == invented.customers["value"].sum()
    assert invented.counts["change"].sum() == 1  # C00150 came in October
    assert f"{invented.figures['dormant']} dormant and 12 lost" in invented.headline


def test_states_by_hand_where_no_days_are_known():
    # A month counts as its last day. b: silent since 28 February, 92 days; c: since 30 November, 182 days.
    found = seen(
        {
            "a": (STEADY, 10),
            "b": (month_range("2024-06", "2026-02"), 10),
            "c": (month_range("2024-06", "2025-11"), 10),
            "d": (month_range("2026-03", "2026-05"), 10),
            "e": (month_range("2026-02", "2026-05"), 10),
            "f": ([*month_range("2024-06", "2025-12"), "2026-05"], 10),
        }
    )
    assert states(found) == {
        "a": "active", "b": "dormant", "c": "lost", "d": "new", "e": "active", "f": "won_back",
    }  # fmt: skip


def test_who_turned_dormant_was_lost_or_came_back_this_month():
    found = seen(
        {
            "a": (STEADY, 10),
            "b": (month_range("2024-06", "2026-03"), 10),  # 30 days on 30 April, 61 now
            "c": (month_range("2024-06", "2025-11"), 10),  # 151 days, 182 now
            "f": ([*month_range("2024-06", "2025-12"), "2026-05"], 10),  # 120 days silent in April
        }
    )
    life = lifecycle(found)
    assert list(life.turned_dormant["customer_id"]) == ["b"]
    assert list(life.turned_lost["customer_id"]) == ["c"]
    assert list(life.came_back["customer_id"]) == ["f"]
    assert life.changed == "Since April 2026: 1 turned dormant, 1 lost and 1 came back."
    before = life.customers.set_index("customer_id")["before"].to_dict()
    # b in April: 20 in three months against 30 a year ago
    assert before == {"a": "active", "b": "slowing", "c": "dormant", "f": "dormant"}


def test_what_comes_later_changes_nothing():
    early = {"a": (STEADY, 10), "b": (month_range("2024-06", "2026-03"), 10)}
    late = {"a": ([*STEADY, "2026-06"], 10), "b": ([*early["b"][0], "2026-06"], 10), "z": (["2026-06"], 5)}
    one, other = lifecycle(seen(early)), lifecycle(seen(late))
    pd.testing.assert_frame_equal(one.customers, other.customers)


def customers(**columns):
    return pd.DataFrame({"customer_id": ["a", "b"], "customer_name": ["a", "b"], **columns})


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"end_date": [None, "2026-05-31"]}, "lost"),
        ({"end_date": [None, "2026-06-01"]}, "slowing"),  # has not passed on 31 May
        ({"end_date": [None, "2026-01-31"]}, "slowing"),  # active until April, long after: not believed
        ({"status": [None, "Ended"]}, "lost"),
        ({"status": [None, "终止"]}, "lost"),
        ({"status": [None, "paused"]}, "slowing"),
    ],
)
def test_ended_business_is_lost(known, expected):
    active = {"a": (STEADY, 10), "b": (month_range("2024-06", "2026-04"), 10)}
    # 31 days silent is as usual (month ends lie up to 31 days apart); two months of three: 67 % of before
    found = lifecycle(seen(active, customers(**known))).customers.set_index("customer_id")
    assert found.loc["b", "state"] == expected
    assert found.loc["a", "state"] == "active"


def test_marked_as_ended_but_active_this_month_is_not_lost():
    found = seen({"a": (STEADY, 10), "b": (STEADY, 10)}, customers(status=["ended", None]))
    assert states(found) == {"a": "active", "b": "active"}


def test_an_earlier_start_date_makes_nobody_new():
    active = {"a": (STEADY, 10), "b": (["2026-04", "2026-05"], 10)}
    assert states(seen(active, customers(start_date=[None, "2020-01-01"])))["b"] == "active"
    assert states(seen(active, customers(start_date=[None, "2026-05-20"])))["b"] == "new"


def test_young_customers_are_told_with_the_months_it_rests_on():
    # b: 30 in three months, 10 a month, 120 a year
    life = lifecycle(seen({"a": (STEADY, 10), "b": (month_range("2026-03", "2026-05"), 10)}))
    assert life.young[["customer_id", "annualised", "annualised_months"]].values.tolist() == [
        ["b", 120 * SCALE, 3]
    ]


def test_a_month_half_told_is_no_silence():
    months = month_range("2024-06", "2026-04")
    facts = pd.DataFrame(
        [(name, month, SCALE, 1, pd.Timestamp(f"{month}-03")) for name in "ab" for month in months]
        + [("a", "2026-05", SCALE, 1, pd.Timestamp("2026-05-03"))],
        columns=["customer_id", "month", "value", "orders", "last_on"],
    ).assign(first_on=lambda frame: frame["last_on"])
    found = classify_month(facts, None, "2026-05", Rule(), currency="CNY", source="x", whole_month=False)
    life = lifecycle(found)
    assert life.as_of.isoformat() == "2026-05-03"
    # b is silent for the 30 days it always is; the whole months to April are as a year ago
    assert life.customers.set_index("customer_id")["state"].to_dict() == {"a": "active", "b": "active"}
    assert any("not complete" in said for said in life.warnings)


def test_a_short_history_says_it_cannot_tell():
    life = lifecycle(seen({"a": (["2026-05"], 10)}))
    assert life.figures == {
        "active": 1, "new": 0, "won_back": None, "slowing": 0, "dormant": None, "lost": None
    }  # fmt: skip
    assert life.headline == "The history reaches back 1 day: too short to tell who is dormant or lost."
    assert life.previous is None and life.counts["change"].isna().all()


def test_the_rules_are_those_that_decided():
    found = seen({"a": (STEADY, 10), "b": (["2024-06", "2026-03"], 10)})
    life = lifecycle(found, Limits(dormant_default=45))
    assert life.customers.set_index("customer_id").loc["b", "state"] == "dormant"  # 61 days
    assert "more than 45 days" in dict(life.rules)["dormant"]
    assert "more than 90 days" in dict(lifecycle(found).rules)["dormant"]


@pytest.mark.parametrize("factor", [3, 10_000])
def test_the_currency_does_not_matter(factor):
    active = {"a": (STEADY, 7), "b": (month_range("2024-06", "2026-03"), 5), "c": (["2026-05"], -3)}
    scaled = {name: (months, value * factor) for name, (months, value) in active.items()}
    assert states(seen(active)) == states(seen(scaled))
