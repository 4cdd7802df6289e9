"""The Tab key behind a review: sections, customers, tables and charts, without computing a section.

IPython looks at what an attribute is, to say so beside its name, and a section is computed when it is looked
at. Behind a review these names therefore come from here, and IPython's own are left out.
"""

import re
from dataclasses import fields
from typing import Any

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting.report import Review
from wcm_helpers.reporting.section import Section

_REVIEW = r"(?<![\w.\])])([A-Za-z_]\w*)\."
#: What may stand before the cursor: an attribute of a review or of its section, a customer, a table or chart.
_ATTRIBUTE = re.compile(_REVIEW + r"(\w*)$")
_OF_SECTION = re.compile(_REVIEW + r"(\w+)\.(\w*)$")
_CUSTOMER = re.compile(_REVIEW + r"""customer\s*[(\[]\s*(["'])([^"']*)$""")
_TABLE = re.compile(_REVIEW + r"""(\w+)\.(tables|charts)\[\s*["']([^"']*)$""")
#: So many customers are offered; further letters make them fewer.
MOST = 200


def offered(before_cursor: str, variables: dict[str, Any]) -> tuple[str, list[str]]:
    """Return what is typed of a name behind a review, and what it may become; nothing elsewhere.

    Parameters
    ----------
    before_cursor : str
        The line up to the cursor.
    variables : dict
        The variables of the notebook by name.
    """
    for pattern, names_of in _OFFERED:
        found = pattern.search(before_cursor)
        review = variables.get(found.group(1)) if found else None
        if isinstance(review, Review):
            typed = found.group(found.lastindex)
            names = names_of(review, *found.groups()[1:-1])
            return typed, [name for name in names if name.startswith(typed)][:MOST]
    return "", []


def _attributes(review: Review) -> list[str]:
    return sorted(name for name in set(dir(review)) if not name.startswith("_"))


def _of_section(review: Review, name: str) -> list[str]:
    if name not in review.report.sections:
        return []
    names = {one.name for one in fields(Section)} | set(dir(Section))
    return sorted(one for one in names if not one.startswith("_"))


def _customers(review: Review, quote: str) -> list[str]:
    try:
        names = review.customer.names
    except WorkbookError:
        return []
    return [word for word in (*names, *dict.fromkeys(names.values())) if quote not in word]


def _tables(review: Review, name: str, kind: str) -> list[str]:
    """Return the tables or charts of a section, where it has been computed before."""
    section = review.made.get(name)
    return [] if section is None else list(getattr(section, kind))


_OFFERED = (
    (_ATTRIBUTE, _attributes),
    (_OF_SECTION, _of_section),
    (_CUSTOMER, _customers),
    (_TABLE, _tables),
)


def install(shell: Any = None) -> None:
    """Let the Tab key of a notebook offer these names; nothing outside a notebook, and once in each.

    Parameters
    ----------
    shell : IPython shell or None
        None: the shell of this process.
    """
    try:
        from IPython import get_ipython
        from IPython.core.completer import SimpleCompletion, context_matcher
    except ImportError:
        return
    shell = shell or get_ipython()
    matchers = getattr(getattr(shell, "Completer", None), "custom_matchers", None)
    if matchers is None or any(getattr(one, "matcher_identifier", "") == __name__ for one in matchers):
        return

    @context_matcher(identifier=__name__, priority=200)
    def names_behind_a_review(context: Any) -> dict[str, Any]:
        typed, names = offered(context.text_until_cursor, shell.user_ns)
        completions = [SimpleCompletion(text=name, type="review") for name in names]
        return {"completions": completions, "matched_fragment": typed, "suppress": bool(names)}

    matchers.append(names_behind_a_review)
