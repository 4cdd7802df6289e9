"""The appendix on measures: tests, rules and the next register."""

from tests.reports.performance.measures.made_up import Review, register
from wcm_helpers.reports.performance.measures.detail import measures_detail, rule_items, status_words

ROW = {"id": "M1", "metric": "on_time", "scope": "LA1", "start": "2026-05-01", "status": "in_progress"}


def _tables(made):
    return {block.name: block.content for block in made.pieces if block.kind == "table"}


def test_a_measure_has_its_months_means_and_what_was_allowed_for():
    made = _tables(measures_detail(Review(register({**ROW, "comparison": "LA2"}))))
    row = made["tests"].iloc[0]
    assert row["Mean before (months)"].endswith("(30)")
    assert row["Mean after (months)"].endswith("(6)")
    assert row["p"] == "< 0.001"
    assert row["Allowed for"] == "season and comparable group"
    assert made["next_register"]["Measure"].tolist() == ["M1"]


def test_without_a_register_only_the_rules_are_there():
    made = measures_detail(Review())
    assert _tables(made) == {}
    assert "From 3 whole months after the start" in made.pieces[0].text
    assert "From 1 whole month after" in rule_items(1)[0][1]


def test_states_in_words():
    assert [status_words(word) for word in ("not_started", "closed", "")] == ["not started", "closed", ""]
