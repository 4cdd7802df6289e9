"""The section ``[packs]`` of the settings: which customers get a pack, and its language."""

from typing import Literal

from pydantic import Field

from wcm_helpers.data.strict_model import StrictModel

SECTION = "packs"


class PackSettings(StrictModel):
    """Which customers get a service pack, and in which language each reads it."""

    customers: Literal["A", "B", "C"] | list[str] = Field(
        default=[], description="the customers that get a pack: those of a class, or a list of their numbers"
    )
    languages: dict[str, Literal["en", "zh"]] = Field(
        default={}, description="the language of a customer by its number; else that of the site"
    )
