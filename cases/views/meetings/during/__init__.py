"""What the pages of a meeting that goes on are made of; the secretary's alone."""
