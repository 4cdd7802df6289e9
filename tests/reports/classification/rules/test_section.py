"""The rules in force, with the terms a reader looks them up by."""

from wcm_helpers.reports import open_report


def test_every_rule_has_its_term_and_earlier_rules_their_last_month(shop):
    rules = "[classification]\nwindow_months = 1\nlimit_a = 0.7\n"
    earlier = '[[classification.before]]\nuntil = "2026-04"\nlimit_a = 0.9\n'
    settings = str(shop.write_settings(rules + earlier))
    shown = open_report("classification", month="2026-05", settings=settings).rules.rules
    assert list(shown)[:6] == [
        "Order of the customers", "Classes", "Group N", "Equal customers", "Near a limit", "New customers",
    ]  # fmt: skip
    assert "crosses 70% of billed revenue" in shown["Classes"]
    assert "crosses 90% of billed revenue" in shown["Classes until April 2026"]
    assert {"Official class", "Month", "Billed revenue", "Industries: marked shares"} <= set(shown)
