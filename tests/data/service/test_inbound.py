"""Goods in: put away when promised, booked as announced, and how long from dock to stock."""

from tests.data.service.warehouses import csv, service_of

ORDERS = "order_id,customer_id,direction,created_at,promised_at,arrived_at,put_away_at,status,cancelled_at"
LINES = "order_id,line_no,sku_id,qty_ordered,qty_received"
ROWS = (
    # in time, 90 minutes from dock to stock; both lines booked as announced
    "1,c,in,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 10:00,2026-09-02 11:30,,",
    # an hour late, seven hours from dock to stock; one line short by one
    "2,c,in,2026-09-01 09:00,2026-09-03 18:00,2026-09-03 12:00,2026-09-03 19:00,,",
    # arrived on the last day and still at the dock at the end of the month: 24:00 − 20:00
    "3,c,in,2026-09-29 09:00,2026-09-30 18:00,2026-09-30 20:00,2026-10-02 10:00,,",
    # cancelled, and due in another month
    "4,c,in,2026-09-01 09:00,2026-09-04 18:00,,,cancelled,2026-09-02 09:00",
    "5,c,in,2026-09-01 09:00,2026-10-02 18:00,,,,",
)
QUANTITIES = ("1,1,s,5,5", "1,2,t,2,2", "2,1,s,5,4", "2,2,t,3,3", "3,1,s,1,")


def _service(folder):
    return service_of(
        folder,
        {
            "orders": csv(folder, "o.csv", ORDERS, *ROWS),
            "order_lines": csv(folder, "l.csv", LINES, *QUANTITIES),
        },
    )


def test_goods_in_count_in_the_month_they_were_due(tmp_path):
    counts = _service(tmp_path).inbound_counts("2026-09")
    counts = counts[counts["month"] == "2026-09"].iloc[:, -5:].sum()
    assert counts.to_dict() == {
        "arrivals_due": 3,
        "received_on_time": 1,
        "received_on_time_measured": 3,
        "received_right": 1,
        "received_right_measured": 2,
    }


def test_goods_still_at_the_dock_have_waited_until_the_end_of_the_month(tmp_path):
    stays = (
        _service(tmp_path).stage_counts("2026-09").query("stage == 'arrived-put_away' and month == '2026-09'")
    )
    assert sorted(stays[["minutes", "open", "n"]].itertuples(index=False, name=None)) == [
        (90, False, 1),
        (240, True, 1),
        (420, False, 1),
    ]


def test_a_promise_of_a_day_holds_until_its_end(tmp_path):
    row = "{n},c,in,2026-09-01 09:00,2026-09-{n:02d} 00:00:00,2026-09-{n:02d} 10:00,2026-09-{n:02d} 11:30,,"
    rows = [row.format(n=n) for n in (2, 3)]
    counts = service_of(tmp_path, {"orders": csv(tmp_path, "o.csv", ORDERS, *rows)}).inbound_counts("2026-09")
    assert counts[["arrivals_due", "received_on_time"]].to_numpy().tolist() == [[2, 2]]
