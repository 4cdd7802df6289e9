"""Distributions: every answer to every closed question, counted."""
