"""Puts the folders together: the only one that knows everybody."""
