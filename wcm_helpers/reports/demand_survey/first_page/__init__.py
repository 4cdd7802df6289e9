"""The first page: what customers need, and what is to be done."""
