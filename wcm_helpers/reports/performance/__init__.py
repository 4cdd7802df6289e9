"""Answer: the performance review: did we keep our promises, and is it really changing."""
