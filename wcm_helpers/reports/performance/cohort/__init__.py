"""Answer: which orders count, which do not, and whose fault were the failures."""
