"""One file for each resource of `/api/v1`."""
