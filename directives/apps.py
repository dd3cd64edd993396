"""App registration for directives."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"

    def ready(self) -> None:
        """Say which of the rows here a right opens."""
        from cases.scopes import open_up

        from .scopes import SCOPES

        open_up(SCOPES)
