from dataclasses import fields

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month, summarise
from wcm_helpers.reports.classification.customer_months import pivot_customer_months
from wcm_helpers.reports.classification.first_page.decisions import _recent

BOOKS = settings(max_examples=25, deadline=None)


def facts_of(rows):
    return pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])


def monthly(amounts, first="2025-01", last="2026-05", changes=()):
    """Return facts with the same amount every month, save ``changes``: {(id, month): amount or None}."""
    changes = dict(changes)
    rows = [
        (name, month, changes.get((name, month), amount), 1)
        for name, amount in amounts.items()
        for month in month_range(first, last)
    ]
    return facts_of([(name, month, value * SCALE, n) for name, month, value, n in rows if value is not None])


def seen(facts, customers=None, month="2026-05", rule=None):
    return classify_month(facts, customers, month, rule or Rule(), currency="CNY", source="invoices")


CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["a", "b", "c", "d", "z", "late"],
        "customer_name": ["华东零售", "Berg & Sohn", None, "<b>Delta</b>", "Zeta", "Later Ltd"],
        "industry": ["retail", "pharma", "retail", None, "food", "food"],
        "start_date": ["2020-01-01", "2020-01-01", None, "2026-04-10", None, "2026-06-01"],
    }
)
# In every month a 60, b 25, c 10, d 5: starts 0, 60, 85, 95 of 100: A A B C.
STEADY = {"a": 60, "b": 25, "c": 10, "d": 5}


def test_a_steady_book_moves_nobody_and_decides_nothing():
    found = seen(monthly(STEADY), CUSTOMERS)
    assert found.classes.set_index("customer_id")["class"].to_dict() == {
        "a": "A",
        "b": "A",
        "c": "B",
        "d": "C",
    }
    assert found.moves.empty
    assert found.headline == "2 of 4 customers bring 85% of billed revenue; the largest alone 60%."
    # Dependence on a (60 %) stands, but it stood a month ago too.
    assert found.decisions == []


def test_classes_carry_what_is_known_of_a_customer():
    rows = seen(monthly(STEADY), CUSTOMERS).classes.set_index("customer_id")
    assert rows.loc["a", ["customer_name", "industry", "known"]].tolist() == ["华东零售", "retail", True]
    assert rows.loc["c", ["customer_name", "known"]].tolist() == ["c", False]  # no name: its id, and flagged
    assert "no name" in rows.loc["c", "note"]
    assert rows.loc["b", "value"] == 12 * 25 * SCALE
    assert rows.loc["b", "previous_value"] == 12 * 25 * SCALE
    assert rows.loc["b", "previous_class"] == "A"
    assert rows.loc["b", "orders"] == 12
    assert rows.loc["b", "trend"] == (25.0,) * 12
    assert rows.loc["b", "first_month"] == "2020-01"  # its start date, before the history begins
    assert rows["new"].tolist() == [False] * 4


def test_who_is_inactive_and_who_is_not_there_yet():
    facts = monthly(STEADY, changes={("d", month): None for month in month_range("2025-04", "2026-05")})
    silent = seen(facts, CUSTOMERS).inactive
    # z is known and never came; d was last there in March 2025; "late" starts after May.
    assert silent[["customer_id", "customer_name", "last_month"]].values.tolist() == [
        ["d", "<b>Delta</b>", "2025-03"],
        ["z", "Zeta", None],
    ]


def test_a_newcomer_is_flagged_with_its_pace():
    facts = pd.concat([monthly(STEADY), monthly({"n": 30}, first="2026-04")])
    row = seen(facts).classes.set_index("customer_id").loc["n"]
    # 60 in two months, April and May: 360 in twelve.
    assert row["new"]
    assert row["note"].startswith("new since April 2026, at this pace 360 CNY in 12 months")
    old = pd.concat([monthly(STEADY), monthly({"n": 30}, first="2026-02")])
    assert not seen(old).classes.set_index("customer_id").loc["n", "new"]  # three months ago and more


def test_who_is_there_when_the_history_begins_is_not_called_new():
    assert not seen(monthly(STEADY, first="2026-04")).classes["new"].any()


