"""Bots of others drive the simulated page, unmodified and in their own environment; `make strangers`."""
