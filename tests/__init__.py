"""Tests: `unit` mirrors the folders, `contract` runs one suite on every real store, `journey` tells whole stories."""
