from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from tests.reports.classification.facts import classify_last_months
from wcm_helpers.charts.style import CLASS_SHADES
from wcm_helpers.reports.classification.certainty import chart
from wcm_helpers.reports.classification.certainty.analysis import certainty

# Worked out in tests/methods/test_certainty.py: of three draws z is A in one, y N in one; w is near.
FOUR = {"x": [40, 40, 40], "y": [30, 0, 0], "z": [6, 6, 12], "w": [1, 1, 4]}


def drawn(rows, **options):
    classification = classify_last_months(rows, **options)
    result = certainty(
        classification.classes, classification.customer_months, classification.rule, classification.month
    )
    return result, chart.draw(classification, result)


def test_each_bar_holds_the_draws_of_its_customer():
    _held, made = drawn(FOUR)
    bars, dots = made.figure.axes
    parts = {}
    for bar in bars.patches:
        shade = to_hex(bar.get_facecolor())
        letter = next(one for one, colour in CLASS_SHADES.items() if colour == shade)
        parts[round(bar.get_y() + bar.get_height() / 2), letter] = bar.get_width()
    assert parts == pytest.approx(
        {(0, "A"): 1 / 3, (0, "B"): 2 / 3, (1, "A"): 2 / 3, (1, "N"): 1 / 3, (2, "C"): 1.0}
    )
    # the best class stands first, each part where the one before ends
    assert [bar.get_x() for bar in bars.patches] == pytest.approx([0, 1 / 3, 0, 2 / 3, 0])
    assert [label.get_text() for label in bars.get_yticklabels()] == ["z, B", "y, A", "w, C"]
    ends = [line.get_xdata()[-1] for line in dots.lines if line.get_marker() == "o"]
    # 100 * (150/180 - .80), 100 * (120/180 - .80), 100 * (174/180 - .95)
    assert ends == pytest.approx([3.333, -13.333, 1.667], abs=1e-3)


def test_title_and_words_say_the_same_numbers():
    _held, made = drawn(FOUR)
    finding = (
        "2 of 4 customers change class when one month is left out. 1 more is within 2 points of a limit."
    )
    assert made.figure.texts[0].get_text().replace("\n", " ") == finding
    assert made.alt == (
        f"{finding} Checks by class: z A 1 and B 2, 3.33 points from the limit. "
        "y A 2 and N 1, −13.33 points from the limit. w C 3, 1.67 points from the limit."
    )
    under = made.figure.texts[1].get_text().replace("\n", " ")
    assert "the class in 3 checks, each without one month" in under
    assert "3-month window to May 2026" in under  # the history has three months


def test_the_least_sure_are_drawn_and_the_others_counted():
    many = {f"k{place}": [1, 100 - place] if place % 2 else [100 - place, 1] for place in range(60)}
    result, made = drawn(many)
    assert result.n_boundary > chart.DRAWN
    assert len(made.figure.axes[0].get_yticks()) == chart.DRAWN
    left = result.n_boundary - chart.DRAWN
    assert f"The least certain are drawn; {left} more are not." in made.figure.texts[1].get_text().replace(
        "\n", " "
    )
    assert made.alt.endswith(f"{left} more are not.")


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            {"x": [5]},
            "The window has one month, May 2026, so it is not clear whether a class depends on a single "
            "month.",
        ),
        ({"x": [5, 5]}, "No class depends on a single month, and no customer is within 2 points of a limit."),
        (
            {"x": [5, None], "y": [None, 5]},
            "2 customers have a class because of a single month; leaving out any other month changes no "
            "class.",
        ),
    ],
    ids=["one month", "one customer", "apart"],
)
def test_nothing_to_draw_is_a_sentence(rows, text):
    assert drawn(rows)[1].alt == text


def test_nearness_alone_is_told_as_such():
    # of 100: x 79, y 11, z 10; all months alike
    _held, made = drawn({"x": [79, 79], "y": [11, 11], "z": [10, 10]})
    finding = "No class depends on a single month; 1 customer is within 2 points of a limit."
    assert made.alt.startswith(finding)


def hostile(n):
    rng = np.random.default_rng(n)
    two = ("A Long Name of a Customer & Sons (Holding)", "华东零售供应链管理有限公司")
    rows = {f"k{place}": list(np.round(rng.lognormal(3, 2, 12)) - 3) for place in range(n)}
    return rows, {one: two[place % 2] for place, one in enumerate(rows)}


@pytest.mark.parametrize("n", [2, 3, 40, 400])
def test_it_is_legible_at_every_size(n):
    rows, names = hostile(n)
    result, made = drawn(rows, names=names)
    assert result.n_boundary
    made.figure.draw_without_rendering()
    page = made.figure.bbox
    bars, dots = made.figure.axes
    texts = [
        *made.figure.texts,
        *bars.texts,
        *dots.texts,
        *bars.get_yticklabels(),
        *bars.get_xticklabels(),
        bars.xaxis.label,
        dots.xaxis.label,
    ]
    boxes = [text.get_window_extent() for text in texts if text.get_text()]
    for box in boxes:
        assert box.x0 >= page.x0 and box.x1 <= page.x1 and box.y0 >= page.y0 and box.y1 <= page.y1
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)
    assert min(text.get_fontsize() for text in texts) >= 7.5


def test_the_same_book_in_another_order_is_the_same_picture():
    rows, names = hostile(12)
    turned = dict(reversed(rows.items()))
    assert drawn(rows, names=names)[1].alt == drawn(turned, names=names)[1].alt
