"""The first page of the invented warehouse: what a manager reads first."""

from types import SimpleNamespace

from wcm_helpers.reports.performance.first_page.events import Events, Standing
from wcm_helpers.reports.performance.first_page.section import events_of, selection_of, this_month
from wcm_helpers.reports.performance.first_page.selection import select


def test_the_headline_names_indicator_target_cause_and_stage(performance_review):
    headline = performance_review.headline
    assert headline.startswith("On time in full (OTIF) was ")
    assert "(target 95.0%)" in headline
    assert "comes from S1" in headline and "Packing has become slower there." in headline


def test_five_lines_at_most_and_no_customer_twice(performance_review):
    actions = performance_review.actions
    assert 3 <= len(actions) <= 5
    assert actions[0].kind == "promise"
    names = [line.name for line in actions if line.kind in ("underserved", "waiting", "renewal")]
    assert len(names) == len(set(names))
    assert all(line.step.endswith(".") for line in actions)


def test_the_page_has_lines_cards_and_the_chart_of_the_leading_indicator(performance_review):
    kinds = [block.kind for block in performance_review.first_page.blocks]
    assert kinds == ["lead", "actions", "cards", "chart"]
    assert "worse than usual" in performance_review.first_page.charts["leading"].alt


def test_where_nothing_can_be_judged_the_page_says_what_to_export():
    def review(events):
        return SimpleNamespace(
            report=SimpleNamespace(sections={}),
            settings=SimpleNamespace(site=SimpleNamespace(currency="CNY")),
            computed={events_of: events, selection_of: select(events)}.get,
        )

    nothing = this_month(review(Events())).text
    assert "Nothing can be judged yet. Export when orders were due" in nothing
    assert "Nothing this month asks" not in nothing
    as_usual = Events((Standing("on_time", 0.96, 0.96, 0.95, 50, verdict="met"),))
    assert "Nothing this month asks for an action." in this_month(review(as_usual)).text
