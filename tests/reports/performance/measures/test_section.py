"""The section on measures: the register, and before and after of those judged."""

from tests.reports.performance.measures.made_up import Review, register
from wcm_helpers.reports.performance.measures.section import CHARTS, measures

START = {"start": "2026-05-01", "due": "2026-06-30", "status": "in_progress"}


def _of(made, kind):
    return [block for block in made.pieces if block.kind == kind]


def test_without_a_register_a_box_names_its_columns():
    box = measures(Review()).pieces[0]
    assert "Table actions, columns id, metric, scope, owner, start, due and status" in box.text


def test_the_register_has_verdicts_and_charts_of_those_judged():
    review = Review(
        register(
            {"id": "M1", "metric": "on_time", "scope": "LA1", **START},
            {"id": "M2", "metric": "nothing", "scope": "LA1", **START},
        )
    )
    made = measures(review)
    table = _of(made, "table")[0].content
    assert table["Verdict"].tolist() == ["✓ effect shown (overdue)", "○ cannot tell (overdue)"]
    assert table["Effect (95% interval)"][1] == "There is no such indicator in the catalogue."
    charts = _of(made, "chart")
    assert len(charts) == 1
    assert charts[0].text.startswith("M1: On time has improved since May 2026: +1")
    assert "Months before the start: 30; after it: 6." in charts[0].text
    assert "Overdue: M1 and M2." in made.pieces[0].text


def test_the_month_in_which_a_measure_began_is_not_drawn():
    row = {"id": "M1", "metric": "on_time", "scope": "LA1", **START, "start": "2026-05-10"}
    charts = _of(measures(Review(register(row))), "chart")
    axes = charts[0].content.figure.axes[0]
    assert sum(len(line.get_xdata()) for line in axes.lines if line.get_marker() == "o") == 35


def test_two_have_a_chart_and_thirty_are_listed():
    rows = [{"id": f"M{n:02d}", "metric": "on_time", "scope": "LA1", **START} for n in range(33)]
    made = measures(Review(register(*rows)))
    assert len(_of(made, "chart")) == CHARTS == 2
    assert len(_of(made, "table")[0].content) == 30
    assert "3 more measures." in _of(made, "table")[0].text
