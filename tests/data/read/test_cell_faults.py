"""The list of unreadable cells."""

import duckdb

from tests.data.read.one_export import read


def test_two_hundred_thousand_unreadable_cells_are_listed_in_little_memory(tmp_path):
    import resource

    header = "order_id,customer_id,created_at,goods_value," + ",".join(f"extra{i}" for i in range(30)) + "\n"
    row = "2026-05-01,bad," + ",".join("some text" for _ in range(30))
    with (tmp_path / "e.csv").open("w") as stream:
        stream.write(header)
        stream.writelines(f"SO{number:09},C1,{row}\n" for number in range(200_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    export = read(tmp_path, "orders", "e.csv")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert duckdb.sql(f"select count(*), min(line), max(line) from '{export.faults}'").fetchall() == [
        (200_000, 2, 200_001)
    ]
    assert grown < 600  # MB
