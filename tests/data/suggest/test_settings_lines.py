"""What only a person can tell is a comment, and what is left stands at the end."""

from tests.data.suggest.test_suggestions import HEAD, suggestions_of
from wcm_helpers.core import words
from wcm_helpers.data.suggest.settings_lines import settings_lines


def test_the_page_is_in_the_language_in_use(warehouse):
    found = suggestions_of(warehouse, HEAD + "1,a,31.05.2026,x\n2,a,30.05.2026,5\n")
    words.use("zh")
    lines = list(settings_lines(found, "w.toml"))
    words.use("en")
    assert lines[0].startswith("# ") and "w.toml" in lines[0]
    assert 'date_format = "%d.%m.%Y"' in lines
    assert not any("still" in line for line in lines)
