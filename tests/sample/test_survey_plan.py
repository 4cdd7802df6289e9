"""Who answers the invented survey, and who needs what: the truth is in the answers."""

import pytest

from tests.sample.committed import SAMPLE, classes, read
from wcm_helpers.sample.survey_plan import RESPONSE, waves_of
from wcm_helpers.sample.survey_questions import NEEDS

OPTION = {need: option for need, option, _ in NEEDS}


@pytest.fixture(scope="module")
def asked(customers, revenue):
    """The customers that could answer the last wave, with their class, industry and whether they did."""
    truth = read(SAMPLE / "truth" / "survey_responses.csv")
    answered = set(truth.loc[truth["wave"] == "2026-09", "customer_id"])
    frame = customers.set_index("customer_id")
    there = ~((frame["behaviour"] == "lost") & (frame["since"] <= "2026-09"))
    there &= ~((frame["behaviour"] == "new") & (frame["since"] > "2026-09"))
    return frame.assign(letter=classes(revenue, "2026-09"), answered=frame.index.isin(answered), there=there)


@pytest.fixture(scope="module")
def ticked(asked):
    """The careful, matched responses of the last wave with their customer's class and industry."""
    truth = read(SAMPLE / "truth" / "survey_responses.csv")
    truth = truth[truth["wave"] == "2026-09"].reset_index(drop=True)
    needs = read(SAMPLE / "survey-2026-09.csv")["8、未来一年贵司需要哪些服务？（可多选）"]
    frame = truth.assign(needs=needs).merge(asked[["letter", "industry"]], on="customer_id")
    return frame[(frame["careless"] == "false") & (frame["broken_off"] == "false")]


def test_non_response_depends_on_the_class(asked):
    rate = asked[asked["there"]].groupby("letter")["answered"].mean()
    assert rate["A"] > rate["B"] > rate["C"]
    for letter in "ABC":  # 28, 40 and 76 customers: two standard errors are at most .14
        assert rate[letter] == pytest.approx(RESPONSE[letter], abs=0.14)
    assert not asked.loc[~asked["there"], "answered"].any()


def test_the_common_need_is_alike_in_every_class_and_industry(ticked):
    wanted = ticked["needs"].str.contains(OPTION["receiving_slots"])
    by_class = wanted.groupby(ticked["letter"]).mean()
    assert by_class.between(0.80, 0.96).all()
    assert by_class.max() - by_class.min() < 0.08
    assert (wanted.groupby(ticked["industry"]).mean() > 0.7).all()


def test_the_needs_of_groups_and_of_three_customers_are_their_own(ticked):
    truth = read(SAMPLE / "truth" / "survey_needs.csv").set_index("need")
    own = truth[truth["verdict"] == "individual"]
    assert set(own["scope"].str.split(":").str[0]) == {"class", "industry", "customer"}
    assert (own["scope"].str.startswith("customer:")).sum() == 3
    for need, row in own.iterrows():
        kind, group = row["scope"].split(":")
        column = {"class": "letter", "industry": "industry", "customer": "customer_id"}[kind]
        wanted = ticked["needs"].str.contains(OPTION[need])
        inside = ticked[column] == group
        assert wanted[inside].mean() == pytest.approx(float(row["share"]), abs=0.12)
        assert wanted[~inside].mean() == pytest.approx(float(row["share_elsewhere"]), abs=0.06)
        assert wanted[inside].mean() > 0.6 + wanted[~inside].mean()


def test_a_need_of_one_customer_is_ticked_by_no_other(ticked):
    truth = read(SAMPLE / "truth" / "survey_needs.csv").set_index("need")
    for need, scope in truth.loc[truth["scope"].str.startswith("customer:"), "scope"].items():
        wanted = ticked["needs"].str.contains(OPTION[need])
        assert set(ticked.loc[wanted, "customer_id"]) == {scope.removeprefix("customer:")}


def test_needs_of_nobody_in_particular_are_wanted_by_fewer_than_half(ticked):
    truth = read(SAMPLE / "truth" / "survey_needs.csv").set_index("need")
    for need in truth.index[truth["verdict"] == "none"]:
        assert 0.1 < ticked["needs"].str.contains(OPTION[need]).mean() < 0.5


def test_waves_lie_in_the_months_of_the_world():
    assert waves_of([f"2026-{month:02d}" for month in range(1, 11)]) == ["2026-03", "2026-09"]
    assert waves_of(["2026-08", "2026-09", "2026-10"]) == ["2026-09"]
