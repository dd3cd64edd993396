"""Pages of the process map: the map, each process, its owners, questions and nominations."""
