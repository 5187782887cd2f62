"""Starts the simulator: `python -m simulator --script FILE`."""

from __future__ import annotations

from simulator.cli import main

main()
