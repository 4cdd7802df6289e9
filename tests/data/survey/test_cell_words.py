"""Words of an export that are no answers."""

import pytest

from wcm_helpers.data.survey.cell_words import state_of, whole_number

NA = {"n/a": "not_applicable", "-99": "blank", "-3": "not_shown", "0": "not_applicable"}


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("", "blank"), (" ", "blank"), ("(空)", "blank"), ("（空）", "blank"), ("(跳过)", "not_shown"),
        ("（跳过）", "not_shown"), ("N/A", "not_applicable"), ("-99", "blank"), ("-3.0", "not_shown"),
        ("0", "not_applicable"), ("0.0", "not_applicable"), ("NA", "answered"), ("None", "answered"),
        ("=1", "answered"), ("10", "answered"),
    ],
)  # fmt: skip
def test_states(value, state):
    assert state_of(value, NA) == state


def test_a_zero_is_an_answer_unless_declared():
    assert state_of("0", {}) == "answered"


def test_whole_numbers():
    assert [whole_number(text) for text in ("5", "5.0", "05", "5.5", "5分", "")] == [
        "5",
        "5",
        "5",
        "",
        "",
        "",
    ]
