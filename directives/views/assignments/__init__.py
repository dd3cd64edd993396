"""Reading and drafting assignments."""
