"""Documents of directives on paper."""
