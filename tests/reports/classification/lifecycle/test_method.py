from tests.reports.classification.lifecycle.test_section import BOOKS, STEADY, line_of, opened, said
from wcm_helpers.reporting.section import section
from wcm_helpers.reports.classification.lifecycle.method import lifecycle_method


def test_the_states_are_counted_and_valued():
    active = {"a": (STEADY, 5), "b": (STEADY[:-2], 5), "y": (STEADY[-3:], 10)}
    page = section("lifecycle_method", lifecycle_method(opened(active)))
    assert list(page.tables) == ["states", "thresholds", "young"]
    states = page.tables["states"].set_index("State")
    # a 60, y 30 in three months, b 50 in ten
    assert states["12-month billed revenue, CNY"].to_dict() == {
        "active": 60, "new": 30, "won back": 0, "slowing": 0, "dormant": 50, "lost": 0,
    }  # fmt: skip
    assert page.tables["young"]["At this pace in a year, CNY"].tolist() == [120]


def test_who_became_dormant_is_listed_with_the_threshold():
    text = said(lifecycle_method(opened({"Ahorn": (STEADY, 500), "Birke": (STEADY[:-2], 5)})))
    # 5 of 15 in three months to April: slowing then; gaps of up to 31 days: the least of 60 days, lost at 180
    assert "Birke slowing dormant 61 60 days, the least 180" in line_of(text, "Birke")


def test_unknown_ends_are_said_and_known_ones_are_not():
    assert "no end_date and no status" in said(lifecycle_method(opened(BOOKS["two"])))
    known = opened(BOOKS["two"], status=["active", "active"])
    assert "no end_date" not in said(lifecycle_method(known))
