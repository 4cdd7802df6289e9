"""Answer: is it really changing."""
