"""Who answered, by group of the frame, and which groups are missing by more than chance explains."""

import pandas as pd
import pytest

from tests.reports.demand_survey.respondents.test_weighting import frame_of, month_of
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.demand_survey.respondents.analysis import asked_customers, count_respondents

#: 20 A, 80 C; the ids are c00 … c99.
HUNDRED = frame_of(**{"class": ["A"] * 20 + ["C"] * 80})


def counted(frame, customers, **more):
    return count_respondents(month_of(frame, customers, **more), frame)


def test_groups_are_counted_against_the_frame():
    # 18 of 20 A and 22 of 80 C answered: 40 of 100
    result = counted(HUNDRED, [*HUNDRED.index[:18], *HUNDRED.index[20:42]])
    assert (result.asked, result.answered, result.rate) == (100, 40, 0.4)
    groups = result.groups.set_index("group")
    assert groups["answered"].to_dict() == {"A": 18, "C": 22}
    assert groups["rate"].to_dict() == {"A": 0.9, "C": 0.275}
    assert groups["of_answered"].to_dict() == {"A": 0.45, "C": 0.55}
    assert groups["mark"].to_dict() == {"A": "over", "C": "missing"}
    assert tuple(groups.loc["A", ["low", "high"]]) == wilson(18, 40, population=100)


def test_a_difference_that_chance_explains_has_no_mark():
    # 9 of 40 are A: 22 % against 20 %
    result = counted(HUNDRED, [*HUNDRED.index[:9], *HUNDRED.index[20:51]])
    assert result.groups["mark"].tolist() == ["", ""]


def test_when_all_answered_nobody_is_missing():
    result = counted(HUNDRED, list(HUNDRED.index))
    assert result.rate == 1 and result.groups["mark"].tolist() == ["", ""]
    assert (result.groups["low"] == result.groups["of_answered"]).all()


def test_several_responses_and_unmatched_ones():
    result = counted(HUNDRED, ["c00", "c00", "c30", None, "unknown"])
    assert (result.answered, result.responses, result.unmatched, result.several) == (2, 5, 2, 1)


@pytest.mark.parametrize("customers", [[], [None], ["c00"], ["c00", "c30", "c31"]])
def test_few_answers_give_a_result(customers):
    result = counted(HUNDRED, customers)
    assert result.answered == sum(customer is not None for customer in customers)
    assert len(result.groups) == (2 if result.answered else 0)


def test_a_single_group_is_not_compared():
    assert counted(frame_of(**{"class": ["A"] * 9}), ["c00"]).groups.empty
    assert counted(frame_of(industry=[None] * 9), ["c00"]).groups.empty


def test_groups_are_in_the_order_of_classes_and_of_size():
    frame = frame_of(**{"class": ["C", "A", None, "B", "B"], "industry": ["y", "x", "x", None, None]})
    groups = counted(frame, ["c00"]).groups
    assert groups["group"].tolist() == ["A", "B", "C", "", "x", "y", ""]
    assert groups["asked"].tolist() == [1, 2, 1, 1, 2, 1, 2]


def test_a_small_group_of_an_anonymous_survey_is_not_counted():
    """A has 3 answers and must not be shown; with it B is hidden, or A followed from the total."""
    frame = frame_of(**{"class": ["A"] * 20 + ["B"] * 30 + ["C"] * 50})
    classes = ["A"] * 3 + ["B"] * 12 + ["C"] * 15
    result = counted(frame, [None] * 30, anonymous=True, **{"class": classes})
    groups = result.groups.set_index("group")
    assert groups["answered"].isna().to_dict() == {"A": True, "B": True, "C": False}
    assert groups[["of_answered", "low", "high"]].isna().all(axis=1).tolist() == [True, True, False]
    assert groups["rate"].isna().all() and result.rate != result.rate
    assert groups.loc[["A", "B"], "mark"].tolist() == ["", ""] and result.unmatched == 0


def test_an_empty_and_a_small_group_of_an_anonymous_survey_look_alike():
    frame = frame_of(**{"class": ["A"] * 20 + ["B"] * 30 + ["C"] * 50})
    shown = [
        counted(frame, [None] * 30, anonymous=True, **{"class": ["A"] * n + ["B"] * (12 - n) + ["C"] * 18})
        for n in (0, 3)
    ]
    pd.testing.assert_frame_equal(shown[0].groups, shown[1].groups)


def test_only_those_invited_were_asked():
    month = month_of(HUNDRED, ["c00", "c99"])
    invitations = pd.DataFrame(
        {"survey_id": ["wave", "wave", "earlier"], "customer_id": ["c00", "c01", "c02"]}
    )
    assert asked_customers(month, invitations).index.tolist() == ["c00", "c01", "c99"]
    assert len(asked_customers(month, None)) == len(asked_customers(month, invitations[2:])) == 100
