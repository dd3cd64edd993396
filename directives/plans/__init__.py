"""Plans: their versions and parts, the yearly revision, follow-up, pictures."""
