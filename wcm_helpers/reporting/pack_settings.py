"""The section ``[packs]`` of the settings: who gets a pack, in which language, and when packs are made."""

from typing import Literal

from pydantic import Field

from wcm_helpers.data.strict_model import StrictModel

SECTION = "packs"


class PackSettings(StrictModel):
    """Which customers get a service pack, the language each reads, and whether the monthly run makes them."""

    customers: Literal["A", "B", "C"] | list[str] = Field(
        default=[], description="the customers that get a pack: those of a class, or a list of their numbers"
    )
    languages: dict[str, Literal["en", "zh"]] = Field(
        default={}, description="the language of a customer by its number; else that of the site"
    )
    folder: str = Field(
        default="",
        description="the folder, counted from this file, to which wcm report writes the packs of each month; "
        "without it only wcm packs makes them",
    )
    publish_names: bool = Field(
        default=False,
        description="whether a pack shows persons that the text of a measure names",
    )