MOVE = ["official_before", "official", "computed", "state", "official_reason", "cause", "compared_with"]
PARTS = ["before", "own", "others", "rule", "correction", "after"]


def test_leaving_class_a_by_own_decline_is_told_first():
    # b 300 -> 100 of 1000 in April: it starts behind a 720 and c 120, at .84, and in May again.
    found = seen(monthly(STEADY, changes={("b", "2026-04"): -175}), CUSTOMERS)
    moves = found.moves.set_index("customer_id")
    assert moves.loc["b", MOVE].tolist() == ["A", "B", "B", "moved", "band", "own", "2026-03"]
    # March: .8 x 1200 = 960, b starts at 720; May: .8 x 1000 = 800, b starts at 840. Nobody else changed.
    assert [n / SCALE for n in moves.loc["b", PARTS]] == [240, -280, 0, 0, 0, -40]
    first = str(found.decisions[0])
    # the last three months 25 - 175 + 25 = -125 against 75
    assert first.startswith(
        "Berg & Sohn (−66.7%) left class A by its own decline in billed revenue "
        "(last three months −266.7% on the three before). It shows for 2 months and is confirmed"
    )
    assert first.endswith("Call the customer and ask why. See “Who moved and why”.")


def test_falling_out_of_class_a_is_told_before_it_is_official():
    # The same decline, one month later: beyond the limit by more than the band, but for one month only.
    found = seen(monthly(STEADY, changes={("b", "2026-05"): -175}), CUSTOMERS)
    moves = found.moves.set_index("customer_id")
    assert moves.loc["b", MOVE].tolist() == ["A", "A", "B", "waiting", "kept", "own", "2026-04"]
    assert moves.loc["b", "waiting"] == 1
    first = str(found.decisions[0])
    assert first.startswith("Berg & Sohn (−66.7%) fell out of class A by the rule; the official class waits")
    # c stood still and came into A because b fell, at once: no growth of its own to act on
    assert moves.loc["c", MOVE].tolist() == ["B", "A", "A", "moved", "band", "others", "2026-04"]
    assert not any("new in class A" in line.what for line in found.decisions)


def test_a_decline_that_is_not_enough_alone_is_not_called_the_reason():
    # b 300 -> 125 alone: starts at 720/1025 = .70; c 120 -> 420 alone: b at 1140/1500 = .76;
    # both: 1140/1325 = .86
    found = seen(monthly(STEADY, changes={("b", "2026-04"): -150, ("c", "2026-04"): 310}), CUSTOMERS)
    moves = found.moves.set_index("customer_id")
    assert moves.loc["b", ["official", "cause"]].tolist() == ["B", "together"]
    # Margins: 960 - 720 = 240; b alone 820 - 720 = 100; c alone 1200 - 1140 = 60; both 1060 - 1140 = -80.
    # own: mean of 100 - 240 and -80 - 60; others: mean of 60 - 240 and -80 - 100.
    assert [n / SCALE for n in moves.loc["b", PARTS]] == [240, -140, -180, 0, 0, -80]
    assert "left class A: its billed revenue fell while that of others rose" in found.decisions[0].what


def test_new_in_class_a_by_own_growth():
    # c 120 -> 420 of 1500: starts at 720/1500 = .48
    found = seen(monthly(STEADY, changes={("c", "2026-05"): 310}), CUSTOMERS)
    line = next(line for line in found.decisions if "new in class A" in line.what)
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
    found = seen(facts)
    move = found.moves.set_index("customer_id").loc["b"]
    assert move[["computed", "state", "cause"]].tolist() == ["B", "waiting", "others"]
    assert not any("decline" in str(line) for line in found.decisions)


def test_a_small_decline_that_explains_nothing_is_not_blamed():
    # b 300 -> 299 would stay in A alone; a 720 -> 2020 moves it
    found = seen(monthly(STEADY, changes={("a", "2026-05"): 1360, ("b", "2026-05"): 24}))
    move = found.moves.set_index("customer_id").loc["b"]
    assert move[["computed", "cause"]].tolist() == ["B", "others"] and move["value"] < move["value_before"]
    assert not any("left class A" in line.what or "fell out" in line.what for line in found.decisions)


