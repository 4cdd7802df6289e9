"""Parts of the settings refuse what they do not know."""

import pytest
from pydantic import ValidationError

from wcm_helpers.data.strict_model import StrictModel, month_or_empty


class Part(StrictModel):
    """A part with one key."""

    size: int = 1


def test_an_unknown_key_is_refused_and_a_value_cannot_be_changed():
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Part.model_validate({"siez": 2})
    with pytest.raises(ValidationError, match="frozen"):
        Part().size = 3


def test_a_month_may_be_left_out_but_not_be_another_thing():
    assert [month_or_empty(""), month_or_empty("2026-05")] == ["", "2026-05"]
    with pytest.raises(ValueError, match="2026-13"):
        month_or_empty("2026-13")
