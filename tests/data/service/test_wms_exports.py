"""Stage times as two systems export them: a column a step, and a row a step."""

import json
import shutil

import pytest

from tests.data.service.warehouses import service_of
from tests.golden import shared
from wcm_helpers.methods.survival import quantiles_by_group

SETTINGS = {
    "extensiv": {
        "orders": 'path = "extensiv_orders.csv"\ndate_format = "%m/%d/%Y %I:%M %p"\n'
        'columns = { order_id = "ReferenceNum", customer_id = "Customer", created_at = "CreationDate", '
        'released_at = "PickTicketPrintDate", picked_at = "PickDoneDate", packed_at = "PackDoneDate", '
        'shipped_at = "ProcessDate", status = "Status" }\nconstants = { direction = "out" }'
    },
    "status_log": {"order_events": 'path = "status_log.csv"'},
}


@pytest.mark.parametrize("system", list(SETTINGS))
def test_stage_times_are_those_worked_by_hand(system, tmp_path):
    for name in ("extensiv_orders.csv", "status_log.csv"):
        shutil.copy(shared(f"service/wms_exports/{name}"), tmp_path)
    expected = json.loads(shared("service/wms_exports/expected.json").read_text(encoding="utf-8"))
    expected = expected["systems"][system]
    service = service_of(tmp_path, SETTINGS[system])
    counts = service.stage_counts("2026-10")
    quantiles = quantiles_by_group(counts, ["stage"], [0.5, 0.9]).set_index(["stage", "share"])
    for stage, row in expected["stages"].items():
        for share, name in ((0.5, "p50"), (0.9, "p90")):
            got = quantiles.loc[(stage, share)]
            assert [got["n"], got["open"]] == [row["n"], row["open"]], stage
            assert got["value"] == pytest.approx(
                float("nan") if row[name] is None else row[name], nan_ok=True
            ), (stage, name)
    extra = set(counts["stage"]) - set(expected["stages"])
    assert extra == {"received-shipped"}
    shares = service.stage_shares("2026-10").groupby("stage")[["hours", "orders"]].sum()
    assert (shares["hours"] / shares["hours"].sum()).to_dict() == pytest.approx(
        expected["share_of_hours"], abs=1e-5
    )
    assert shares["orders"].unique().tolist() == [expected["orders_in_share"]]
