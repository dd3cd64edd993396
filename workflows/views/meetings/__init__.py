"""The steps of a meeting."""
