"""Intake: exports in, checked tables and monthly facts out."""
