"""A customer's pack in the words of its reader; what the data lack is said."""

import math

import pandas as pd
import pytest

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.settings import load_settings
from wcm_helpers.packs.customer_pack import Reader, customer_pack
from wcm_helpers.packs.facts_of_customers import facts_of

BILL = {"customer_id": "c1", "invoice_no": "F1", "pass_through": False, "disputed": False}


@pytest.fixture
def reader(shop):
    return Reader("c1", "First <b>", read_history(load_settings(shop.settings)), "2026-05")


def facts(reader, **changed):
    made = facts_of(reader.history, "2026-05", ["c1"], None, None)
    return type(made)(**{**vars(made), **changed})


def sections(reader, **changed):
    return {section.name: section for section in customer_pack(reader, facts(reader, **changed))}


def test_without_orders_tickets_and_survey_the_pack_says_so(reader):
    pack = sections(reader)
    assert pack["head"].sentences == ["No order of yours was due in May 2026."]
    assert "No order with a promised time is in the data" in " ".join(pack["service"].sentences)
    assert pack["open_issues"].sentences == ["Not in the data. The data have no tickets."] or (
        "The data have no tickets." in " ".join(pack["open_issues"].sentences)
    )
    assert pack["needs"].sentences == ["No answer of yours to a named survey is in the data."]
    # the shop bills 500 to c1 in May, without an invoice number of its own
    assert pack["volumes"].tables["invoice"].iloc[-1, -1] == 500.0


def test_lines_of_the_bill_add_up_and_say_what_is_apart(reader):
    rows = pd.DataFrame(
        [
            {**BILL, "service_code": "storage", "uom": "pallet", "qty": 15.0, "amount": 1_501_500},
            {
                **BILL,
                "service_code": "freight",
                "uom": None,
                "qty": math.nan,
                "amount": 300_000,
                "pass_through": True,
            },
            {**BILL, "service_code": None, "uom": None, "qty": 0.5, "amount": -1_500, "disputed": True},
        ]
    )
    table = sections(reader, billed=rows)["volumes"].tables["invoice"]
    assert table.iloc[:, 0].tolist() == [
        "storage", "freight (passed on at cost)", "Other services (in dispute)", "Total",
    ]  # fmt: skip
    assert table.iloc[:, -1].tolist() == [150.15, 30.0, -0.15, 180.0]  # 150.15 + 30 - 0.15


def test_the_service_of_each_month_has_its_count_and_interval(reader):
    counts = pd.DataFrame(
        [("c1", "2026-05", 4, 3), ("c2", "2026-05", 900, 900), ("c1", "2026-04", 2, 2)],
        columns=["customer_id", "month", "measured", "kept"],
    )
    pack = sections(reader, counts=counts)
    assert pack["head"].sentences == ["75.0% of 4 orders due in May 2026 were on time and in full."]
    table = pack["service"].tables["service"]
    assert table.iloc[-1].tolist()[1:4] == [4, 3, 0.75]
    # Wilson, 3 of 4: (0.75 + 3.8415/8) / (1 + 3.8415/4) ± …: 0.3006 to 0.9544
    assert table.iloc[-1, 4] == "30% to 95%"
    assert "900" not in pack["service"].blocks[1].text


def test_only_its_own_tickets_and_measures_are_listed(reader):
    tickets = pd.DataFrame(
        {
            "ticket_id": ["T1", "T2"], "customer_id": ["c1", "c2"], "category": [None, "secret"],
            "created_at": pd.to_datetime(["2026-05-01", "2026-05-02"]), "overdue": [True, False],
        }
    )  # fmt: skip
    measures = {"c1": [("New slot", "otif_order", "2026-06-30")], "c2": [("Other", "x", "–")]}
    pack = sections(reader, tickets=tickets, measures=measures)
    assert pack["open_issues"].tables["tickets"].to_numpy().tolist() == [
        ["T1", "–", "2026-05-01", "past its due time"],
    ]  # fmt: skip
    assert pack["actions"].tables["measures"].to_numpy().tolist() == [
        ["New slot", "On time in full (OTIF)", "2026-06-30"],
    ]  # fmt: skip
