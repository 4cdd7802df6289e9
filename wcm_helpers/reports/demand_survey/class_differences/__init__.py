"""Differences between classes: is one class more satisfied than another."""
