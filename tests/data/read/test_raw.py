"""Rows of text written to a Parquet file."""

import pyarrow.parquet as pq
import pytest

from wcm_helpers.data.read import raw
from wcm_helpers.data.read.raw import stage_text


@pytest.mark.parametrize(
    ("lengths", "groups"),
    [([5] * 7, [3, 3, 1]), ([90, 20, 5, 5, 200], [2, 3]), ([101, 101, 1], [1, 1, 1]), ([], [])],
)
def test_no_more_rows_and_characters_than_a_batch_are_written_at_once(tmp_path, monkeypatch, lengths, groups):
    monkeypatch.setattr(raw, "_BATCH_ROWS", 3)
    monkeypatch.setattr(raw, "_BATCH_CHARACTERS", 100)
    rows = [["x" * length, None] for length in lengths]
    copy = pq.ParquetFile(stage_text(["a", "b"], rows, tmp_path, "b.xlsx"))
    assert [copy.metadata.row_group(at).num_rows for at in range(copy.num_row_groups)] == groups
    assert copy.read()["c0"].to_pylist() == [text for text, _ in rows]
