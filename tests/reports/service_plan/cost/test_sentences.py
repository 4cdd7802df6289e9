"""The sentences on costs, with their base."""

import pandas as pd
import pytest

from tests.reports.service_plan.cost.planted import result_of
from tests.reports.service_plan.cost.test_analysis import LEDGER, MONTHS, SPACE, WORK
from tests.reports.service_plan.cost.test_inputs import billing
from wcm_helpers.reports.service_plan.cost import sentences
from wcm_helpers.reports.service_plan.cost.analysis import cost_to_serve
from wcm_helpers.reports.service_plan.cost.inputs import cost_inputs


def made(a, b):
    """Return the costs of a (120 used, 180 with unused capacity) and b (90), with their bills."""
    bills = billing(("a", "2026-04", a), ("b", "2026-05", b))
    return cost_to_serve(cost_inputs(LEDGER, WORK, SPACE, bills, MONTHS), result_of({"a": "A", "b": "B"}))


def test_the_ledger_adds_up_to_the_fen():
    assert sentences.ledger_sentence(made(1, 1), "CNY") == (
        "The ledger of 273.00 CNY is what customers used, 210.00, capacity that nobody used, 60.00 (22.0%), "
        "and 3.00 of pools that no usage is known of."
    )


@pytest.mark.parametrize(
    ("a", "b", "begin"),
    [
        (2_200_000, 700_000, "1 of 2 customers earn 100 CNY; 1 that brings less than it uses takes 20 (20%)"),
        (
            2_200_000,
            900_000,
            "None of 2 customers loses money by what it uses itself: together a margin of 100",
        ),
        (0, 0, "None of 2 customers brings more than it uses."),
    ],
)
def test_the_finding_is_the_peak_and_what_is_lost_of_it(a, b, begin):
    assert sentences.whale_sentence(made(a, b), "CNY").startswith(begin)


def test_the_losses_name_those_that_are_certain():
    # a is billed 150: 30 above what it used, 30 below its share of the whole; no rate turns the latter.
    sentence = sentences.losses_sentence(made(1_300_000, 900_001).loss_makers)
    assert "For 1 it holds at other rates, too: a. None certainly loses by what it uses itself" in sentence
    none = sentences.losses_sentence(made(9_000_000, 9_000_000).loss_makers)
    assert none == "No customer costs more than it brings, not even with its share of unused capacity."


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (("2026-05",), "of 1 month, May 2026. Not every table covers more of the 12 months"),
        (("2026-03", "2026-05"), "of 2 months, March 2026 to May 2026. 1 month between them is not in every"),
    ],
)
def test_a_young_history_and_a_gap_are_named(months, words):
    assert words in sentences.months_sentence(months, 12)


ROW = {
    "key": "driver", "driver": "returns", "excess": 1_680_000_000, "peers": 29, "class": "A",
    "price_change": 0.064, "driver_change": 0.306, "billed": 1, "certain": False, "doubt": 0.097,
}  # fmt: skip


def test_a_loss_has_its_main_cost_its_base_and_both_changes():
    assert sentences.why_sentence(ROW, "CNY") == (
        "Returns: 168k CNY above the median of 29 others of class A. "
        "Prices 6.4% higher or 31% less of it mend the loss."
    )
    alone = sentences.why_sentence({**ROW, "driver_change": float("nan")}, "CNY")
    assert alone.endswith("Prices 6.4% higher mend it; less of this cost alone does not.")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("no_revenue", "Nothing was billed"),
        ("few_peers", "Too few customers"),
        ("no_driver", "No cost is above"),
    ],
)
def test_every_reason_without_a_driver_has_its_words(key, words):
    assert sentences.why_sentence({**ROW, "key": key}, "CNY").startswith(words)


def test_a_loss_that_other_rates_turn_cannot_be_told():
    assert sentences.certainty_words(ROW) == "cannot tell (10%)"
    assert sentences.certainty_words({**ROW, "certain": True, "doubt": 0}) == "certain (0%)"


def test_rows_without_minutes_are_named_with_their_base():
    without = pd.DataFrame({"activity": ["picking"], "rows": [3], "of": [8]})
    assert "Picking (3 of 8 rows)" in sentences.minutes_sentence(without)
    assert sentences.minutes_sentence(without.head(0)) == ""
