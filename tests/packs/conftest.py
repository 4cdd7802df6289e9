"""Fixtures of the packs."""

from tests.data.conftest import warehouse

__all__ = ["warehouse"]
