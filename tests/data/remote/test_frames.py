"""Frames of an engine's rows."""

import pyarrow as pa

from wcm_helpers.data.remote.frames import as_frame


def test_whole_numbers_with_a_gap_stay_whole():
    frame = as_frame(pa.table({"n": pa.array([2**53 + 1, None], pa.int64())}))
    assert (str(frame["n"].dtype), int(frame["n"].iloc[0])) == ("Int64", 9007199254740993)
