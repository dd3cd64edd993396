"""What decisions ordered: the watch list, and the page of each order with what was made of it."""
