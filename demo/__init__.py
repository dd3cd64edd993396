"""The demo world: facts and invented text in ``data/``, loaded through the product's own verbs."""
