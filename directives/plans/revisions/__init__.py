"""The yearly revision of a plan: planned, begun, reported, compiled, referred, proposed, adopted, published."""
