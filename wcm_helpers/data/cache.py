"""Files that are cached between runs: when they are void, and how a damaged one is noticed."""

import contextlib
import hashlib
import json
import stat
from functools import cache
from importlib.metadata import version
from pathlib import Path

#: The folders whose code decides what is in the cache.
CODE = (Path(__file__).parent, Path(__file__).parents[1] / "core")
_LIBRARIES = ("duckdb", "pandas", "pyarrow", "python-calamine", "sqlalchemy", "xlrd")

#: The cache has copies of the exports: only its owner may read it.
_OWNER_FOLDER, _OWNER_FILE, _OTHERS = 0o700, 0o600, 0o077

#: The file that marks the work in a folder as complete.
MANIFEST = "manifest.json"


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can open, and so the folders above it that are not there."""
    missing = [path for path in folder.parents if not path.exists()]
    for path in (*reversed(missing), folder):
        path.mkdir(mode=_OWNER_FOLDER, exist_ok=True)
    keep_private(folder, deep=False)


def keep_private(folder: Path, *, deep: bool = True) -> None:
    """Take a folder of the cache, and all in it unless not ``deep``, from everybody but its owner."""
    for path in (folder, *(folder.rglob("*") if deep else ())):
        with contextlib.suppress(OSError):  # gone meanwhile, or of another user
            mode = path.lstat().st_mode
            if mode & _OTHERS and not stat.S_ISLNK(mode):
                path.chmod(_OWNER_FOLDER if stat.S_ISDIR(mode) else _OWNER_FILE)


def digests(folder: Path, pattern: str = "*.parquet") -> dict[str, str]:
    """Return the fingerprint of each file of a folder."""
    return {path.name: digest(path) for path in sorted(folder.glob(pattern))}


def digest(path: Path) -> str:
    """Return the fingerprint of a file; empty for one that is missing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def file_stamp(path: Path) -> list:
    """Return what a large file is recognised by: its size, the time it was written, its fingerprint."""
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, digest(path)]


def unchanged(path: Path, stamp: list) -> bool:
    """Return whether a file has its :func:`file_stamp`; its content is read only if its time differs.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a"
    ...     _ = path.write_text("12")
    ...     stamp = file_stamp(path)
    ...     _ = path.write_text("13")
    ...     unchanged(path, [2, 0, stamp[2]]), unchanged(path, [2, 0, digest(path)])
    (False, True)
    """
    status = path.stat()
    size, written, content = stamp
    return status.st_size == size and (status.st_mtime_ns == written or digest(path) == content)


def write_manifest(folder: Path, **results: object) -> None:
    """Write ``manifest.json`` with the digests of the files in a folder: its work is complete."""
    write_sealed(folder / MANIFEST, {**results, "digests": digests(folder)})


def read_manifest(folder: Path) -> dict | None:
    """Return the results of :func:`write_manifest`; None if it or a file beside it has changed since."""
    manifest = read_sealed(folder / MANIFEST)
    return manifest if manifest and manifest.get("digests") == digests(folder) else None


def write_sealed(path: Path, content: dict) -> None:
    """Write a JSON file with a checksum, first beside its place and then in it."""
    part = path.with_suffix(".part")
    text = json.dumps({"content": content, "seal": _seal(content)}, ensure_ascii=False)
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def read_sealed(path: Path) -> dict | None:
    """Return the content of :func:`write_sealed`; None of a file that is missing or was changed."""
    try:
        file = json.loads(path.read_text(encoding="utf-8"))
        return file["content"] if file["seal"] == _seal(file["content"]) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _seal(content: dict) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@cache
def code_fingerprint() -> str:
    """Return the fingerprint of the code that reads, checks and aggregates: what other code wrote is void.

    It covers every module of ``data`` and ``core``, and the versions of the libraries they compute with.
    """
    fingerprint = hashlib.sha256()
    for folder in CODE:
        for path in sorted(folder.rglob("*.py")):
            fingerprint.update(f"{path.relative_to(folder.parent).as_posix()}\0".encode())
            fingerprint.update(path.read_bytes())
    for library in _LIBRARIES:
        fingerprint.update(f"{library} {version(library)}\0".encode())
    return fingerprint.hexdigest()
