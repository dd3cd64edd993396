"""The steps of an assignment."""
