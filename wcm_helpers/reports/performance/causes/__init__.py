"""Answer: where is the problem."""
