"""Files kept between runs, and how a damaged one is noticed."""

import hashlib
import json
from pathlib import Path


def digests(folder: Path, pattern: str = "*.parquet") -> dict[str, str]:
    """Return the fingerprint of each file of a folder."""
    return {path.name: digest(path) for path in sorted(folder.glob(pattern))}


def digest(path: Path) -> str:
    """Return the fingerprint of a file; of one that is not there, nothing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def stamp(path: Path) -> list:
    """Return what a large file is known by: its size, the time it was written, its fingerprint."""
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, digest(path)]


def unchanged(path: Path, known: list) -> bool:
    """Return whether a file is as :func:`stamp` knew it; its content is read only if its time is another.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a"
    ...     _ = path.write_text("12")
    ...     known = stamp(path)
    ...     _ = path.write_text("13")
    ...     unchanged(path, [2, 0, known[2]]), unchanged(path, [2, 0, digest(path)])
    (False, True)
    """
    status = path.stat()
    size, written, content = known
    return status.st_size == size and (status.st_mtime_ns == written or digest(path) == content)


def note(folder: Path, **found: object) -> None:
    """Write what says that a piece of work ended, and by which it and its files are known again."""
    write_note(folder / "found.json", {**found, "digests": digests(folder)})


def noted(folder: Path) -> dict | None:
    """Return what :func:`note` wrote, if neither it nor a file beside it has changed since."""
    found = read_note(folder / "found.json")
    return found if found and found.get("digests") == digests(folder) else None


def write_note(path: Path, told: dict) -> None:
    """Write a note under a seal, aside and then in its place."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps({"told": told, "seal": _seal(told)}, ensure_ascii=False), encoding="utf-8")
    part.replace(path)


def read_note(path: Path) -> dict | None:
    """Return what :func:`write_note` wrote; of a note that is not there or was changed, nothing."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return found["told"] if found["seal"] == _seal(found["told"]) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _seal(told: dict) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
