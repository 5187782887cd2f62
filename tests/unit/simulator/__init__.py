"""Tests of the simulator, module by module, and of its built page in a browser."""
