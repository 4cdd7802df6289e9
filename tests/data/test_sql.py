"""Texts and names of files as SQL: read back as they are, whatever characters they have."""

import duckdb
import pandas as pd
import pytest

from wcm_helpers.data.sql import input_file, parquet_rows, quoted

NAMES = ["it's", "two words", "临安仓", "[1]", "a*b", "a?b", "x[", "]", "[!a-z]", "**", "year=2026", "a%b#c"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_is_read_and_no_other(tmp_path, name):
    for folder in (tmp_path / name, tmp_path / "1", tmp_path / "aXb", tmp_path / "q"):
        folder.mkdir(exist_ok=True)
        file = folder / f"{folder.name}.parquet"
        pd.DataFrame({"folder": [folder.name]}).to_parquet(file)
        file.with_suffix(".csv").write_text(f"{folder.name}\n")
    file = tmp_path / name / f"{name}.parquet"
    query = f"select folder, filename = {quoted(str(file))} from {parquet_rows([file], 'filename=true')}"
    assert duckdb.sql(query).fetchall() == [(name, True)]
    assert duckdb.sql(f"from {parquet_rows([file])}").columns == ["folder"]
    csv = input_file(file.with_suffix(".csv"))
    assert duckdb.sql(f"from read_csv({csv}, header=false, delim='|')").fetchall()[0][0] == name


@pytest.mark.parametrize("text", ["it's", "'; drop table x; --", "''", "%", "\\", "临安"])
def test_a_text_is_a_text(text):
    assert duckdb.sql(f"select {quoted(text)}").fetchall() == [(text,)]
