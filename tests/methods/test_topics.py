"""Topics of texts without a theme: planted word groups are found, in any order of the rows."""

import pandas as pd
import pytest

from wcm_helpers.methods.topics import LEAST_OF_TOPIC, find_topics

PARKING = ["停车场 车位 {n}", "停车场 司机 {n}", "车位 停车场 司机 {n}"]
CANTEEN = ["食堂 午餐 {n}", "午餐 食堂 菜品 {n}", "食堂 菜品 {n}"]


@pytest.fixture
def texts():
    rows = {}
    for n in range(9):
        rows[f"p{n}"] = PARKING[n % 3].format(n=n)
    for n in range(6):
        rows[f"c{n}"] = CANTEEN[n % 3].format(n=n)
    return pd.Series(rows)


def test_planted_groups_of_words_are_topics(texts):
    topics = find_topics(texts)
    assert [topic.words[0] for topic in topics] == ["停车场", "食堂"]
    assert [set(topic.texts) for topic in topics] == [
        {f"p{n}" for n in range(9)},
        {f"c{n}" for n in range(6)},
    ]


def test_shuffled_rows_and_another_run_give_the_same(texts):
    expected = find_topics(texts)
    for seed in range(3):
        assert find_topics(texts.sample(frac=1, random_state=seed)) == expected


def test_topics_of_equal_weight_do_not_depend_on_the_order():
    # three groups of words of one size, tied in pairs: which comes first is decided by the texts alone
    rows = {}
    for n in range(8):
        for group, (one, other, next_one) in enumerate(
            [("gate", "dock", "lift"), ("lift", "rack", "roof"), ("roof", "yard", "gate")]
        ):
            rows[f"own{group}{n}"], rows[f"tied{group}{n}"] = f"{one} {other}", f"{one} {next_one}"
    texts = pd.Series(rows)
    expected = find_topics(texts)
    assert len(expected) >= 3
    for seed in range(8):
        assert find_topics(texts.sample(frac=1, random_state=seed)) == expected


def test_few_texts_give_none(texts):
    assert find_topics(texts.head(11)) == []
    assert find_topics(texts.head(0)) == []


def test_texts_without_a_word_in_common_give_none():
    assert find_topics(pd.Series([str(n) for n in range(20)])) == []
    assert find_topics(pd.Series([""] * 20)) == []


def test_one_word_in_all_is_no_reason_to_fail():
    topics = find_topics(pd.Series(["停车场"] * 20))
    assert topics == [] or topics[0].words == ("停车场",)


def test_a_topic_has_several_texts(texts):
    assert all(len(topic.texts) >= LEAST_OF_TOPIC for topic in find_topics(texts))
