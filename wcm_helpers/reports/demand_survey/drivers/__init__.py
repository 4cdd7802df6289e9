"""Drivers: what goes with overall satisfaction."""
