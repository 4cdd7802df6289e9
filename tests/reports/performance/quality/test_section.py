"""Goods in, accuracy, damage and claims."""

from tests.data.service.warehouses import SITE, csv
from tests.reports.performance.conftest import opened


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


def test_without_classes_no_class_is_said_to_have_no_claims(tmp_path):
    header = "ticket_id,customer_id,created_at,claim_amount"
    tickets = csv(tmp_path, "t.csv", header, "1,c,2026-10-03 09:00,120", "2,c,2026-10-04 09:00,")
    settings = tmp_path / "w.toml"
    settings.write_text(f'{SITE}data_through = "2026-10"\n[tables.tickets]\n{tickets}\n', encoding="utf-8")
    quality = opened(settings=settings).quality
    assert "claims" not in quality.tables
    shown = " ".join(block.text for block in quality.blocks)
    assert "1 claim in 12 months, of 120 CNY in all. 1 is of a customer without a class." in shown
