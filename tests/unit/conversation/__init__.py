"""Tests of the memory, each on a real SQLite file."""
