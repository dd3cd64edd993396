"""What is done with an assignment: drafted, offered, taken, adjusted, carried out, ended."""
