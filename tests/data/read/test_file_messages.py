import pytest

from tests.data.messages_in_chinese import functions, require_both_languages
from wcm_helpers.core import words
from wcm_helpers.data.read import file_messages


@pytest.mark.parametrize("function", functions(file_messages))
def test_every_message_is_in_both_languages_and_begins_with_its_place(function):
    require_both_languages(function)


def test_a_chinese_reader_is_told_file_line_and_remedy():
    words.use("zh")
    try:
        text = str(file_messages.open_quote("账单.csv:7"))
    finally:
        words.use("en")
    assert text == (
        '账单.csv:7：此处的引号（"）没有闭合，后面的行无法拆分。请补上右引号；如果引号本身是内容，请连写两个。'
    )
