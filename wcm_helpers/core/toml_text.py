"""Write values as TOML, on one line each."""

import json


def toml_text(value: object) -> str:
    r"""Return a text, list or table as TOML writes it on one line.

    Examples
    --------
    >>> print(toml_text({"status": {"cancelled": ["Quxiao"]}, "客户": 'a"b'}))
    { status = { cancelled = ["Quxiao"] }, "客户" = "a\"b" }
    """
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {toml_text(item)}" for name, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_text, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if bare else toml_text(name)
