"""Programs killed on purpose: `make torture`."""
