"""Pages where a planning version is written, for whoever keeps the plan."""
