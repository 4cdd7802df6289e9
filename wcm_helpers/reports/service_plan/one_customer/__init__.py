"""Answer: what is one customer entitled to, from whom, at what cost, and what is open (`review.customer`)."""
