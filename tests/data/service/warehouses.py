"""Warehouses of service files, opened: settings written beside copies of exports."""

from pathlib import Path

from wcm_helpers.data.facts.history import History, read_history
from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.data.service.service import Service, read_service
from wcm_helpers.data.settings_file import load_settings

SITE = '[site]\nid = "w"\nname = "W"\ncurrency = "CNY"\ntime_zone = "Asia/Shanghai"\n'


def history_of(folder: Path, tables: dict[str, str], *, through: str = "2026-10", more: str = "") -> History:
    """Return the history of a folder's files; each table has its lines of settings."""
    text = SITE + f'data_through = "{through}"\n' + more
    text += "".join(f"[tables.{name}]\n{lines}\n" for name, lines in tables.items())
    path = folder / "w.toml"
    path.write_text(text, encoding="utf-8")
    return read_history(load_settings(path))


def service_of(folder: Path, tables: dict[str, str], rules: ServiceRules | None = None, **more) -> Service:
    """Return the judged orders of a folder's files."""
    return read_service(history_of(folder, tables, **more), rules or ServiceRules())


def csv(folder: Path, name: str, header: str, *rows: str) -> str:
    """Write a file and return its line of settings."""
    (folder / name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return f'path = "{name}"'
