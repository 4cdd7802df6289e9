"""The Python function that a settings file names as its engine, loaded from the folder of that file.

Two sites may each have a module of the same name beside their settings. A module beside a settings file is
therefore loaded by its path under a name of its own, and what it imports from its folder is forgotten
afterwards, so that the next site imports from its own folder.
"""

import hashlib
import importlib
import importlib.util
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from threading import Lock
from types import ModuleType

#: How the names of modules begin that are loaded by their path.
_OWN = "wcm_engine_"
#: The path of imports and the loaded modules belong to the process, so one engine is opened at a time.
_lock = Lock()


def call(address: str, folder: Path) -> object:
    """Return the result of ``package.module:function``, whose module is in ``folder`` or installed.

    What it prints is dropped: the standard output is that of the command.

    Raises
    ------
    ModuleNotFoundError
        If there is no such module, or it imports one that is not there.
    AttributeError
        If the module has no such function.
    """
    module, _, function = address.partition(":")
    with _lock, _imports_from(folder), redirect_stdout(io.StringIO()):
        loaded = _loaded(module, folder)
        if not hasattr(loaded, function):
            raise AttributeError(f"module {module!r} has no attribute {function!r}")
        return getattr(loaded, function)()


def _loaded(name: str, folder: Path) -> ModuleType:
    """Return a module: by its path where it is in the folder, else an installed one."""
    top, *rest = name.split(".")
    file, package = folder / f"{top}.py", folder / top
    if file.is_file() and not rest:
        return _by_path(file, None)
    if rest and package.is_dir():
        init = package / "__init__.py"
        parent = _by_path(init, package) if init.is_file() else _plain_package(package)
        return importlib.import_module(f"{parent.__name__}.{'.'.join(rest)}")
    if package.is_dir() and (package / "__init__.py").is_file():
        return _by_path(package / "__init__.py", package)
    return importlib.import_module(name)


def _by_path(file: Path, package: Path | None) -> ModuleType:
    """Return the module of a file; it runs again only if its content has changed."""
    name = _own_name(file, file.read_bytes())
    if name in sys.modules:
        return sys.modules[name]
    places = [str(package)] if package else None
    spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=places)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _plain_package(folder: Path) -> ModuleType:
    module = ModuleType(_own_name(folder, b""))
    module.__path__ = [str(folder)]
    return sys.modules.setdefault(module.__name__, module)


def _own_name(path: Path, content: bytes) -> str:
    basis = os.fsencode(path.resolve()) + b"\0" + content
    return f"{_OWN}{hashlib.sha256(basis).hexdigest()[:16]}"


@contextmanager
def _imports_from(folder: Path) -> Iterator[None]:
    """Let a block import modules from a folder, and forget those that came from it under a common name."""
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        tops = {name.partition(".")[0] for name in sys.modules} - {name.partition(".")[0] for name in before}
        own = {name for name in tops if _lies_in(sys.modules.get(name), folder)}
        for name in [name for name in sys.modules if name.partition(".")[0] in own]:
            del sys.modules[name]


def _lies_in(module: ModuleType | None, folder: Path) -> bool:
    """Return whether a module was imported from a folder itself, as ``x.py`` or ``x/``; not by its path."""
    if module is None or module.__name__.startswith(_OWN):
        return False
    package = next(iter(getattr(module, "__path__", [])), None)
    place = package or getattr(module, "__file__", None)
    return bool(place) and Path(place).parent.resolve() == folder.resolve()
