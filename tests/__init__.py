"""Tests: `unit` mirrors the folders, `contract` runs one suite on every store, `journey` tells stories."""
