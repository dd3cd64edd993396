"""The speed of lists, dispatch and numbers as ratios against plain SQL in the same run on the same database."""
