import pytest

from tests.reports.classification.money.examples import YEAR, classification_of
from wcm_helpers.core import words
from wcm_helpers.reports.classification.money import sentences
from wcm_helpers.reports.classification.money.analysis import CAUSES, loss_makers, margins


def test_the_headline_names_the_largest_loss():
    result = classification_of(YEAR)
    assert sentences.headline(margins(result), result) == (
        "2 customers cost 6 CNY more than they bring in the 1-month window; b alone 5 CNY."
    )
    one = classification_of({"a": [(60, 40)], "b": [(25, 30)]})
    assert sentences.headline(margins(one), one) == (
        "b costs 5 CNY more than it brings in the 1-month window."
    )
    none = classification_of({"a": [(60, 40)]})
    assert sentences.headline(margins(none), none) == "No customer costs more than it brings."


def test_the_margin_is_given_with_and_without_the_losses():
    result = classification_of(YEAR)
    assert sentences.total(margins(result), result) == (
        "Billed revenue less cost leaves a margin of 19 CNY in the 1-month window, 19.0% of revenue; without "
        "these losses it would be 25 CNY."
    )  # 100 - 81, of 100; 19 + 6


def test_who_began_to_lose_this_month_is_named_with_the_month_before():
    frame = loss_makers(classification_of(YEAR))
    assert sentences.newly(frame, "2026-05") == (
        "New this month: b. In the window to April 2026 it still brought more than it cost."
    )
    assert sentences.newly(frame[frame["customer_id"] == "d"], "2026-05") == ""


def test_every_cause_has_a_step_of_its_own_in_both_languages():
    for language in words.languages():
        words.use(language)
        try:
            steps = [sentences.step(cause, ["Berg"]) for cause in CAUSES]
            assert len(set(steps)) == len(set(sentences.cause_words().values())) == len(CAUSES)
            assert all("Berg" in step for step in steps)
        finally:
            words.use("en")


def test_the_cause_with_the_largest_loss_comes_first():
    steps = sentences.steps(loss_makers(classification_of(YEAR)))
    assert [step.split(":")[0] for step in steps] == [
        "Find out what costs more at b, then renegotiate the prices",
        "Raise prices or end the contract with d",
    ]


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "c0"), (5, "c0, c1, c2, c3 and c4"), (7, "c0, c1, c2, c3 and 3 more")],
)
def test_a_long_list_of_names_is_counted(count, text):
    assert sentences.named([f"c{place}" for place in range(count)]) == text


def test_missing_costs_are_warned_of():
    result = classification_of({"a": [(60, 0), (60, 40)], "b": [(25, 0), (25, 0)]}, length=2)
    known = margins(result)
    assert sentences.incomplete_costs(known.cost_months, known.without_cost, result) == [
        "Only 1 of the 2 months of the window have costs: margins are too high.",
        "1 customer has revenue and no costs: all of its revenue counts as margin.",
    ]
    assert sentences.incomplete_costs(2, 0, result) == []
