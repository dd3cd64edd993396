"""The pages of a plan's revision: planned, led through its steps, reported by the owners."""
