"""Speed and memory, told as ratios: make bench."""
