"""Answer: who is entitled to which service, and who received it."""
