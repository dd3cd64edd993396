"""What seats and grants give; ``cases.access`` is the door to it and nobody else comes in."""
