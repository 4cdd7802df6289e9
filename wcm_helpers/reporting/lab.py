"""Open JupyterLab on the project, its notebooks trusted: ``make lab``, or this module without make."""

import sys
from pathlib import Path

from wcm_helpers.core.paths import NOTEBOOKS, ROOT


def trust(folder: Path = NOTEBOOKS) -> list[Path]:
    """Sign the notebooks of a folder as trusted by this user, and return those signed.

    JupyterLab takes the style out of the stored outputs of a notebook that it does not trust; a fresh copy of
    the project has no signature yet. A file that is no notebook is left to JupyterLab, which says so.
    """
    import nbformat
    from nbformat.sign import NotebookNotary

    notary = NotebookNotary()
    signed = []
    for path in sorted(folder.glob("*.ipynb")):
        try:
            notebook = nbformat.read(path, as_version=4)
        except (ValueError, OSError):
            continue
        notary.sign(notebook)
        signed.append(path)
    return signed


def arguments(root: Path = ROOT, notebooks: Path = NOTEBOOKS) -> list[str]:
    """Return the options of JupyterLab: the whole project beside the notebooks, their folder opened."""
    folder = notebooks.relative_to(root).as_posix()
    return [f"--ServerApp.root_dir={root}", f"--LabApp.default_url=/lab/tree/{folder}"]


def main() -> None:
    """Trust the notebooks and start JupyterLab; further options are passed on to it."""
    from jupyterlab.labapp import LabApp

    trust()
    LabApp.launch_instance([*arguments(), *sys.argv[1:]])


if __name__ == "__main__":
    main()
