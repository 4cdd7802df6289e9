"""Change: what is different from the last wave, and what chance alone could explain."""
