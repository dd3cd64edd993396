"""The speed of lists, dispatch, numbers, steps, the relay and the weighing, against plain SQL in the same run."""
