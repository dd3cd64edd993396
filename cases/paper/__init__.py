"""Documents on paper: accessible PDF made from plain values. Pure: no queries, no models."""
