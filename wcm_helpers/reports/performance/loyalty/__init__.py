"""Answer: do customers stay."""
