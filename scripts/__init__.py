"""The set-up of a clone: everything `make` needs before it can start anything; standard library only."""
