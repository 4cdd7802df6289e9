"""Answer: are goods received, counted and shipped right, and what was damaged."""
