"""Pages of nominations: asking, naming, accepting."""
