"""Names of query parameters that lead to a place on a page; they stand in addresses people were sent."""

SECTION = "avsnitt"
