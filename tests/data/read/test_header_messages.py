import pytest

from tests.data.messages_in_chinese import functions, require_both_languages
from wcm_helpers.data.read import header_messages


@pytest.mark.parametrize("function", functions(header_messages))
def test_every_message_is_in_both_languages_and_begins_with_its_place(function):
    require_both_languages(function)


def test_cells_with_line_ends_and_long_ones_are_shortened_to_one_line():
    text = str(header_messages.no_header("b.csv", "billing", 20, ["五月\n账单", "x" * 99, " "]))
    assert f"which begin with 五月 账单 and {'x' * 40}." in text


def test_twelve_headers_are_listed():
    headers = [f"h{number}" for number in range(20)]
    text = str(header_messages.missing_columns("b.csv", "billing", ["customer_id"], headers))
    assert "h10 and h11." in text and "h12" not in text
