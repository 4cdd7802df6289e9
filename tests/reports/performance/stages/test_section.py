"""The section on stages: the planted stage is the bottleneck and slower than before."""


def test_packing_is_named_as_bottleneck_and_slower(performance_review):
    text = performance_review.stages.sentences[0]
    assert text.startswith("The bottleneck is Packing:")
    assert "Packing has become slower: P90" in text


def test_every_stage_is_in_table_and_chart(performance_review):
    table = performance_review.stages.tables["stages"]
    assert {"Picking", "Packing", "Transport", "Dock to stock"} <= set(table["Stage"])
    assert "Packing: P50" in performance_review.stages.charts["stages"].alt


def test_the_detail_shows_what_forgetting_open_orders_would_say(performance_review):
    tables = performance_review.stages_detail.tables
    assert {"intervals", "by_site_id", "by_carrier"} <= set(tables)
    assert "P90, done only" in tables["intervals"]
