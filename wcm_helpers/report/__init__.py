"""Notebooks to reports: run, show, export, publish."""
