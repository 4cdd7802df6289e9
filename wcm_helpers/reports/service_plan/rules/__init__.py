"""Answer: which rules are in force."""
