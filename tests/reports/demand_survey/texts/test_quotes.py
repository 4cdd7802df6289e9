"""Quotes identify nobody, and do not depend on the order of the rows."""

import pandas as pd
import pytest

from wcm_helpers.reports.demand_survey.texts.quotes import LONGEST, choose_quotes, names_to_hide

TEXTS = ["请张经理处理破损", "破损太多，打13800000000", "破损", "瑞澜电子的货破损了", "破损" * 90]


def quotes_of(texts, people=None, names=(), order=None):
    written = pd.DataFrame({"person": people or range(len(texts)), "text": texts})
    matched = pd.DataFrame({"damage": [True] * len(texts)})
    if order:
        written, matched = (frame.iloc[order].reset_index(drop=True) for frame in (written, matched))
    return choose_quotes(written, matched, names)["damage"]


def test_persons_numbers_and_customers_are_not_in_a_quote():
    shown = " ".join(quotes_of(TEXTS[:2]) + quotes_of([TEXTS[3]], names=["瑞澜电子"]))
    for hidden in ("张经理", "138", "瑞澜"):
        assert hidden not in shown
    assert shown.count("[…]") == 3


def test_two_quotes_of_different_people_in_different_words():
    assert len(quotes_of(["外箱破损严重"] * 5)) == 1
    assert len(quotes_of(["外箱破损严重", "纸箱破损严重", "托盘破损严重"], people=["a", "a", "b"])) == 2


def test_what_is_left_of_a_quote_must_say_something():
    assert quotes_of(["破损"]) == ()


def test_a_long_text_is_cut():
    assert len(quotes_of([TEXTS[4]])[0]) == LONGEST


@pytest.mark.parametrize("order", [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3]])
def test_shuffled_rows_give_the_same_quotes(order):
    assert quotes_of(TEXTS, order=order) == quotes_of(TEXTS)


def test_names_are_hidden_whole_and_without_their_legal_form():
    names = names_to_hide(
        ["慈溪联璟服装有限公司", "Ruilan Electronics (Ningbo) Ltd.", None, float("nan"), "泰"]
    )
    assert {"慈溪联璟服装有限公司", "慈溪联璟服装", "Ruilan Electronics (Ningbo)"} <= set(names)
    assert "泰" not in names
