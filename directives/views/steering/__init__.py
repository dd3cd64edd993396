"""Pages of steering documents."""
