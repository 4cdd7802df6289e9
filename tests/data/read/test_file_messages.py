import pytest

from tests.data.messages_in_chinese import functions, require_both_languages
from wcm_helpers.core import words
from wcm_helpers.data.read import file_messages


@pytest.mark.parametrize("function", functions(file_messages))
def test_every_message_is_in_both_languages_and_begins_with_its_place(function):
    require_both_languages(function)


@pytest.mark.parametrize(
    ("declared", "other"), [("utf-8", "gb18030"), ("utf-16-le", "gb18030"), ("gb18030", "utf-8")]
)
def test_the_encoding_that_was_declared_is_not_advised(declared, other):
    text = str(file_messages.not_in_encoding("b.csv:2", declared))
    assert text.startswith(f"b.csv:2: this line is not in the encoding {declared}.")
    assert text.endswith(f'for example encoding = "{other}".')


def test_a_chinese_reader_is_told_file_line_and_remedy():
    words.use("zh")
    try:
        text = str(file_messages.open_quote("账单.csv:7"))
    finally:
        words.use("en")
    assert text == (
        '账单.csv:7：此处的引号（"）没有闭合，后面的行无法拆分。请补上右引号；如果引号本身是内容，请连写两个。'
    )
