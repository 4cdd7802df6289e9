"""Addresses of databases for readers: the only place that decides what of an address may be shown.

An address can hold a password in many places: before the host, in a parameter, in a connection string. So
nothing is shown but what cannot be one: the scheme, and host and database where the address has no other part
that could be read in two ways.
"""

import json
import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote, quote_plus, unquote, unquote_plus

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}")
_HOSTS = re.compile(r"[A-Za-z0-9._-]+(,[A-Za-z0-9._-]+)*|\[[0-9A-Fa-f:.]+\]")
_DATABASE = re.compile(r"[\w.-]+")
#: What stands for a part that is not shown.
HIDDEN = "***"
_KEYS = (
    r"(?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?key|access_?key|account_?key|credential\w*|auth\w*)"
)
_PAIR = re.compile(rf"(?i)(\w*{_KEYS}\w*[\"']?\s*[=:]\s*)(\{{[^}}]*\}}|\"[^\"]*\"|'[^']*'|[^\s;&,)]+)")
_USER = re.compile(r"(?i)([a-z][a-z0-9+.-]*://)\S*@")
#: A shorter piece of an address is no secret on its own; a whole password may be as short as it likes.
_SHORTEST = 3
#: The longest reason of a driver or a library that a message repeats.
_LONGEST = 300
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def shown(address: str) -> str:
    """Return an address as it may be shown: without user, password, port, parameters.

    Examples
    --------
    >>> shown("postgresql+psycopg://reader:s3cret@wms-db:5432/wms?sslmode=require")
    'postgresql+psycopg://wms-db/wms'
    >>> shown("mssql+pyodbc:///?odbc_connect=DRIVER%3D%7BODBC%7D%3BPWD%3Ds3cret"), shown("PWD=s3cret")
    ('mssql+pyodbc://***', '***')
    """
    scheme, separator, rest = address.partition("://")
    if not separator or not _SCHEME.fullmatch(scheme):
        return HIDDEN
    user, _, place = rest.rpartition("@")
    if re.search(r"[?#;=\s]", user):  # the sign may belong to a parameter, or to the password
        return f"{scheme}://{HIDDEN}"
    place = re.split(r"[?#;]", place, maxsplit=1)[0]
    hosts, _, database = place.partition("/")
    hosts = ",".join(re.sub(r":[0-9]{1,5}$", "", host) for host in hosts.split(","))
    if hosts and not _HOSTS.fullmatch(hosts):
        return f"{scheme}://{HIDDEN}"
    database = database.rstrip("/")
    if not database:
        return f"{scheme}://{hosts or HIDDEN}"
    return f"{scheme}://{hosts}/{database if _DATABASE.fullmatch(database) else HIDDEN}"


def shown_host(address: str) -> str:
    """Return the host of an address, empty where none may be shown.

    Examples
    --------
    >>> shown_host("postgresql://u:s3cret@wms-db:5432/wms"), shown_host("postgresql://u:s?3@wms-db/wms")
    ('wms-db', '')
    """
    return shown(address).partition("://")[2].partition("/")[0].replace(HIDDEN, "")


def without_secrets(text: str, addresses: str | Iterable[str] = ()) -> str:
    """Return a text of others without the secrets of some addresses, and without what looks like one.

    Parameters
    ----------
    text : str
        A message of a driver or a library, or a traceback.
    addresses : str or iterable of str
        What it may repeat: addresses and passwords, such as ``Settings.secrets``.

    Examples
    --------
    >>> without_secrets('login failed for "s3cret"', "postgresql://reader:s3cret@h/d")
    'login failed for "***"'
    >>> without_secrets("cannot open sc://h:443/;token=abc;use_ssl=true")
    'cannot open sc://h:443/;token=***;use_ssl=true'
    """
    known = (addresses,) if isinstance(addresses, str) else addresses
    text = _COLOURS.sub("", text)  # which would part a password
    for secret in sorted({piece for address in known for piece in _pieces(address)}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", HIDDEN, text)
    return _PAIR.sub(rf"\1{HIDDEN}", _USER.sub(rf"\1{HIDDEN}@", text))


def reason_of(error: BaseException, addresses: str | Iterable[str] = ()) -> str:
    r"""Return the first line of an error's message without secrets, cut to a length a message can have.

    Examples
    --------
    >>> reason_of(ValueError("no server at postgresql://u:s3cret@h\nretry?")), reason_of(KeyError())
    ('no server at postgresql://***@h', 'KeyError')
    """
    lines = without_secrets(str(error), addresses).strip().splitlines() or [type(error).__name__]
    return lines[0].strip()[:_LONGEST]  # cut last: half a password is not recognised


def _pieces(address: str) -> set[str]:
    """Return what of an address may be secret, as it is written and as it is meant: whole, and in pieces.

    A driver that reads an address in another way than it was meant names a piece of the password: as a host,
    as a port. So every piece is secret but what is shown, names of parameters and single letters. The path of
    a file of SQLite is none.
    """
    scheme, separator, rest = address.partition("://")
    if scheme.partition("+")[0].lower() == "sqlite" and not re.search("[@?]", rest):
        return set()
    if not looks_like_an_address(address):
        return _as_written(address)
    password = rest.rpartition("@")[0].partition(":")[2] if separator else ""
    meant = {address, unquote(address), unquote_plus(address)}
    names = {name for text in meant for name in re.findall(r"(\w+)\s*=", text)}
    open_ones = {*_split(shown(address)), *_split(scheme if separator else ""), *names}
    pieces = {piece for text in meant for piece in _split(text) if len(piece) >= _SHORTEST} - open_ones
    secrets = pieces | {address, password, unquote(password), unquote_plus(password)}
    return {written for secret in secrets for written in _as_written(secret)} - {""}


def _as_written(secret: str) -> set[str]:
    """Return a secret as programs that repeat it write it: in Python, JSON, HTML or a URL."""
    in_code = {repr(secret)[1:-1], json.dumps(secret)[1:-1]}
    return {secret, escape(secret), quote(secret, safe=""), quote_plus(secret), *in_code}


def _split(text: str) -> list[str]:
    return re.split(r"[\s:=@/?&;#{}()\[\],'\"+|]+", text)


def looks_like_an_address(text: str) -> bool:
    """Return whether a value of the settings may be an address or a connection string."""
    return "://" in text or "@" in text or bool(_PAIR.search(text))
