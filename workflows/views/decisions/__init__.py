"""The steps of an item before its meeting, and decisions by one official."""
