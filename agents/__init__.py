"""Judgement: a function of a thread and a model that decides what is said, and performs nothing."""
