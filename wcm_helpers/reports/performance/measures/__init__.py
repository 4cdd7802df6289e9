"""Answer: did our measures work."""
