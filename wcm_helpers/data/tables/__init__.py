"""The tables that are read: one module of this folder each, with its :class:`Table` as ``TABLE``."""

import importlib
import pkgutil

from wcm_helpers.data.tables.schema import Table


def _discover() -> dict[str, Table]:
    """Return the tables of the modules in this folder by name, in the order of their places."""
    modules = [
        importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    ]
    tables = [module.TABLE for module in modules if isinstance(getattr(module, "TABLE", None), Table)]
    return {table.name: table for table in sorted(tables, key=lambda table: (table.place, table.name))}


#: Every table, by name.
TABLES: dict[str, Table] = _discover()
#: The tables that an engine of the user's checks and sums up itself; the others are fetched from it.
COMPUTED_ON_ENGINE: tuple[str, ...] = tuple(
    name for name, table in TABLES.items() if table.computed_on_engine
)
