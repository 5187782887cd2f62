"""Tests of models: adapters over real sockets, chain and breaker on a clock of their own."""
