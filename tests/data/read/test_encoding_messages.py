import pytest

from tests.data.messages_in_chinese import functions, require_both_languages
from wcm_helpers.data.read import encoding_messages


@pytest.mark.parametrize("function", functions(encoding_messages))
def test_every_message_is_in_both_languages_and_begins_with_its_place(function):
    require_both_languages(function)


def test_only_an_encoding_that_reads_the_file_is_advised():
    place = "b.csv:2: this line is not in the encoding utf-8"
    assert str(encoding_messages.not_in_encoding("b.csv:2", "utf-8", ["gb18030", "big5"])) == (
        f"{place}. The whole file can be read in gb18030 and big5. Name its encoding in the settings, for "
        'example encoding = "gb18030".'
    )
    none = str(encoding_messages.not_in_encoding("b.csv:2", "utf-8"))
    assert none.startswith(f"{place}, and no common encoding reads the whole file.")
    assert "encoding =" not in none
