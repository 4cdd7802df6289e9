"""Profiles of files: positions, line ends and encodings, counted by hand."""

import hashlib

import pytest

from wcm_helpers.data.read.file_profile import CellCharacters, FileProfile, count_lines, scan


def profile(tmp_path, content: bytes, *, text: bool = True) -> FileProfile:
    (tmp_path / "e.csv").write_bytes(content)
    return scan(tmp_path / "e.csv", text=text)


def test_the_positions_are_those_of_the_last_characters(tmp_path):
    # bytes: a0 blank1 b2 :3 quote4 c5 quote6 LF7 d8 tab9 LF10
    assert profile(tmp_path, b'a b:"c"\nd\t\n') == FileProfile(
        hashlib.sha256(b'a b:"c"\nd\t\n').hexdigest(), blank=1, colon=3, odd=9, quote=6, filled_even=2
    )


def test_the_header_does_not_count_for_the_rows(tmp_path):
    export = profile(tmp_path, b'order id,"note:"\n1,2\n')
    assert export.characters_from(0) == CellCharacters(
        blanks=True, colons=True, odd=True, underscores=False, exponents=False, hashes=False
    )
    assert export.characters_from(17) == CellCharacters(
        blanks=False, colons=False, odd=False, underscores=False, exponents=False, hashes=False
    )


def test_an_exponent_is_found_across_two_reads(tmp_path, monkeypatch):
    monkeypatch.setattr("wcm_helpers.data.read.file_profile._CHUNK", 4)
    export = profile(tmp_path, b"a_b\n1.5E+05\n")  # bytes: a0 _1 b2 LF3 "1"4 .5 "5"6 E7
    assert (export.underscore, export.exponent) == (1, 7)
    assert not export.characters_from(8).exponents


@pytest.mark.parametrize(
    ("content", "plain_ends", "utf8", "ascii"),
    [
        (b"a\nb\n", True, True, True),
        (b"a\r\nb\r\n", True, True, True),
        (b"a\rb\r", False, True, True),
        (b"a\r\nb\n", False, True, True),
        ("客\n".encode(), True, True, False),
        ("客\n".encode("gb18030"), True, False, False),
        ("客".encode()[:2], True, False, False),
    ],
)
def test_line_ends_and_encodings_are_recognised(tmp_path, content, plain_ends, utf8, ascii):
    export = profile(tmp_path, content)
    assert (export.plain_ends, export.utf8, export.ascii) == (plain_ends, utf8, ascii)


def test_a_full_width_space_is_odd_and_a_chinese_letter_is_not(tmp_path):
    assert profile(tmp_path, "客户".encode()).odd == -1
    assert profile(tmp_path, "客\u3000户".encode()).odd >= 3  # at the space or after it


def test_of_a_binary_file_only_the_fingerprint_is_computed(tmp_path):
    assert profile(tmp_path, b"PAR1 :\t", text=False) == FileProfile(hashlib.sha256(b"PAR1 :\t").hexdigest())


@pytest.mark.parametrize(
    ("content", "lines"), [(b"", 0), (b"\n\n", 0), (b"a", 1), (b"a\nb\n\n\n", 2), (b"\na\n\nb", 4)]
)
def test_lines_are_counted_without_empty_ones_at_the_end(tmp_path, content, lines):
    (tmp_path / "e.csv").write_bytes(content)
    assert count_lines(tmp_path / "e.csv") == lines


@pytest.mark.parametrize(
    ("content", "start", "records"),
    [
        (b"a,b\n1,2\n3,4\n", 4, 2),
        (b"a,b\n1,2\n3,4", 4, 2),
        (b"\n\na,b\n\n1,2\n\n3,4\n\n\n", 6, 2),
        (b"\r\na,b\r\n\r\n1,2\r\n\r\n3,4\r\n\r\n", 7, 2),
        (b'"a\nx",b\n1,2\n3,4\n', 8, 2),
        (b'a,b\n"1\n\n1",2\n3,4\n', 4, 2),
        (b'"May,\na,b\n1,2\n3,"4\n4"\n', 10, 2),
        (b"a,b\n", 4, 0),
    ],
    ids=["plain", "no_end", "blank", "blank_crlf", "header", "cell", "open_title", "none"],
)
def test_records_are_the_filled_lines_that_end_outside_quotation_marks(tmp_path, content, start, records):
    export = profile(tmp_path, content)
    assert export.records_from(tmp_path / "e.csv", start) == records
    rows = [b"x" * size + b"\n" for size in (0, 1, (1 << 20) - 2, 1 << 20, 3, 0)]  # across chunks
    export = profile(tmp_path, content[:start] + b"".join(rows))
    assert export.records_from(tmp_path / "e.csv", start) == 4
