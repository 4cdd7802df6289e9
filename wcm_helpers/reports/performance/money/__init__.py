"""Answer: what changed revenue and margin."""