def test_a_silent_regular_of_class_a_is_told_but_not_a_seasonal_one():
    silent = monthly(STEADY, changes={("b", "2026-05"): None})
    lines = [str(line) for line in seen(silent).decisions]
    assert any(
        line.startswith("b (class A) had nothing in May 2026. Active in 11 of 11 months") for line in lines
    )
    # Active in 8 of the 11 months before: 0.727, below three quarters.
    gaps = {("b", month): None for month in ("2025-07", "2025-09", "2025-11", "2026-05")}
    assert not any("had nothing" in str(line) for line in seen(monthly(STEADY, changes=gaps)).decisions)


def test_a_month_without_any_activity_is_a_warning_not_a_decision():
    found = seen(monthly(STEADY, last="2026-04"))
    assert found.warnings[0] == "There is no activity in May 2026: is the export complete?"
    assert not any("had nothing" in str(line) for line in found.decisions)
    assert found.classes["note"].str.contains("nothing in").sum() == 0


def test_dependence_is_told_when_it_begins_and_when_it_grows():
    even = {name: 10 for name in "abcdefghij"}
    assert not any("alone" in line.what for line in seen(monthly(even)).decisions)  # 10 %
    begun = seen(monthly(even, changes={("a", "2026-05"): 200}))  # 310 of 1390 = 22 %
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
    drift = seen(monthly({"a": 70, "b": 20, "c": 10}, changes={("a", "2026-05"): 550}))
    line = next(line for line in drift.decisions if line.section == "How sure")
    assert line.what == "1 customer lies within 2 points of a limit, 1 of them newly."
    # starts 0 .78 .90 month after month: near, but nothing new
    steady = seen(monthly({"a": 78, "b": 12, "c": 10}))
    assert steady.figures["near_limit"] == 1
    assert not any(line.section == "How sure" for line in steady.decisions)


def test_figures_are_for_machines_and_name_their_basis():
    facts = monthly({"a": 60, "b": 25, "c": 10, "d": 5, "n": -4})
    figures = seen(facts, rule=Rule(value="order_value")).figures
    assert figures["value_basis"] == "order_value"
    assert figures["classes"] == {"A": 2, "B": 1, "C": 1, "N": 1}
    assert figures["customers"] == 5
    assert figures["share_a"] == pytest.approx(0.85)
    assert figures["revenue"] == 12 * 96.0  # net: what was credited is in it, though in no share
    assert figures["top1"] == pytest.approx(0.6)
    assert figures["hhi"] == pytest.approx(0.36 + 0.0625 + 0.01 + 0.0025)
    # population Gini of 5 10 25 60: (-3*5 - 10 + 25 + 180) / (4 * 100)
    assert figures["gini"] == pytest.approx(0.45)
    assert figures["gini_small_sample"] == pytest.approx(0.6)


@pytest.mark.parametrize(("basis", "noun"), [("order_value", "order value"), ("units", "units ordered")])
def test_only_billing_is_called_revenue(basis, noun):
    facts = monthly({"a": 60, "b": 25, "c": 10, "d": 5, "n": -4}, changes={("b", "2026-05"): -300})
    found = seen(facts, CUSTOMERS, rule=Rule(value=basis))
    words = [
        found.headline,
        *found.warnings,
        *found.rules,
        *map(str, found.decisions),
        *found.classes["note"],
    ]
    words += [text for card in found.cards for text in card[:4]]
    assert any(noun in text for text in words)
    assert not any("revenue" in text.lower() or "billed" in text.lower() for text in words)


def test_class_table_adds_up():
    found = seen(monthly({"a": 60, "b": 25, "c": 10, "d": 5, "n": -4}))
    table = found.class_table.set_index("class")
    assert table["customers"].tolist() == [2, 1, 1, 1]
    assert table["value"].tolist() == [value * 12 * SCALE for value in (85, 10, 5, -4)]
    assert table["of_value"].tolist()[:3] == pytest.approx([0.85, 0.10, 0.05])
    assert table["smallest"].tolist()[:3] == [value * 12 * SCALE for value in (25, 10, 5)]
    assert table["change"].tolist() == [0, 0, 0, 0]
    assert summarise(found.previous, found.previous.iloc[:0])["change"].isna().all()


