import threading

import pytest

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError

CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

msgid "{n} of {total} customers"
msgstr "{total} 家客户中的 {n} 家"

msgid "{n} customer"
msgid_plural "{n} customers"
msgstr[0] "{n} 家客户"
"""


def test_messages_and_plurals_come_from_the_catalogue(chinese):
    words.use("zh")
    assert words.languages() == ["en", "zh"] and words.language() == "zh"
    assert words._("{n} of {total} customers", n=3, total=12) == "12 家客户中的 3 家"
    assert [words.ngettext("{n} customer", "{n} customers", n) for n in (1, 1234)] == [
        "1 家客户",
        "1,234 家客户",
    ]


def test_a_message_without_translation_stays_english(chinese):
    words.use("zh")
    assert words._("Nobody is moving.") == "Nobody is moving."


def test_an_empty_message_is_not_the_header_of_the_catalogue(chinese):
    words.use("zh")
    assert words._("") == ""


def test_a_language_without_a_catalogue_is_refused():
    with pytest.raises(WorkbookError, match='no reports in the language "fr"; the languages are en'):
        words.use("fr")


def test_the_language_of_one_thread_is_not_that_of_another(chinese):
    words.use("zh")
    others = []
    thread = threading.Thread(target=lambda: others.append(words.language()))
    thread.start()
    thread.join()
    assert others == ["en"] and words.language() == "zh"
