"""Which changes of a month call for a decision."""

import pandas as pd

from tests.reports.classification.facts import (
    CUSTOMERS,
    PARTS,
    STEADY,
    classify_facts,
    facts_of,
    monthly,
    override,
    two_years,
)
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.customer_notes import notes
from wcm_helpers.reports.classification.first_page.decisions import _recent

MOVE = ["official_before", "official", "computed", "state", "official_reason", "cause", "compared_with"]


def review_changed(changes):
    """Review May 2026 of a book with the same amounts every month: a 60, b 25, c 10, d 5, and ``changes``."""
    rows = [
        (customer, month, amount + changes.get((customer, month), 0), 1)
        for customer, amount in {"a": 60, "b": 25, "c": 10, "d": 5}.items()
        for month in month_range("2025-01", "2026-05")
    ]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    facts["value"] *= SCALE
    return classify_month(facts, None, "2026-05", Rule(), currency="CNY", source="invoices")


def test_a_decline_that_suffices_alone_is_named_though_the_others_growth_suffices_too():
    # Twelve months: a 720, b 300, c 120, d 60. b falls to 100: it starts at 840 of 1,000. a grows by 1,300:
    # b starts at 2,020 of 2,500. Each alone puts b beyond 80 %.
    result = review_changed({("b", "2026-04"): -200, ("a", "2026-04"): 1_300})
    move = result.moves.set_index("customer_id").loc["b"]
    assert move[["official", "cause"]].tolist() == ["B", "either"]
    assert result.decisions[0].what.startswith("b (−66.7%) left class A by its own decline in billed revenue")


def test_growth_that_suffices_alone_is_named_though_the_others_decline_suffices_too():
    # c grows by 300 to 420: it starts at 720 of 1,500. b falls to 50: c starts at 720 of 950. Each alone puts
    # c, which started at 85 %, within 80 %.
    result = review_changed({("c", "2026-05"): 300, ("b", "2026-05"): -250})
    move = result.moves.set_index("customer_id").loc["c"]
    assert move[["official", "cause"]].tolist() == ["A", "either"]
    assert "c (from B) is new in class A by its own growth." in [line.what for line in result.decisions]


def test_leaving_class_a_by_own_decline_is_told_first():
    # b 300 -> 100 of 1000 in April: it starts behind a 720 and c 120, at .84, and in May again.
    result = classify_facts(monthly(STEADY, changes={("b", "2026-04"): -175}), CUSTOMERS)
    moves = result.moves.set_index("customer_id")
    assert moves.loc["b", MOVE].tolist() == ["A", "B", "B", "moved", "band", "own", "2026-03"]
    # March: .8 x 1200 = 960, b starts at 720; May: .8 x 1000 = 800, b starts at 840. Nobody else changed.
    assert [n / SCALE for n in moves.loc["b", PARTS]] == [240, -280, 0, 0, 0, -40]
    first = str(result.decisions[0])
    # the last three months 25 - 175 + 25 = -125 against 75
    assert first.startswith(
        "Berg & Sohn (−66.7%) left class A by its own decline in billed revenue "
        "(last three months −266.7% on the three before). It shows for 2 months and is confirmed"
    )
    assert first.endswith("Call the customer and ask why. See “Who moved and why”.")


def test_falling_out_of_class_a_is_told_before_it_is_official():
    # The same decline, one month later: beyond the limit by more than the band, but for one month only.
    result = classify_facts(monthly(STEADY, changes={("b", "2026-05"): -175}), CUSTOMERS)
    moves = result.moves.set_index("customer_id")
    assert moves.loc["b", MOVE].tolist() == ["A", "A", "B", "waiting", "kept", "own", "2026-04"]
    assert moves.loc["b", "waiting"] == 1
    first = str(result.decisions[0])
    assert first.startswith("Berg & Sohn (−66.7%) fell out of class A by the rule; the official class waits")
    # c stood still and came into A because b fell, at once: no growth of its own to act on
    assert moves.loc["c", MOVE].tolist() == ["B", "A", "A", "moved", "band", "others", "2026-04"]
    assert not any("new in class A" in line.what for line in result.decisions)


def test_a_decline_that_is_not_enough_alone_is_not_called_the_reason():
    # b 300 -> 125 alone: starts at 720/1025 = .70; c 120 -> 420 alone: b at 1140/1500 = .76;
    # both: 1140/1325 = .86
    result = classify_facts(
        monthly(STEADY, changes={("b", "2026-04"): -150, ("c", "2026-04"): 310}), CUSTOMERS
    )
    moves = result.moves.set_index("customer_id")
    assert moves.loc["b", ["official", "cause"]].tolist() == ["B", "together"]
    # Margins: 960 - 720 = 240; b alone 820 - 720 = 100; c alone 1200 - 1140 = 60; both 1060 - 1140 = -80.
    # own: mean of 100 - 240 and -80 - 60; others: mean of 60 - 240 and -80 - 100.
    assert [n / SCALE for n in moves.loc["b", PARTS]] == [240, -140, -180, 0, 0, -80]
    assert "left class A: its billed revenue fell while that of others rose" in result.decisions[0].what


def test_new_in_class_a_by_own_growth():
    # c 120 -> 420 of 1500: starts at 720/1500 = .48
    result = classify_facts(monthly(STEADY, changes={("c", "2026-05"): 310}), CUSTOMERS)
    line = next(line for line in result.decisions if "new in class A" in line.what)
    assert line.what == "c (from B) is new in class A by its own growth."
    assert line.sure == "It shows for 1 month and is confirmed by the rule for official classes."