def test_the_first_month_says_there_is_none_before():
    found = seen(monthly(STEADY, first="2026-05"))
    assert not found.has_previous and found.moves.empty
    assert "There is no month before to compare with." in found.warnings
    assert found.classes["previous_value"].isna().all()
    assert found.figures["moved_up"] is None
    assert all(card.direction == "" for card in found.cards)
    assert [line.section for line in found.decisions] == ["Dependence"]


def test_history_and_strip_hold_full_windows_only():
    # history from January 2025: windows of 12 are full from December 2025
    found = seen(monthly(STEADY))
    full = month_range("2025-12", "2026-05")
    assert found.history["month"].tolist() == full
    assert list(found.strip.columns) == full
    assert found.strip.loc["c"].tolist() == ["B"] * 6
    assert found.history["gini"].tolist() == pytest.approx([0.45] * 6)


def test_the_year_before_is_on_the_card_when_the_history_reaches_back():
    # the window a year ago, June 2024 to May 2025: 1200 - 100; a month ago 1200; now 1200 + 120
    facts = monthly(STEADY, first="2024-01", changes={("a", "2026-05"): 180, ("a", "2024-06"): -40})
    card = seen(facts).cards[0]
    assert card.value == "1,320 CNY"
    assert card.change == "+10.0% on the month before"
    assert card.note == "+20.0% on the year before"
    assert card.trend == (1200.0,) * 11 + (1320.0,)
    assert card.direction == "up"


@pytest.mark.parametrize(
    ("amounts", "headline", "warning"),
    [
        ({"a": 5}, "One customer alone brings all billed revenue.", "only one customer"),
        (
            {"a": 5, "b": 5},
            "All customers bring the same billed revenue: classes tell nobody apart.",
            "the same",
        ),
        ({"a": 99, "b": 1}, "1 of 2 customers alone brings 99% of billed revenue.", "covers 99%"),
        (
            {"a": -5, "b": -1},
            "No customer has billed revenue above zero in the window to May 2026: "
            "there is nothing to classify.",
            "ABC says nothing",
        ),
    ],
    ids=["one", "all equal", "one with 99 %", "all negative"],
)
def test_edge_books(amounts, headline, warning):
    found = seen(monthly(amounts))
    assert found.headline == headline
    assert any(warning in text for text in found.warnings)
    assert len(found.cards) == 6


def test_few_customers_say_that_the_crossing_rule_decides():
    few = "the classes depend on the rule for the one that crosses a limit"
    assert any(
        few in text
        for text in seen(monthly({name: place for place, name in enumerate("abcdefg", 1)})).warnings
    )
    many = {name: place for place, name in enumerate("abcdefgh", 1)}
    assert not any(few in text for text in seen(monthly(many)).warnings)


@pytest.mark.parametrize(
    ("facts", "said"),
    [(facts_of([]), "holds nothing up to 2026-05"), (monthly(STEADY, last="2025-03"), "ends in 2025-03")],
    ids=["empty", "long ago"],
)
def test_nothing_in_the_window_is_one_line(facts, said):
    with pytest.raises(WorkbookError, match=said) as caught:
        seen(facts)
    assert "\n" not in str(caught.value)


def test_rules_are_printed_from_the_rule():
    rules = seen(monthly(STEADY), rule=Rule(limit_a=0.7, limit_b=0.925, crossing="next", band=0.015)).rules
    assert any("within 70% of billed revenue" in text and "within 92.5%" in text for text in rules)
    assert "Near a limit: within 1.5 percentage points of it." in rules


def told(found):
    """Return everything a review says, as one comparable text."""
    parts = []
    for held in fields(found):
        if held.name == "book":  # the facts themselves
            continue
        value = getattr(found, held.name)
        parts.append(f"{held.name}: " + (value.to_csv() if isinstance(value, pd.DataFrame) else str(value)))
    return "\n".join(parts)


def rows_of(book):
    return facts_of([(name, month, value, orders) for (name, month), (value, orders) in book.items()])


