"""Tests of judgement: scripted models, prompts kept as snapshots."""
