"""Pages of questions and needs: the list, asking, and each one with what can come of it."""
