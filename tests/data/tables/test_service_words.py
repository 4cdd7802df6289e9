"""Words of service have one meaning each."""

import pytest

from wcm_helpers.data.tables import service_words

GROUPS = {
    name: value for name, value in vars(service_words).items() if name.isupper() and isinstance(value, dict)
}


@pytest.mark.parametrize("name", GROUPS)
def test_a_word_means_one_thing(name):
    words = [(word.lower(), meaning) for meaning, all_words in GROUPS[name].items() for word in all_words]
    meanings: dict[str, set[str]] = {}
    for word, meaning in words:
        meanings.setdefault(word, set()).add(meaning)
    assert {word: each for word, each in meanings.items() if len(each) > 1} == {}


@pytest.mark.parametrize("name", GROUPS)
def test_every_meaning_can_be_written_as_itself_or_has_words(name):
    assert all(len(words) >= 2 for words in GROUPS[name].values())


def test_an_order_that_left_in_part_is_open():
    assert "部分发货" in service_words.ORDER_STATES["open"]
    assert "全部发货" in service_words.ORDER_STATES["closed"]
