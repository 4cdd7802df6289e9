"""Answer: who looks after whom, and whether the hours suffice."""
