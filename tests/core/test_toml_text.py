"""What is written is read back by Python's own parser as the same value."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from wcm_helpers.core.toml_text import toml_text

TEXT = st.text(st.characters(blacklist_categories=["Cs"]))


@given(st.recursive(TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=8))
def test_a_value_is_read_back_as_it_was(value):
    assert tomllib.loads(f"x = {toml_text(value)}") == {"x": value}