def test_three_months_are_held_against_the_three_before():
    # 1 + 1 + 1 against 1 + 1 + 2; the 9 lies further back
    assert _recent((9.0, 1.0, 1.0, 2.0, 1.0, 1.0, 1.0)) == " (last three months −25.0% on the three before)"
    assert _recent((1.0,) * 5) == ""
    assert _recent((0.0, 0.0, 0.0, 1.0, 1.0, 1.0)) == ""


def test_leaving_because_others_grew_blames_nobody():
    # a 60 -> 360 in May: 1020; b 300 of 1500 starts at .68 -> still A? a 2020: b starts at 2020/2500 = .81.
    facts = monthly(STEADY, changes={("a", "2026-05"): 1360})
    result = classify_facts(facts)
    move = result.moves.set_index("customer_id").loc["b"]
    assert move[["computed", "state", "cause"]].tolist() == ["B", "waiting", "others"]
    assert not any("decline" in str(line) for line in result.decisions)


def test_a_small_decline_that_explains_nothing_is_not_blamed():
    # b 300 -> 299 would stay in A alone; a 720 -> 2020 moves it
    result = classify_facts(monthly(STEADY, changes={("a", "2026-05"): 1360, ("b", "2026-05"): 24}))
    move = result.moves.set_index("customer_id").loc["b"]
    assert move[["computed", "cause"]].tolist() == ["B", "others"] and move["value"] < move["value_before"]
    assert not any("left class A" in line.what or "fell out" in line.what for line in result.decisions)


def test_a_silent_regular_of_class_a_is_told_but_not_a_seasonal_one():
    silent = monthly(STEADY, changes={("b", "2026-05"): None})
    lines = [str(line) for line in classify_facts(silent).decisions]
    assert any(
        line.startswith("b (class A) had nothing in May 2026. Active in 11 of 11 months") for line in lines
    )
    # Active in 8 of the 11 months before: 0.727, below three quarters.
    gaps = {("b", month): None for month in ("2025-07", "2025-09", "2025-11", "2026-05")}
    assert not any(
        "had nothing" in str(line) for line in classify_facts(monthly(STEADY, changes=gaps)).decisions
    )


def test_a_month_without_any_activity_is_a_warning_not_a_decision():
    result = classify_facts(monthly(STEADY, last="2026-04"))
    assert result.warnings[0] == "No activity is recorded in May 2026. Check whether the export is complete."
    assert not any("had nothing" in str(line) for line in result.decisions)
    assert not any("No activity in" in note for note in notes(result))


def test_dependence_is_told_when_it_begins_and_when_it_grows():
    even = {name: 10 for name in "abcdefghij"}
    assert not any("alone" in line.what for line in classify_facts(monthly(even)).decisions)  # 10 %
    begun = classify_facts(monthly(even, changes={("a", "2026-05"): 200}))  # 310 of 1390 = 22 %
    line = next(line for line in begun.decisions if "alone" in line.what)
    # Nine equal customers of 1080 stay, all in one class.
    assert line.what == (
        "a alone brings 22% of billed revenue; without it 310 CNY would be missing and class A would hold "
        "9 of 9 customers."
    )
    assert line.sure == "A month ago the largest had 10%."
    assert line.section == "Dependence"


def test_customers_near_a_limit_are_counted_when_some_are_new_there():
    # starts 0 .70 .90; with 480 more for a: 0, 1320/1680 = .786, 1560/1680 = .929:
    # b is near .80, c is not near .95
    drift = classify_facts(monthly({"a": 70, "b": 20, "c": 10}, changes={("a", "2026-05"): 550}))
    line = next(line for line in drift.decisions if line.section == "How sure")
    assert line.what == "1 customer lies within 2 points of a limit, 1 of them newly."
    # starts 0 .78 .90 month after month: near, but nothing new
    steady = classify_facts(monthly({"a": 78, "b": 12, "c": 10}))
    assert steady.figures["near_limit"] == 1
    assert not any(line.section == "How sure" for line in steady.decisions)


def test_of_half_a_month_nobody_is_said_to_be_silent():
    months = [f"2025-{n:02d}" for n in range(1, 13)] + ["2026-01"]
    rows = [("x", month, 900, 1) for month in months[:-1]] + [("y", month, 100, 1) for month in months]
    whole = classify_month(facts_of(rows), None, "2026-01", Rule(), currency="EUR", source="s")
    half = classify_month(
        facts_of(rows), None, "2026-01", Rule(), currency="EUR", source="s", whole_month=False
    )
    assert any("had nothing" in str(line) for line in whole.decisions)
    assert not any("had nothing" in str(line) for line in half.decisions)


def test_a_changed_rule_is_blamed_on_nobody():
    # Every month a 60, b 25, c 10, d 5; until March class A reached to 88 %, and c fell by 1 in April.
    facts = two_years(STEADY, changes={("c", "2026-04"): 9})
    result = classify_facts(facts, earlier=[("2026-03", Rule(limit_a=0.88))])
    move = result.moves.set_index("customer_id").loc["c"]
    assert move[["state", "official_before", "official", "cause"]].tolist() == ["moved", "A", "B", "rule"]
    assert not any("decline" in str(line) or "fell" in str(line) for line in result.decisions)
    assert (
        "The rule has changed: 1 class change comes from the new rule, not from the customer."
        in result.warnings
    )


def test_a_class_set_by_hand_is_blamed_on_nobody():
    facts = two_years(STEADY, changes={("b", "2026-05"): 24})
    result = classify_facts(facts, overrides=override("b", "C", "2026-05-01", "2026-12-31"))
    move = result.moves.set_index("customer_id").loc["b"]
    assert move[["state", "official", "official_reason"]].tolist() == ["moved", "C", "override"]
    assert not any("decline" in str(line) for line in result.decisions)
