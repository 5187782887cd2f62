"""Memory: what was said, what is due and who may know it; the only folder that knows SQL."""
