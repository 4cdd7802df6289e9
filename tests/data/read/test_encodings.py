"""Encodings: marks at the start of files, UTF-16 without one, and advice where a file does not fit."""

import gzip

import pytest

from tests.data.exports import faults, revenue
from tests.data.read.one_export import read
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read.encodings import marked_encoding, readable_encodings, unmarked_utf16
from wcm_helpers.data.settings_file import load_settings

HEAD = "客户编号,客户名称,开票日期,金额\n"
MAY = HEAD + "C001,甲公司,2026-05-31,1000\nC002,乙公司,2026-05-31,300\n"
JUNE = HEAD + "C001,甲公司,2026-06-30,900\nC002,乙公司,2026-06-30,20\n"
IN_GB = 'encoding = "gb18030"'


@pytest.mark.parametrize(
    ("name", "content", "mark"),
    [
        ("b.csv", MAY.encode("utf-8-sig"), "utf-8"),
        ("b.csv", MAY.encode("utf-16"), "utf-16"),
        ("b.csv", b"\xfe\xff" + MAY.encode("utf-16-be"), "utf-16"),
        ("b.csv", MAY.encode("utf-32"), "utf-32"),
        ("b.csv.gz", gzip.compress(MAY.encode("utf-8-sig")), "utf-8"),
    ],
)
def test_a_mark_at_the_start_goes_before_the_encoding_of_the_settings(warehouse, name, content, mark):
    intake = warehouse.billing(content, IN_GB, name=name)
    assert revenue(warehouse.facts(intake)) == {"C001": 10_000_000, "C002": 3_000_000}
    assert intake.staged["billing"][0].read_remarks() == [
        f"The file begins with the mark of {mark} and is read so, not in gb18030 as the settings say."
    ]


def test_the_first_column_behind_a_mark_is_not_lost(tmp_path):
    text = "\ufeffinvoice,line,customer,invoice date,amount\nI1,1,a,2026-05-31,900\n"
    (tmp_path / "b.csv").write_text(text)
    assert read(tmp_path, "billing", "b.csv", IN_GB).column_headers["invoice_no"] == "invoice"


@pytest.mark.parametrize("options", ["", 'encoding = "utf-8"', 'encoding = "utf-8-sig"'])
def test_a_mark_that_agrees_with_the_settings_needs_no_remark(warehouse, options):
    intake = warehouse.billing(MAY.encode("utf-8-sig"), options)
    assert intake.staged["billing"][0].read_remarks() == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["", IN_GB, 'encoding = "big5"'])
def test_utf_16_without_a_mark_is_named(warehouse, encoding, declared):
    assert warehouse.billing(MAY.encode(encoding), declared).faults_of() == [
        f'b.csv: the file is in UTF-16 without a mark at its start. Write encoding = "{encoding}" for it in '
        "the settings."
    ]
    intake = warehouse.billing(MAY.encode(encoding), f'encoding = "{encoding}"')
    assert revenue(warehouse.facts(intake)) == {"C001": 10_000_000, "C002": 3_000_000}


def test_what_has_a_mark_or_few_zeros_is_no_utf_16_without_one():
    assert unmarked_utf16(MAY.encode("utf-16")) == ""
    assert unmarked_utf16(b"a,b\n1,\x002\n3,4") == ""
    assert unmarked_utf16(b"\0\0\0\0") == ""
    assert marked_encoding(MAY.encode("utf-32")) == "utf-32"


def test_files_of_a_table_may_each_have_a_mark_or_the_encoding_of_the_settings(warehouse):
    warehouse.write(b05__csv=MAY.encode("gb18030"), b06__csv=JUNE.encode("utf-8-sig"))
    intake = take_in(warehouse.settings({"billing": f'path = "b*.csv"\n{IN_GB}'}))
    assert revenue(warehouse.facts(intake)) == {"C001": 19_000_000, "C002": 3_200_000}


def test_a_file_in_another_encoding_than_the_others_is_advised_what_reads_them_all(warehouse):
    warehouse.write(b05__csv=MAY.encode("gb18030"), b06__csv=JUNE.encode())
    settings = warehouse.settings({"billing": f'path = "b*.csv"\n{IN_GB}'})
    assert take_in(settings).faults_of() == [
        "b06.csv:1: this line is not in the encoding gb18030. The whole file can be read in utf-8, and other "
        "files of the table cannot. Write [[tables.billing]] twice in the settings: once with "
        'path = "b06.csv" and encoding = "utf-8", and once as it is now.'
    ]
    text = settings.file.read_text()
    for sections in (("b06.csv", "b*.csv"), ("b*.csv", "b06.csv")):
        blocks = "".join(
            f'[[tables.billing]]\npath = "{path}"\nencoding = "{"gb18030" if "*" in path else "utf-8"}"\n'
            for path in sections
        )
        settings.file.write_text(text[: text.index("[tables")] + blocks)
        both = take_in(load_settings(settings.file))
        assert revenue(warehouse.facts(both)) == {"C001": 19_000_000, "C002": 3_200_000}


@pytest.mark.parametrize(
    ("text", "encoding", "known", "readable"),
    [
        (MAY, "gb18030", ["客户编号"], ["gb18030"]),
        ("客戶編號,金額\n甲,1\n", "big5", ["客戶編號", "金額"], ["big5"]),
        (MAY, "utf-8", ["客户编号"], ["utf-8"]),
        ("a,b\n1,caf\u00e9\n", "cp1252", [], ["cp1252"]),
    ],
)
def test_the_encodings_that_read_a_file_whole_and_find_its_headers(text, encoding, known, readable):
    content = text.encode(encoding)
    assert readable_encodings(lambda: [content[:3], content[3:]], known) == readable


def test_a_file_of_several_encodings_is_given_no_example(warehouse):
    mixed = MAY.encode() + "C003,\u5c71\u9686\u516c\u53f8,2026-05-31,1\n".encode("gb18030") + b"\x81,\n"
    [fault] = warehouse.billing(mixed).faults_of()
    assert fault.startswith("b.csv:4: this line is not in the encoding utf-8, and no common encoding reads")


@pytest.mark.parametrize(
    "head", [HEAD, '"客户编号","客户名称","开票日期","金额"\n', "开票日期,客户编号,客户名称,金额\n"]
)
def test_the_header_again_behind_a_mark_is_a_header(warehouse, head):
    rows = MAY.removeprefix(HEAD), JUNE.removeprefix(HEAD)
    if head.startswith("开票日期"):
        rows = ["2026-05-31,C001,甲公司,1000\n", "2026-06-30,C001,甲公司,900\nx,C002,,1\n"]
    intake = warehouse.billing("".join("\ufeff" + head + part for part in rows))
    total = sum(revenue(warehouse.facts(intake)).values())
    assert total == (19_000_000 if head.startswith("开票日期") else 22_200_000)
    assert [reason for *_, reason in faults(intake)][:1] == ["header"]
