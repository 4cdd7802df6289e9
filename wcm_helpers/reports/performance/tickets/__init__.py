"""Answer: how fast are customers answered and helped."""
