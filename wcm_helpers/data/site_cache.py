"""The cache of a site: its folder, and the error to raise where it or the memory does not suffice."""

import hashlib
from pathlib import Path

import duckdb
import pyarrow as pa

from wcm_helpers.core.addresses import reason_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message, sentences
from wcm_helpers.core.paths import cache_folder
from wcm_helpers.data.engines import MEMORY_TOGETHER, memory
from wcm_helpers.data.settings import Settings

#: Errors that the disk, the memory or a damaged file can cause, and those among them that are bugs.
WORK_FAULTS = (OSError, pa.ArrowException, duckdb.Error)
_OF_THE_CODE = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException,
                duckdb.InternalException)  # fmt: skip


def site_cache(settings: Settings) -> Path:
    """Return the folder of a site's rebuilt-at-will files: one for each settings file."""
    file = hashlib.sha256(str(settings.file).encode()).hexdigest()[:8]
    return cache_folder() / f"{settings.site.id}-{file}"


def work_fault(folder: Path, error: Exception) -> Exception:
    """Return the error to raise when the cache cannot be used, or memory does not suffice."""
    if isinstance(error, _OF_THE_CODE):
        return error
    reason = getattr(error, "strerror", None) or reason_of(error)
    if isinstance(error, duckdb.OutOfMemoryException):
        limit = memory(MEMORY_TOGETHER)  # of the two limits the one that helps, if it is set higher
        return WorkbookError(
            message(
                "WCM_MEMORY={limit} is too little for these exports ({reason}). Set it higher.",
                limit=limit,
                reason=reason,
            )
        )
    if isinstance(error, duckdb.DataError):
        return WorkbookError(
            message("The amounts do not add up ({reason}). Look for an absurd amount.", reason=reason)
        )
    remedy = message("Free space, or set WCM_CACHE to another folder.")
    if not isinstance(error, OSError | duckdb.IOException):
        remedy = message("A file in it is damaged; delete the folder and run again.")
    fault = message("The cache {folder} cannot be used ({reason}).", folder=str(folder), reason=reason)
    return WorkbookError(sentences(fault, remedy))
