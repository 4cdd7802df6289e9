"""The words of classes."""

from wcm_helpers.data.tables.class_words import CLASSES, GIVEN_CLASSES


def test_a_class_is_read_in_full_width_and_by_its_name_and_n_is_never_set_by_hand():
    assert {"a", "ａ", "a类", "大客户", "class a"} <= set(CLASSES["A"])
    assert list(GIVEN_CLASSES) == ["A", "B", "C"]
