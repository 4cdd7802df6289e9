"""Which indicator a person means by a name."""

import re

from wcm_helpers.core import words
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of

_BRACKETS = re.compile(r"\s*[(（)）]\s*")


def indicator_of(metric: str) -> str:
    """Return the indicator that a register means by its key or its name in any language; empty for none.

    Of a name with a bracket, such as 准时足量率（OTIF）, what is before it and what is in it are names, too.
    """
    wanted = metric.strip().casefold()
    if wanted in DEFINITIONS:
        return wanted
    now = words.language()
    try:
        for language in words.languages():
            words.use(language)
            whole = {name_of(name).casefold(): name for name in DEFINITIONS}
            names = {
                part: name for word, name in whole.items() for part in _BRACKETS.split(word) if part
            } | whole
            if wanted in names:
                return names[wanted]
    finally:
        words.use(now)
    return ""
