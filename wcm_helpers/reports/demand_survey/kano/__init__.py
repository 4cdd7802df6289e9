"""Kano: what must be there, what pleases, and what does not matter."""
