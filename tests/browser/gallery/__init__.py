"""A small site that shows every component, so that they are looked at before and apart from the product."""
