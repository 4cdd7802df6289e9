"""Reliability: do the questions of a dimension measure one thing."""
