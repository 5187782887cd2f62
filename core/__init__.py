"""The common language of all folders: values, ports, errors, events and settings; no I/O."""
