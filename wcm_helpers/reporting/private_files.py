"""What a report writes beside the published month for one owner alone, and where."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wcm_helpers.data.settings import Settings


@dataclass(frozen=True)
class PrivateFiles:
    """Files with personal data, which no published folder may hold.

    Attributes
    ----------
    folder : callable, from settings to str
        The folder that the settings name, counted from their file; empty: no files are written.
    make : callable, from a review to bytes by file name
    """

    folder: Callable[[Settings], str]
    make: Callable[[Any], Mapping[str, bytes]]
