"""Tests of detector: the pure parts alone, the page script in a real Chromium on pages written for it."""
