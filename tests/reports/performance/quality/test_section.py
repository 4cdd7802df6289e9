"""Goods in, accuracy, damage and claims."""


def test_every_indicator_has_its_year_and_interval(performance_review):
    table = performance_review.quality.tables["quality"].set_index("Indicator")
    assert {"Dock to stock, P50", "Received on time", "Stock accuracy", "Damaged lines per 10,000"} <= set(
        table.index
    )
    assert "cases" in table.loc["Received on time"].iloc[-1]


def test_claims_are_counted_against_orders_by_class(performance_review):
    table = performance_review.quality.tables["claims"]
    assert table["Class"].tolist() == ["A", "B", "C"]
    assert (table["Claims"].astype(int) > 0).all()
