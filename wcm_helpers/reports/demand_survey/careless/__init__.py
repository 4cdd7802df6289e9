"""Careless, broken-off and double answers: how many, and what the results are without them."""
