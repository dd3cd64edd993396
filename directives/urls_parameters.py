"""Names of query parameters that lead to a difference between two versions; people send such addresses on."""

OLD = "fran"
NEW = "till"
