"""Importance and performance: what to improve first."""
