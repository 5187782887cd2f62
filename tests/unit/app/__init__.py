"""Tests of app, module by module."""
