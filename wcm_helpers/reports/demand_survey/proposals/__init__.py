"""Proposals: from the needs to what the warehouse can offer, for whom, and who takes care of it."""
