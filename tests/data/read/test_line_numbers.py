"""The line of a fault, however the records and lines of the file relate."""

import random

from tests.data.exports import BILLING, faults
from tests.data.read.one_export import LINES, faults_of, read
from wcm_helpers.data.read import rejects


def test_title_rows_blank_lines_and_lines_in_a_cell_keep_the_line_of_a_fault(warehouse):
    text = '账单 "五月"\n导出,2026\n\n' + BILLING + 'I1,1,"a\nb",2026-05-03,1\n\nI2,1,b,2026-05-04,x\n'
    text += "I3,1,b,2026-05-05,1\nI4,1,b,2026-05-05,1\n"  # lines: 1-3 titles, 4 headers, 5-6, 7 blank, 8
    assert faults(warehouse.billing(text)) == [(8, "x", "not_amount")]


def test_a_cell_longer_than_the_csv_module_likes_keeps_the_lines(warehouse):
    intake = warehouse.billing(BILLING + f"I1,1,{'x' * 200_000},2026-05-03,5\nI2,1,b,2026-05-04,bad\n"
                               "I3,1,b,2026-05-04,1\n")  # fmt: skip
    assert faults(intake) == [(3, "bad", "not_amount")]


def test_broken_and_odd_rows_keep_their_lines_in_a_long_file(tmp_path, monkeypatch):
    monkeypatch.setattr(rejects, "split_in_python", None)  # without a quotation mark nothing is split by hand
    count, chance = 300_000, random.Random(5)
    lines = [f"SO{number:09},1,SKU{number % 500:05},5,5,2.5" for number in range(count)]
    expected = []
    for number in sorted(chance.sample(range(count), 400)):
        line = number + 2  # the header is line 1
        if number % 2:
            lines[number] = f"SO{number:09},1,SKU1,five,5,2.5"
            expected.append((line, "qty_ordered", "five", "not_number"))
        else:
            lines[number] = f"SO{number:09},1,SKU1,5"
            expected.append((line, "4/6", lines[number], "ragged"))
    (tmp_path / "e.csv").write_text(LINES + "\n".join(lines) + "\n\n")
    export = read(tmp_path, "order_lines", "e.csv")
    assert faults_of(export) == expected
    ragged = sum(reason == "ragged" for *_, reason in expected)
    assert (export.rows_read, export.rows) == (count, count - ragged)
    sound = [number for number in range(count) if lines[number].count(",") == 5]
    assert export.line_numbers([0, 150_000, len(sound) - 1]) == {
        0: sound[0] + 2, 150_000: sound[150_000] + 2, len(sound) - 1: sound[-1] + 2,
    }  # fmt: skip


def test_blank_lines_between_the_rows_do_not_move_a_line(tmp_path):
    (tmp_path / "e.csv").write_text(LINES + "SO1,1,A,1,1,1\n\n\nSO2,1,A,x,1,1\n\nSO3,1\nSO4,1,A,y,1,1\n\n\n")
    export = read(tmp_path, "order_lines", "e.csv")
    assert [line for line, *_ in faults_of(export)] == [5, 7, 8]
