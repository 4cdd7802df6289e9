"""Discounts that may be shares, per cents or money."""

import pytest

from tests.data.read.one_export import faults_of, read, rows_of
from wcm_helpers.core.errors import WorkbookError

HEAD = "order no,line,sku,qty,unit price,{}\n"


def lines(folder, *discounts, header="discount", options="", amounts=False):
    head = HEAD.format(header).rstrip("\n") + (",amount\n" if amounts else "\n")
    rows = "".join(
        f"O{at},1,S,10,10.00,{cell}{',90' if amounts else ''}\n" for at, cell in enumerate(discounts)
    )
    (folder / "l.csv").write_text(head + rows)
    return read(folder, "order_lines", "l.csv", options)


@pytest.mark.parametrize(
    ("discounts", "large", "fraction"),
    [
        (["0.50", "1.00", "0", "0.80"], "l.csv:3: discount is '1.00'", "0.50"),
        (["0.05", "0", "13"], "l.csv:4: discount is '13'", "0.05"),
        (["1", "", ".5"], "l.csv:2: discount is '1'", ".5"),
        (["10%", "12.5", "0.1"], "l.csv:3: discount is '12.5'", "0.1"),
    ],
)
def test_a_large_bare_number_leaves_no_bare_fraction_sure(tmp_path, discounts, large, fraction):
    with pytest.raises(WorkbookError) as error:
        lines(tmp_path, *discounts)
    assert str(error.value).startswith(
        f"{large}, so the column may hold amounts or per cents, and its '{fraction}' is not surely a share."
    )


def test_what_is_written_with_a_sign_or_is_zero_is_sure(tmp_path):
    export = lines(tmp_path, "50%", "0", "1", "0.00", "100%")
    assert faults_of(export) == [(4, "discount", "1", "share_or_percent")]


def test_fractions_alone_are_shares(tmp_path):
    assert faults_of(lines(tmp_path, "0.5", "0.05", "0", "")) == []


def test_per_cents_by_their_header_are_sure(tmp_path):
    assert faults_of(lines(tmp_path, "0.5", "13", header="discount (%)")) == []


def test_where_the_amount_is_given_the_discount_decides_nothing(tmp_path):
    export = lines(tmp_path, "0.5", "13", amounts=True)
    assert len(rows_of(export)) == 2
    assert faults_of(export) == [(3, "discount", "13", "not_share")]


def test_the_column_left_out_is_read(tmp_path):
    assert faults_of(lines(tmp_path, "0.5", "13", options='ignore = ["discount"]')) == []
