"""The list of customers of several sites: read with one line for each mistake, and kept."""

import pytest

from wcm_helpers.reporting.same_customers import (
    FILE,
    SameCustomer,
    keep_same_customers,
    kept_same_customers,
    read_same_customers,
)

ROWS = [SameCustomer("Qidong 启东", "north", "C1"), SameCustomer("Qidong 启东", "south", "77")]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("group_customer,site,customer_id\nQidong 启东,north,C1\nQidong 启东,south,77\n", "utf-8"),
     ("集团客户;仓库;客户编号\r\nQidong 启东;north;C1\r\n\r\nQidong 启东;south;77\r\n", "utf-8-sig"),
     ("客户编号\t集团客户\t站点\t备注\nC1\tQidong 启东\tnorth\t\n77\tQidong 启东\tsouth\tx\n", "gb18030"),
     ('Site,Customer_ID,Group_Customer\nnorth,C1,"Qidong 启东"\nnorth,C1,Qidong 启东\n'
      "south, 77 ,Qidong 启东", "utf-8")],
)  # fmt: skip
def test_it_is_read_in_english_and_chinese(tmp_path, text, encoding):
    file = tmp_path / "map.csv"
    file.write_bytes(text.encode(encoding))
    assert read_same_customers(file) == (ROWS, [])


def faults(tmp_path, content):
    file = tmp_path / "map.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [str(error).replace(str(tmp_path) + "/", "") for error in read_same_customers(file)[1]]


def test_every_mistake_is_a_line_with_its_place(tmp_path):
    rows = "group_customer,site,customer_id\nA,n,1\n,n,2\nB,n\nB,n,1\n"
    assert faults(tmp_path, rows) == [
        "map.csv:3: group_customer is empty. Fill it, or remove the row.",
        "map.csv:4: customer_id is empty. Fill it, or remove the row.",
        "map.csv:5: customer 1 of site n belongs to B, and in a row before to A. Keep one of the two.",
    ]


def test_many_mistakes_end_in_a_count(tmp_path):
    listed = faults(tmp_path, "group_customer,site,customer_id\n" + "A,,1\n" * 25)
    assert len(listed) == 21
    assert listed[-1] == "map.csv: 5 more rows cannot be right."


@pytest.mark.parametrize("content", ["", "\n", "a,b\n1,2\n", "group_customer,site\nA,n\n", b"PK\x03\x04\x00"])
def test_a_file_without_the_columns_names_them(tmp_path, content):
    (line,) = faults(tmp_path, content)
    assert "has no column" in line or "cannot be read" in line
    assert "\n" not in line


def test_a_file_without_rows_or_that_is_not_there_is_one_line(tmp_path):
    assert faults(tmp_path, "group_customer,site,customer_id\n") == ["map.csv has no rows below its header."]
    _rows, (error,) = read_same_customers(tmp_path / "none.csv")
    assert "none.csv cannot be read (No such file or directory)" in str(error)
    _rows, (error,) = read_same_customers(tmp_path)
    assert "cannot be read (Is a directory)" in str(error)


def test_it_is_kept_for_later_runs(tmp_path):
    keep_same_customers(tmp_path, ROWS)
    assert kept_same_customers(tmp_path) == ROWS


@pytest.mark.parametrize("content", ["", "{}", "null", "[[1, 2, 3]]", '[["a", "b"]]', "[" * 100_000, "[5]"])
def test_a_damaged_list_is_as_none(tmp_path, content):
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    assert kept_same_customers(tmp_path) == []
