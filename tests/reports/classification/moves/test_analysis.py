"""Who moves, and the split of each change in money."""

import pytest

from wcm_helpers.reports import open_report


@pytest.mark.parametrize(
    ("reported", "correction"),
    # c2 starts at 500, and class A ends at half of everybody's value: of 0.496 too much in c2's own value its
    # margin loses half. Of 0.016 it loses 0.008, in cents 0.01.
    [("300.50", -0.25), ("300.02", -0.01), ("300.00", 0)],
    ids=["half a unit", "more than a cent", "rounded to the cent"],
)
def test_only_what_rounding_to_the_cent_explains_is_no_correction(shop, reported, correction):
    shop.billing(
        ("c1", "2026-04-30", 500), ("c2", "2026-04-30", "300.004"), ("c3", "2026-04-30", 100),
        ("c1", "2026-05-29", 500), ("c2", "2026-05-29", 900), ("c3", "2026-05-29", 150),
    )  # fmt: skip
    folder = shop.folder / "r"
    folder.mkdir()
    (folder / "classes.csv").write_text(
        "customer_id,month,class,official_class,value,value_basis\n"
        "c1,2026-04,A,A,500,revenue\n"
        f"c2,2026-04,B,B,{reported},revenue\n"
        "c3,2026-04,C,C,100,revenue\n",
        encoding="utf-8",
    )
    settings = shop.write_settings(
        '[tables.class_history]\npath = "r/classes.csv"\n[classification]\nwindow_months = 1\nlimit_a = 0.5\n'
    )
    moves = open_report("classification", month="2026-05", settings=str(settings)).result.moves
    row = moves.set_index("customer_id").loc["c2"]
    assert row["correction"] / 10_000 == correction
