import pytest

from tests.data.messages_in_chinese import functions, require_both_languages
from wcm_helpers.data.remote import messages


@pytest.mark.parametrize("function", functions(messages))
def test_every_message_is_in_both_languages_and_begins_with_its_place(function):
    require_both_languages(function)
