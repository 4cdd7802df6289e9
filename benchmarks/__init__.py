"""Measure speed and memory as ratios: make bench."""