@BOOKS
@given(strategies.facts(), st.randoms(use_true_random=False))
def test_order_of_rows_and_splitting_them_change_nothing(book, random):
    rows = [(name, month, value, orders) for (name, month), (value, orders) in book.items()]
    halves = [(name, month, value // 3, orders // 2) for name, month, value, orders in rows]
    rest = [(name, month, value - value // 3, orders - orders // 2) for name, month, value, orders in rows]
    pieces = halves + rest
    random.shuffle(pieces)
    facts = facts_of(rows)
    kept = facts.copy()
    assert told(seen(facts_of(pieces))) == told(seen(facts))
    pd.testing.assert_frame_equal(facts, kept)


@BOOKS
@given(strategies.facts())
def test_what_happens_later_is_invisible(book):
    facts = rows_of(book)
    before = facts[facts["month"] <= "2026-03"]
    if len(before):
        assert told(seen(facts, month="2026-03")) == told(seen(before, month="2026-03"))


@BOOKS
@given(strategies.facts())
def test_renaming_and_currency_change_no_class(book):
    facts = rows_of(book)
    turned = facts.assign(customer_id="k" + (9 - facts["customer_id"].str[1:].astype(int)).astype(str))
    dear = facts.assign(value=facts["value"] * 100)
    columns = ["class", "previous_class", "rank", "near_limit", "new", "orders"]
    expected = seen(facts).classes.set_index("customer_id")[columns].sort_index()
    renamed = seen(turned).classes.set_index("customer_id")[columns]
    renamed.index = "c" + (9 - renamed.index.str[1:].astype(int)).astype(str)
    pd.testing.assert_frame_equal(renamed.rename_axis("customer_id").sort_index(), expected)
    pd.testing.assert_frame_equal(seen(dear).classes.set_index("customer_id")[columns].sort_index(), expected)


def test_open_book_keeps_whole_numbers():
    book = pivot_customer_months(monthly(STEADY), "2026-05")
    assert set(book.amounts.dtypes.astype(str)) == {"int64"}


def test_entering_and_leaving_have_no_class_on_one_side():
    found = seen(
        pd.concat(
            [monthly(STEADY), monthly({"n": 900}, first="2026-05"), monthly({"o": 900}, last="2025-05")]
        )
    )
    moves = found.moves.set_index("customer_id")
    sides = ["computed_before", "computed", "official_before", "official", "state"]
    assert moves.loc["n", sides].tolist() == [None, "A", None, "A", "moved"]
    assert moves.loc["o", sides].tolist() == ["A", None, "A", None, "moved"]
    # Somebody came at 900 and somebody went with 900; neither had a margin where it was not.
    assert [found.figures[name] for name in ("entered", "left")] == [1, 1]
    assert any(line.what.startswith("n (new) is new in class A") for line in found.decisions)


def test_a_window_that_is_not_full_compares_no_sums():
    # One month against two: y doubles because the window grew, not because y did.
    rows = [("x", month, 600, 1) for month in ("2026-04", "2026-05")]
    rows += [("y", month, 300, 1) for month in ("2026-04", "2026-05")] + [("z", "2026-05", 900, 1)]
    found = classify_month(
        facts_of(rows), None, "2026-05", Rule(window_months=12), currency="EUR", source="s"
    )
    assert not found.previous_covered
    assert found.moves["own"].isna().all()
    assert set(found.moves["cause"]) <= {"unknown", "own"}
    assert not any("own growth" in str(line) or "own decline" in str(line) for line in found.decisions)
    assert "%" not in found.cards[0].change


def test_of_half_a_month_nobody_is_said_to_be_silent():
    months = [f"2025-{n:02d}" for n in range(1, 13)] + ["2026-01"]
    rows = [("x", month, 900, 1) for month in months[:-1]] + [("y", month, 100, 1) for month in months]
    whole = classify_month(facts_of(rows), None, "2026-01", Rule(), currency="EUR", source="s")
    half = classify_month(
        facts_of(rows), None, "2026-01", Rule(), currency="EUR", source="s", whole_month=False
    )
    assert any("had nothing" in str(line) for line in whole.decisions)
    assert not any("had nothing" in str(line) for line in half.decisions)
