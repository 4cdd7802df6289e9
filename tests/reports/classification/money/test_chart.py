from tests.reports.classification.money.examples import YEAR, classification_of
from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.classification.money import chart
from wcm_helpers.reports.classification.money.analysis import margins


def drawn(customers, **more):
    result = classification_of(customers, **more)
    return chart.draw(margins(result), result)


def bars(axes):
    return [round(patch.get_width() / SCALE) for patch in axes.patches]


def texts(axes):
    return [text.get_text() for text in axes.texts]


def test_losses_are_left_of_zero_and_the_year_ago_beside_them():
    picture = drawn(YEAR)
    axes = picture.figure.axes[0]
    assert bars(axes) == [-5, 10, -1, -1]  # b now and a year ago, then d
    assert texts(axes) == ["−5 since May 2026", "10 a year ago", "−1", "−1 a year ago"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["b, A", "d, C"]
    low, high = axes.get_xlim()
    assert low < -5 * SCALE and high > 10 * SCALE


def test_the_same_numbers_are_in_words():
    assert drawn(YEAR).alt == (
        "2 customers cost 6 CNY more than they bring in the 1-month window; b alone 5 CNY. b (A): margin −5, "
        "a year ago 10. d (C): margin −1, a year ago −1."
    )


def test_without_a_year_ago_only_the_window_is_drawn():
    axes = drawn({"a": [(60, 40)], "b": [(25, 30)]}).figure.axes[0]
    assert bars(axes) == [-5] and texts(axes) == ["−5"]


def test_of_a_long_list_the_largest_losses_are_drawn_and_the_rest_counted():
    losing = {f"c{place:02d}": [(10, 11 + place)] for place in range(chart.DRAWN + 2)}
    picture = drawn({"good": [(900, 1)], **losing})
    axes = picture.figure.axes[0]
    assert bars(axes) == [-10, -9, -8, -7, -6, -5, -4, -3]
    source = next(text for text in picture.figure.texts if text.get_gid() == "source")
    assert "2 smaller losses are not drawn." in source.get_text().replace("\n", " ")
