"""Answer: how long does each step take, and which is the bottleneck."""
