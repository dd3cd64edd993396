"""Pages of meetings: planned, held, written up."""
