"""Text files: encodings, line ends, delimiters, gzip."""

import gzip

import pytest

from tests.data.exports import faults, revenue
from tests.data.read.one_export import TWO


@pytest.mark.parametrize(
    ("content", "options"),
    [
        (TWO.encode(), ""),
        (TWO.encode("utf-8-sig"), ""),
        (TWO.encode("utf-16"), ""),
        (TWO.encode("utf-16-le"), 'encoding = "utf-16-le"'),
        (TWO.encode("gb18030"), 'encoding = "gb18030"'),
        (TWO.replace("\n", "\r\n").encode(), ""),
        (TWO.replace("\n", "\r").encode(), ""),
        (TWO.replace("\n", "\r\n", 2).encode(), ""),
        (TWO.replace(",", ";").encode(), ""),
        (TWO.replace(",", "\t").encode(), ""),
        (TWO.replace("\n", ",\n").encode(), ""),
        (TWO.replace("\n", ",\n").replace(",\n", "\n", 1).encode(), ""),
    ],
    ids=["utf8", "bom", "utf16", "utf16le", "gb18030", "crlf", "cr", "mixed", "semicolon", "tab",
         "comma_behind_all", "comma_behind_rows"],
)  # fmt: skip
def test_the_same_rows_come_in_however_the_file_is_written(warehouse, content, options):
    intake = warehouse.billing(content, options)
    assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}
    assert faults(intake) == [(3, "x", "not_amount")]


def test_a_gzip_file_is_unpacked(warehouse):
    intake = warehouse.billing(gzip.compress(TWO.encode()), name="b.csv.gz")
    assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}
    assert faults(intake) == [(3, "x", "not_amount")]


def test_a_gzip_file_cut_short_blocks(warehouse):
    assert (
        "the gzip file is incomplete or damaged"
        in warehouse.billing(gzip.compress(TWO.encode())[:-12], name="b.csv.gz").faults_of()[0]
    )
