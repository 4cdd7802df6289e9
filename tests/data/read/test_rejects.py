"""Records that cannot be split are rejected, and cost no other."""

from tests.data.exports import BILLING, staged
from tests.data.read.one_export import LINES, faults_of, read, rows_of
from wcm_helpers.core import words


def test_broken_rows_are_rejected_and_cost_no_other(warehouse):
    rows = ["I1,1,a,2026-05-03", "I2,1,a,2026-05-04,7,8", 'I3,1,"c"d,2026-05-04,9', 'I4,1,"e"f,2026-05-04,9',
            "I5,1,a,2026-05-04,5", 'I6,1,g"h,2026-05-04,6', "I7,1,a,2026-05-04,bad", "I8,1,a,2026-05-04,8",
            "I9,1,a,2026-05-04,9"]  # fmt: skip
    intake = warehouse.billing(BILLING + "\n".join(rows))
    assert intake.rejects[["line", "reason"]].to_numpy().tolist() == [
        [2, "ragged"], [3, "ragged"], [4, "quote"], [5, "quote"], [8, "not_amount"],
    ]  # fmt: skip
    assert staged(intake)["invoice_no"].tolist() == ["I5", "I6", "I7", "I8", "I9"]
    assert intake.reconciliation["rows"].sum() == 9
    assert intake.faults_of() == [
        "b.csv:2: the row is 'I1,1,a,2026-05-03'. The row has more or fewer cells than the header. "
        "5 of 9 rows of billing cannot be used. Look for a stray delimiter in this line."
    ]


def test_the_cells_of_a_broken_row_are_counted_in_the_language_in_use(warehouse):
    intake = warehouse.billing(BILLING + "I1,1,a,2026-05-03,1\nI2,1,a\nI3,1,a,2026-05-04,x\n")
    columns = {}
    for language in ("en", "zh"):
        words.use(language)
        columns[language] = intake.rejects["column"].tolist()
    words.use("en")
    assert columns == {
        "en": ["3 cells instead of 5", "amount_ex_vat"],
        "zh": ["3个单元格，应为5个", "amount_ex_vat"],
    }


def test_a_row_with_blank_cells_behind_it_is_sound(tmp_path):
    (tmp_path / "e.csv").write_text(LINES + "SO1,1,A,1,1,1\nSO2,1,A,2,1,1,, ,\nSO3,1,A,3,1,1,\nSO4,1\n")
    export = read(tmp_path, "order_lines", "e.csv")
    assert [row[0] for row in rows_of(export)] == ["SO1", "SO2", "SO3"]
    assert faults_of(export) == [(5, "2/6", "SO4,1", "ragged")]
