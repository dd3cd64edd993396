"""Pages of a plan: read as a map, a wheel, a list and a text; built part by part; compared with itself."""
