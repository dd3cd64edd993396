"""Pages of officers and officials: drafting an item, its points, references, decisions read on their own."""
