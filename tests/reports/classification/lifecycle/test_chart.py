import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.lifecycle import chart, sentences
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle


def classification_of(active):
    rows = [(name, held, value * SCALE, 1) for name, (months, value) in active.items() for held in months]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    return classify_month(facts, None, "2026-05", Rule(), currency="CNY", source="invoices")


STEADY = month_range("2025-01", "2026-05")
# Of 12 · 90 + 11 · 5: a starts at 0 and is A, b starts beyond 95 %: C
FOUND = {"a": (STEADY, 90), "b": (STEADY[:-2], 5)}


def test_bars_hold_the_customers_of_each_state_and_the_part_of_class_a():
    found = classification_of(FOUND)
    life = describe_lifecycle(found)
    drawn = chart.draw(life, found)
    widths = [bar.get_width() for bar in drawn.figure.axes[0].patches]
    # all and class A in turn: active, new, won back, slowing down, dormant, lost
    assert widths == [1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]
    # b brought 5 in ten of the last twelve months
    assert drawn.alt == (
        "1 customer is slowing or dormant: 50 CNY in the 12-month window. active: 1 customer, 1 of class A, "
        "1,080 CNY. new: 0 customers, 0 of class A, 0 CNY. won back: 0 customers, 0 of class A, 0 CNY. "
        "slowing: 0 customers, 0 of class A, 0 CNY. dormant: 1 customer, 0 of class A, 50 CNY. "
        "lost: 0 customers, 0 of class A, 0 CNY."
    )
    # b was slowing in April
    written = [text.get_text() for text in drawn.figure.axes[0].texts]
    assert written[6:10] == ["0", "−1 · 0 CNY", "1", "+1 · 50 CNY"]
    title = " ".join(text.get_text() for text in drawn.figure.texts).replace("\n", " ")
    assert sentences.headline(life, found) in title
    assert "Changes in May 2026: 0 lost, 1 dormant, 0 slowing, 0 came back, 0 new." in title


def test_a_history_too_short_is_a_sentence():
    found = classification_of({"a": (["2026-05"], 90)})
    life = describe_lifecycle(found)
    assert chart.draw(life, found).alt == sentences.headline(life, found)


def test_every_text_lies_on_the_page():
    many = {f"c{n}": (STEADY[: 17 - n % 9], 10) for n in range(2000)}
    found = classification_of(many)
    figure = chart.draw(describe_lifecycle(found), found).figure
    figure.draw_without_rendering()
    page = figure.bbox
    for text in figure.axes[0].texts:
        box = text.get_window_extent()
        assert box.x0 >= page.x0 and box.x1 <= page.x1
