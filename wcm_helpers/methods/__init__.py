"""The formulas: frame in, frame out; no files, no words, no clock."""
